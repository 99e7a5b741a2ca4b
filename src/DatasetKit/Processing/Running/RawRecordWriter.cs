using System.Text.Unicode;

namespace DatasetKit.Processing;

/// <summary>The members that say where a record came from and how it stood, for files of records that are not in the output.</summary>
internal static class RawRecordWriter
{
    public static void WritePlace(RecordBuilder json, SourceLocation location, CurrentRecord current)
    {
        json.Property("source"u8, (Text)(location.File ?? string.Empty));
        Number(json, "line"u8, location.Line);
        Number(json, "column"u8, location.Column);
        json.Name("byte"u8);
        json.Number(location.ByteOffset);
        if (current.Length >= 0)
        {
            json.Name("length"u8);
            json.Number(current.Length);
        }
    }

    public static void WriteRaw(RecordBuilder json, CurrentRecord current)
    {
        if (current.Raw is not { } raw)
        {
            return;
        }

        if (Utf8.IsValid(raw.Span))
        {
            json.Property("raw"u8, Text.Plain(raw.ToArray()));
        }
        else
        {
            json.Property("raw_base64"u8, (Text)Convert.ToBase64String(raw.Span));
        }
    }

    private static void Number(RecordBuilder json, ReadOnlySpan<byte> name, long value)
    {
        if (value > 0)
        {
            json.Name(name);
            json.Number(value);
        }
    }
}
