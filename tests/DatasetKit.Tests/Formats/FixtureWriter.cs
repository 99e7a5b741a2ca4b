using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DatasetKit.Tests.Formats;

/// <summary>
/// Completes a fixture that has an empty <c>to</c> with what comes of it now, to be read before it is committed:
/// <c>DATASETKIT_ACCEPT_FIXTURES=1</c>.
/// </summary>
internal static class FixtureWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Shown = ["alpaca", "sharegpt", "openai", "preference"];

    public static bool IsWanted => Environment.GetEnvironmentVariable("DATASETKIT_ACCEPT_FIXTURES") == "1";

    public static void Complete(string path, RecordFormat format, Example example)
    {
        var file = Path.Combine(Folder(), path);
        var fixture = JsonNode.Parse(File.ReadAllText(file))!;
        var to = new JsonObject();
        foreach (var name in Shown.Prepend(format.Name).Distinct())
        {
            if (RecordFormat.Find(name) is { } target && (name != "preference" || example.Completions.Count > 0))
            {
                to[name] = Of(Convert.Write(target, example));
            }
        }

        fixture["to"] = to;
        File.WriteAllText(file, fixture.ToJsonString(Indented) + "\n");
    }

    private static JsonObject Of(Converted converted)
    {
        if (converted.Reject is { } why)
        {
            return new JsonObject { ["reject"] = why };
        }

        var result = new JsonObject { ["record"] = JsonNode.Parse(converted.Json!) };
        if (converted.Losses.Count > 0)
        {
            result["losses"] = new JsonArray([.. converted.Losses.Select(loss => StringNode(loss))]);
        }

        return result;
    }

    private static System.Text.Json.Nodes.JsonValue StringNode(string text) => System.Text.Json.Nodes.JsonValue.Create(text);

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Fixtures");
}
