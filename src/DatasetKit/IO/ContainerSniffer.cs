using System.Text.Json;
using System.Text.Unicode;
using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>Decides what container an input is: by its ending, held against its first bytes, which have the last word.</summary>
internal static class ContainerSniffer
{
    /// <summary>A reader for the input.</summary>
    /// <exception cref="InputException">The input cannot be read as what it is.</exception>
    public static RecordReader Open(InputFile file)
    {
        if (file.Table is not null)
        {
            return new JsonLinesReader(file);
        }

        var name = file.Context.File.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file.Context.File[..^3] : file.Context.File;
        var extension = Path.GetExtension(name).ToLowerInvariant();
        var head = file.Utf8Head.Span;
        var first = head.IndexOfAnyExcept(" \t\r\n"u8);
        var start = first < 0 ? (byte)0 : head[first];
        return extension switch
        {
            ".csv" => new CsvRecordReader(file, isTsv: false),
            ".tsv" or ".tab" => new CsvRecordReader(file, isTsv: true),
            ".json" or ".jsonl" or ".ndjson" => Json(file, start, isLines: extension != ".json"),
            _ when start is (byte)'{' or (byte)'[' && file.Context.Options.Delimiter is null => Json(file, start, isLines: false),
            _ => new CsvRecordReader(file, isTsv: false),
        };
    }

    private static RecordReader Json(InputFile file, byte start, bool isLines)
    {
        if (start == '[' && !IsLineOfItsOwn(file, isLines))
        {
            return new JsonSequenceReader(file, isArray: true);
        }

        if (file.Context.Options.Concatenated)
        {
            return new JsonSequenceReader(file, isArray: false);
        }

        if (FirstLineIsWhole(file) || (isLines && !SpansLines(file)))
        {
            return new JsonLinesReader(file);
        }

        return isLines
            ? throw file.Context.Fail(JsonDiagnostics.PrettyPrinted, "the objects run over several lines, which JSON Lines does not allow; read them with --concatenated", 1)
            : new JsonSequenceReader(file, isArray: false);
    }

    /// <summary>Whether the first line that is not blank is one JSON value, or wrong in itself: then lines are the records.</summary>
    private static bool FirstLineIsWhole(InputFile file)
    {
        var head = file.Utf8Head.Span;
        head = head[Math.Max(head.IndexOfAnyExcept(" \t\r\n"u8), 0)..];
        var end = head.IndexOf((byte)'\n');
        if (end < 0)
        {
            return !file.HeadIsAll;
        }

        return IsWhole(head[..end]) || BreaksOffBeforeAWholeLine(head, end);
    }

    /// <summary>Whether the first line is broken and the second begins anew: lines, of which one is bad.</summary>
    private static bool BreaksOffBeforeAWholeLine(ReadOnlySpan<byte> head, int end)
    {
        var second = head[(end + 1)..];
        var stop = second.IndexOf((byte)'\n');
        return stop > 0 && second[0] == (byte)'{' && EndOfValue(head) < 0 && IsWhole(second[..stop]);
    }

    private static bool IsWhole(ReadOnlySpan<byte> line) => EndOfValue(line) is >= 0 and var end && line[end..].IndexOfAnyExcept(" \t\r"u8) < 0;

    /// <summary>Whether a value begins on the first line and ends, grammatical, on a later one.</summary>
    private static bool SpansLines(InputFile file)
    {
        var head = file.Utf8Head.Span;
        head = head[Math.Max(head.IndexOfAnyExcept(" \t\r\n"u8), 0)..];
        return EndOfValue(head) > head.IndexOf((byte)'\n') && head.IndexOf((byte)'\n') >= 0;
    }

    /// <summary>A line <c>[…]</c> in a file of such lines: Lines whose records are arrays, not one array.</summary>
    private static bool IsLineOfItsOwn(InputFile file, bool isLines)
    {
        var head = file.Utf8Head.Span;
        head = head[Math.Max(head.IndexOfAnyExcept(" \t\r\n"u8), 0)..];
        var end = head.IndexOf((byte)'\n');
        if (end < 0 || !IsWhole(head[..end]))
        {
            return false;
        }

        var next = head[end..].IndexOfAnyExcept(" \t\r\n"u8);
        return next >= 0 && (isLines || head[end + next] == (byte)'[');
    }

    /// <summary>Where the value at the start ends; -1 when it does not end in these bytes or is no JSON.</summary>
    private static int EndOfValue(ReadOnlySpan<byte> bytes)
    {
        var plain = EndOfPlainValue(bytes);
        if (plain >= 0)
        {
            return plain;
        }

        try
        {
            var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(JsonTapeReader.Options with { AllowMultipleValues = true, MaxDepth = int.MaxValue }));
            return reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : -1;
        }
        catch (JsonException)
        {
            return -1;
        }
    }

    /// <summary>The same of a line that is plainly right, as first lines are, without what System.Text.Json needs to start; -1 when it is not, or may not be.</summary>
    private static int EndOfPlainValue(ReadOnlySpan<byte> bytes)
    {
        try
        {
            // A number at the end of the bytes may go on behind it.
            return bytes is [(byte)'{' or (byte)'[', ..] && Utf8.IsValid(bytes) ? JsonTapeScanner.Read(bytes, new JsonTape(bytes.ToArray()), 0) : -1;
        }
        catch (JsonException)
        {
            return -1;
        }
    }
}
