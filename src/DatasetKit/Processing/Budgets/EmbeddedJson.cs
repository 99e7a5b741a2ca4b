using System.Text.Json;

namespace DatasetKit.Processing;

/// <summary>Facts that change from time to time, in files beside the code that uses them.</summary>
internal static class EmbeddedJson
{
    public static JsonElement Load(string name)
    {
        using var stream = typeof(EmbeddedJson).Assembly.GetManifestResourceStream($"DatasetKit.Processing.Budgets.{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
