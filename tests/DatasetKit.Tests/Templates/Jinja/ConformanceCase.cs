using System.Globalization;
using System.IO.Compression;
using System.Text;
using DatasetKit.Templates.Jinja;

namespace DatasetKit.Tests.Templates.Jinja;

/// <summary>A case of a conformance file: what a template must give, or the class of error with which it must fail.</summary>
internal sealed class ConformanceCase(PyDict fields)
{
    /// <summary>The moment at which the expected outputs were made.</summary>
    private static readonly FrozenClock s_clock = new(new DateTimeOffset(2025, 3, 14, 15, 9, 26, TimeSpan.Zero));

    internal static RenderOptions Options { get; } = new() { Clock = s_clock };

    internal string Name => Text("name");

    internal static IEnumerable<ConformanceCase> ReadAll(string path)
    {
        using var file = File.OpenRead(path);
        using var stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return new ConformanceCase((PyDict)JsonReader.Read(line).Ref!);
        }
    }

    internal string Text(string field) => fields.TryGet(field, out var value) ? value.Text : throw new InvalidDataException($"{field} is missing");

    internal string? TextOrNull(string field) => fields.TryGet(field, out var value) && value.IsText ? value.Text : null;

    internal bool IsTrue(string field) => fields.TryGet(field, out var value) && value.IsTrue;

    internal Value Field(string field) => fields.TryGet(field, out var value) ? value : default;

    internal PyDict Dict(string field) => fields.TryGet(field, out var value) && value.Ref is PyDict dict ? dict : new PyDict();

    /// <summary>Null when a run gives what the case expects, else the difference.</summary>
    internal string? Differs(Func<string> run)
    {
        string actual;
        try
        {
            actual = run();
        }
        catch (JinjaException fault)
        {
            return TextOrNull("error") is { } error
                ? error.Split(':')[0] == fault.ErrorClass ? null : Report($"expected {error}, got {fault.ErrorClass}: {fault.Reason}")
                : Report($"failed with {fault.ErrorClass}: {fault.Reason} at {fault.Line}:{fault.Column}");
        }

        if (TextOrNull("error") is { } missed)
        {
            return Report($"expected {missed}, got {Shorten(actual, 0)}");
        }

        var expected = Expected();
        if (expected == actual)
        {
            return null;
        }

        var at = expected.AsSpan().CommonPrefixLength(actual);
        return Report($"at {at} expected {Shorten(expected, at)}, got {Shorten(actual, at)}");
    }

    internal static string Show(JinjaOutput output, bool withSpans) =>
        withSpans ? output.Text + "\n#spans " + string.Join(' ', output.Generations.Select(span => string.Create(CultureInfo.InvariantCulture, $"{span.Start}-{span.End}"))) : output.Text;

    internal bool HasSpans => fields.TryGet("spans", out _);

    private string Expected()
    {
        if (Field("expected").Ref is PyList parts)
        {
            return string.Join("\n#part ", parts.Items.Select(part => part.Text));
        }

        var text = Text("expected");
        return !HasSpans ? text : text + "\n#spans " + string.Join(' ', ((PyList)Field("spans").Ref!).Items.Select(span =>
            string.Create(CultureInfo.InvariantCulture, $"{((PyList)span.Ref!).Items[0].Bits}-{((PyList)span.Ref!).Items[1].Bits}")));
    }

    private string Report(string difference) => $"{Name} {TextOrNull("context_name")}: {difference}";

    private static string Shorten(string text, int at) => Repr.Quote(text.Substring(Math.Max(0, at - 20), Math.Min(80, text.Length - Math.Max(0, at - 20))));

    private sealed class FrozenClock(DateTimeOffset now) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
