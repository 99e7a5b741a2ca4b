using System.Text.Json;
using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>Turns what went wrong in a JSON value into a finding at its place.</summary>
internal static class JsonFaults
{
    /// <summary>Describes a fault.</summary>
    /// <param name="fault">What the reader threw.</param>
    /// <param name="value">The bytes it was given, from the value's first byte.</param>
    /// <param name="span">Where the value stands.</param>
    /// <param name="context">The file.</param>
    /// <param name="isLast">Whether the input ends here.</param>
    public static Finding Describe(JsonException fault, ReadOnlySpan<byte> value, in RecordSpan span, InputContext context, bool isLast)
    {
        if (fault is JsonFaultException own)
        {
            var place = Place(value, own.Offset, span, context);
            return own.Fault == JsonFault.LoneSurrogate
                ? new Finding(JsonDiagnostics.LoneSurrogate, Severity.Error, place, null, "the \\u escape is half of a surrogate pair; complete the pair or remove it")
                : new Finding(JsonDiagnostics.RepeatedKey, Severity.Error, place, own.Key, $"the key \"{own.Key}\" stands twice, first {own.Offset - own.Earlier} bytes before; remove or rename one");
        }

        var offset = OffsetOf(fault, value);
        var at = Place(value, offset, span, context);
        if (offset >= value.TrimEnd(" \t\r\n"u8).Length)
        {
            return new Finding(JsonDiagnostics.CutOff, Severity.Error, at, null, isLast ? "the file ends inside a record; fetch it again" : "the line ends inside a record; was it cut, or is the record spread over several lines (--concatenated)?");
        }

        if (fault.Message.Contains("depth", StringComparison.OrdinalIgnoreCase))
        {
            return new Finding(JsonDiagnostics.TooDeep, Severity.Error, at, null, $"nested more than {JsonTapeReader.MaxDepth} levels deep");
        }

        return value[offset..].StartsWith("\uFEFF"u8)
            ? new Finding(JsonDiagnostics.MarkInside, Severity.Error, at, null, "a byte order mark stands inside the file: two files were joined; remove the mark")
            : new Finding(JsonDiagnostics.Syntax, Severity.Error, at, null, $"not JSON: {Explain(value[offset..], fault)}");
    }

    /// <summary>The byte at which the value stops being JSON.</summary>
    public static int OffsetOf(JsonException fault, ReadOnlySpan<byte> value)
    {
        var offset = 0;
        for (var line = fault.LineNumber ?? 0; line > 0; line--)
        {
            offset += value[offset..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Clamp(offset + (fault.BytePositionInLine ?? 0), 0, value.Length);
    }

    /// <summary>The line and column of a byte within a value.</summary>
    public static SourceLocation Place(ReadOnlySpan<byte> value, int offset, in RecordSpan span, InputContext context)
    {
        var before = value[..Math.Min(offset, value.Length)];
        var lines = before.Count((byte)'\n');
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        var column = Utf8Text.ColumnAt(before[lineStart..], before.Length - lineStart);
        return context.At(span) with { Line = span.Line + lines, Column = lines == 0 ? span.Column + column - 1 : column };
    }

    private static string Explain(ReadOnlySpan<byte> from, JsonException fault) => from switch
    {
        [(byte)'\'', ..] => "texts are quoted with \", not with '",
        [(byte)'N' or (byte)'I', ..] or [(byte)'-', (byte)'I', ..] => "NaN and Infinity are not JSON; write null or leave the field out",
        [(byte)'}' or (byte)']', ..] => "a comma stands before the closing bracket, or the bracket closes nothing",
        [< 0x20, ..] => $"the raw control character 0x{from[0]:X2} stands in a text; escape it",
        [(byte)'/', ..] or [(byte)'#', ..] => "comments are not JSON",
        _ => Sentence(fault.Message),
    };

    private static string Sentence(string message)
    {
        // The position follows in words that count from zero; our own column says it.
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var text = (end < 0 ? message : message[..end]).TrimEnd('.');
        return char.ToLowerInvariant(text[0]) + text[1..];
    }
}
