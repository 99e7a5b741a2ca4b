using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DatasetKit.Templates.Jinja;
using DatasetKit.Tests.Templates.Jinja;

namespace DatasetKit.Tests.Templates.Chat;

/// <summary>
/// Known templates held against the real ones they are written after, which Python renders: the same text for every conversation of
/// <c>Fixtures/real-templates.json</c>, with and without the cue, or a fault of both. What differs by intent is listed there with its reason, and must differ.
/// </summary>
public class KnownAgainstRealTests
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonObject s_fixture = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Templates", "Chat", "Fixtures", "real-templates.json")))!.AsObject();

    private static readonly Lazy<Dictionary<string, string>> s_real = new(() => ConformanceCase.ReadAll(SharedFolder.FindOrNull("conformance", "jinja", "templates.jsonl.gz")!)
        .ToDictionary(one => one.Text("id"), one => one.Text("template")));

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var pair in s_fixture["pairs"]!.AsArray())
        {
            pairs.Add((string)pair!["known"]!, (string)pair["id"]!);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_known_template_prints_what_Python_prints_with_the_real_one(string known, string id)
    {
        var pair = s_fixture["pairs"]!.AsArray().Single(one => (string)one!["known"]! == known && (string)one["id"]! == id)!;
        var template = ChatTemplate.Find(known)!;
        _ = SharedFolder.PathOf("conformance");
        var real = s_real.Value[id];
        foreach (var (what, with) in pair["replace"]!.AsObject())
        {
            real = real.Replace(what, (string)with!, StringComparison.Ordinal);
        }

        var compiled = JinjaTemplate.Parse(template.Source, template.Name, JinjaEnvironment.Chat);
        using var python = PythonJinja.Start();
        var faults = new List<string>();
        var differs = pair["differs"]!.AsObject();
        foreach (var (name, context) in pair["groups"]!.AsArray().SelectMany(group => s_fixture[(string)group!]!.AsObject()))
        {
            foreach (var cue in new[] { false, true })
            {
                var variables = Variables(template, pair, context!, cue);
                var expected = python.Render(new JsonObject
                {
                    ["template"] = real,
                    ["env"] = "chat",
                    ["options"] = new JsonObject(),
                    ["context"] = variables,
                }.ToJsonString(s_json));
                var theirs = expected.TryGet("output", out var output) ? output.Text : null;
                var ours = Render(compiled, variables.ToJsonString(s_json));
                if (ours == theirs == differs.ContainsKey(name))
                {
                    faults.Add(ours == theirs ? $"{name} is listed as different and is not" : $"{name}, cue {cue}:\n  ours   {ours}\n  theirs {theirs}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>The conversation as transformers would pass it.</summary>
    private static JsonObject Variables(ChatTemplate template, JsonNode pair, JsonNode context, bool cue)
    {
        var variables = new JsonObject { ["tools"] = null, ["documents"] = null };
        foreach (var (name, token) in template.Options.SpecialTokens)
        {
            variables[name] = token;
        }

        foreach (var (name, value) in pair["tokens"]!.AsObject().Concat(context.AsObject()))
        {
            variables[name] = value?.DeepClone();
        }

        variables["add_generation_prompt"] = cue;
        return variables;
    }

    private static string? Render(JinjaTemplate template, string variables)
    {
        try
        {
            return template.Render((PyDict)JsonReader.Read(variables).Ref!, ConformanceCase.Options).Text;
        }
        catch (JinjaException)
        {
            return null;
        }
    }
}
