using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>Facts that change from time to time, in files beside the code that uses them.</summary>
internal static class EmbeddedJson
{
    public static JsonValue Load(string name)
    {
        using var stream = typeof(EmbeddedJson).Assembly.GetManifestResourceStream($"DatasetKit.Processing.Budgets.{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return JsonTapeReader.Parse(content);
    }
}
