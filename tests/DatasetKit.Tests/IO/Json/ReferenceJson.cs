using System.Text;
using System.Text.Json.Nodes;
using DatasetKit.IO;

namespace DatasetKit.Tests.IO.Containers;

/// <summary>
/// JSON inputs taken apart the slow way, the whole file in memory: what it says of an input is what the readers must say,
/// whatever the size of their blocks.
/// </summary>
internal sealed class ReferenceJson(byte[] file)
{
    /// <summary>How much of what cannot be read goes to the rejects file.</summary>
    private const int Kept = 1024;

    private readonly List<(Stretch Stretch, string? Code)> _found = [];
    private int _number;

    public static IReadOnlyList<(Stretch Stretch, string? Code)> Lines(byte[] file)
    {
        var reference = new ReferenceJson(file);
        for (var start = reference.Mark(); start < file.Length;)
        {
            var stop = Array.IndexOf(file, (byte)'\n', start);
            var end = stop < 0 ? file.Length : stop;
            var next = stop < 0 ? file.Length : stop + 1;
            if (file.AsSpan(start, end - start).Trim(" \t\r"u8).IsEmpty)
            {
                reference.Add(SpanKind.Blank, start, end, next, null);
            }
            else
            {
                var code = LineFault(file, start, end);
                reference.Add(code is null ? SpanKind.Record : SpanKind.Reject, start, end, next, code);
            }

            start = next;
        }

        return reference._found;
    }

    public static IReadOnlyList<(Stretch Stretch, string? Code)> Elements(byte[] file)
    {
        var reference = new ReferenceJson(file);
        var at = reference.Mark();
        var open = reference.Space(at);
        if (open == file.Length)
        {
            reference.Separate(at, open);
            return reference._found;
        }

        // The first byte is a bracket, or nobody would have called it an array.
        var next = reference.Space(open + 1);
        if (next < file.Length && file[next] == ']')
        {
            return reference.AfterArray(at, next + 1);
        }

        while (true)
        {
            reference.Separate(at, next);
            if (next == file.Length || file[next] is (byte)',' or (byte)']' || !reference.Value(next, out at))
            {
                return reference.Rest(next, "DK9110");
            }

            var comma = reference.Space(at);
            if (comma < file.Length && file[comma] == ']')
            {
                return reference.AfterArray(at, comma + 1);
            }

            if (comma == file.Length || file[comma] != ',')
            {
                reference.Separate(at, comma);
                return reference.Rest(comma, "DK9110");
            }

            next = reference.Space(comma + 1);
        }
    }

    /// <summary>Objects one after the other.</summary>
    /// <param name="file">The input.</param>
    /// <param name="onOneLine">Whether several may stand on one line.</param>
    public static IReadOnlyList<(Stretch Stretch, string? Code)> Sequence(byte[] file, bool onOneLine)
    {
        var reference = new ReferenceJson(file);
        for (var at = reference.Mark(); ;)
        {
            var next = reference.Space(at);
            reference.Separate(at, next);
            if (next == file.Length)
            {
                return reference._found;
            }

            if (!onOneLine && reference._number > 0 && Array.IndexOf(file, (byte)'\n', at, next - at) < 0)
            {
                return reference.Rest(next, "DK9106");
            }

            if (!reference.Value(next, out at))
            {
                return reference.Rest(next, ReferenceJsonValue.Grammar);
            }
        }
    }

    private static string? LineFault(byte[] file, int start, int end)
    {
        if (!System.Text.Unicode.Utf8.IsValid(file.AsSpan(start, end - start)))
        {
            return "DK9201";
        }

        var (stop, fault) = ReferenceJsonValue.Read(file, start, end);
        if (fault is not null || file.AsSpan(stop, end - stop).TrimStart(" \t\r"u8) is not { IsEmpty: false } rest)
        {
            return fault;
        }

        return ReferenceJsonValue.BeginsValue(file, end - rest.Length, end) ? "DK9106" : ReferenceJsonValue.Grammar;
    }

    private List<(Stretch Stretch, string? Code)> AfterArray(int from, int behind)
    {
        var next = Space(behind);
        Separate(from, next);
        return next == file.Length ? _found : Rest(next, "DK9110");
    }

    /// <summary>A value with its faults; false where the grammar breaks, so that there is no next.</summary>
    private bool Value(int start, out int end)
    {
        (end, var fault) = ReferenceJsonValue.Read(file, start, file.Length);
        if (end < 0)
        {
            _breaking = fault;
            return false;
        }

        Add(fault is null ? SpanKind.Record : SpanKind.Reject, start, end, end, fault);
        return true;
    }

    private string? _breaking;

    /// <summary>Everything from here on is one reject, for what came first: a fault of the value, or the grammar.</summary>
    private List<(Stretch Stretch, string? Code)> Rest(int start, string code)
    {
        Add(SpanKind.Reject, start, Math.Min(file.Length, start + Kept), file.Length, _breaking is null or ReferenceJsonValue.Grammar ? code : _breaking);
        return _found;
    }

    private int Mark()
    {
        if (!file.AsSpan().StartsWith("\uFEFF"u8))
        {
            return 0;
        }

        _found.Add((new Stretch(SpanKind.ByteOrderMark, 0, 3, string.Empty, 1, 1, 0, null, null), null));
        return 3;
    }

    private int Space(int at)
    {
        while (at < file.Length && file[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at;
    }

    private void Separate(int start, int end)
    {
        if (start < end)
        {
            Add(SpanKind.Separator, start, end, end, null);
        }
    }

    private void Add(SpanKind kind, int start, int end, int next, string? code)
    {
        var first = file.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        var before = file.AsSpan(first, start - first);
        var line = before.Count((byte)'\n') + 1;
        var column = 1;
        foreach (var value in before[(before.LastIndexOf((byte)'\n') + 1)..])
        {
            column += (value & 0xC0) == 0x80 ? 0 : 1;
        }

        var raw = file.AsSpan(start, end - start);
        var json = kind == SpanKind.Record ? JsonNode.Parse(Encoding.UTF8.GetString(raw))?.ToJsonString() ?? "null" : null;
        var number = kind is SpanKind.Record or SpanKind.Reject ? ++_number : 0;
        _found.Add((new Stretch(kind, start, next - start, Convert.ToHexString(raw), line, column, number, json, null), code));
    }
}
