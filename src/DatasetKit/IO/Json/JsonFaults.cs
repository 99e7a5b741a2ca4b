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
    /// <param name="goesOn">Whether there are bytes behind these, so that nothing can be cut off.</param>
    public static Finding Describe(JsonException fault, ReadOnlySpan<byte> value, in RecordSpan span, InputContext context, bool isLast, bool goesOn = false)
    {
        if (fault is JsonFaultException own)
        {
            var place = Place(value, own.Offset, span, context);
            return own.Fault == JsonFault.LoneSurrogate
                ? new Finding(JsonDiagnostics.LoneSurrogate, Severity.Error, place, null, "the \\u escape is half of a surrogate pair; complete the pair or remove it")
                : new Finding(JsonDiagnostics.RepeatedKey, Severity.Error, place, Utf8Text.Excerpt(System.Text.Encoding.UTF8.GetBytes(own.Key!)), $"the key \"{Utf8Text.Excerpt(System.Text.Encoding.UTF8.GetBytes(own.Key!))}\" stands twice in one object, first {own.Offset - own.Earlier} bytes before; remove or rename one");
        }

        var offset = OffsetOf(fault, value);
        var at = Place(value, offset, span, context);
        if (!goesOn && offset >= value.TrimEnd(" \t\r\n"u8).Length)
        {
            return new Finding(JsonDiagnostics.CutOff, Severity.Error, at, null, isLast ? "the file ends inside a record; fetch it again" : "the line ends inside a record; was it cut, or is the record spread over several lines (--concatenated)?");
        }

        if (fault.Message.Contains("maximum configured depth", StringComparison.Ordinal))
        {
            return new Finding(JsonDiagnostics.TooDeep, Severity.Error, at, null, $"objects and lists are nested more than {JsonTapeReader.MaxDepth} levels deep; flatten the record");
        }

        return value[offset..].StartsWith("\uFEFF"u8)
            ? new Finding(JsonDiagnostics.MarkInside, Severity.Error, at, null, "a byte order mark stands inside the file: two files were joined; remove the mark")
            : new Finding(JsonDiagnostics.Syntax, Severity.Error, at, null, $"not JSON: {Explain(value, offset, fault)}");
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

    private static string Explain(ReadOnlySpan<byte> value, int offset, JsonException fault)
    {
        var from = value[offset..];
        var before = value[..offset].TrimEnd(" \t\r\n"u8);
        return from[0] switch
        {
            (byte)'\'' => "texts are quoted with \", not with '",
            (byte)'N' when from.StartsWith("NaN"u8) => "NaN is not JSON; write null or leave the field out",
            (byte)'I' or (byte)'-' when from.IndexOf("Infinity"u8) is 0 or 1 => "Infinity is not JSON; write null or leave the field out",
            (byte)'I' when before.EndsWith("-"u8) => "Infinity is not JSON; write null or leave the field out",
            (byte)'T' or (byte)'F' or (byte)'N' => "true, false and null are written in small letters",
            (byte)'}' or (byte)']' when before.EndsWith(","u8) => "a comma stands before the closing bracket; remove it",
            (byte)'}' or (byte)']' when before.EndsWith(":"u8) => "a value is missing after the colon",
            < 0x20 when fault.Message.Contains("within a JSON string", StringComparison.Ordinal) => $"the raw control character 0x{from[0]:X2} stands in a text; escape it",
            (byte)'/' or (byte)'#' => "comments are not JSON; remove it",
            _ when fault.Message.Contains("invalid JSON literal", StringComparison.Ordinal) => "the word here is none of true, false and null; texts are quoted with \"",
            _ => Sentence(fault.Message),
        };
    }

    private static string Sentence(string message)
    {
        // The position follows in words that count from zero; our own column says it.
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var text = (end < 0 ? message : message[..end]).TrimEnd('.');
        return char.ToLowerInvariant(text[0]) + text[1..];
    }
}
