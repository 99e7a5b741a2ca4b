using System.Text.Unicode;
using DatasetKit.Internals;
using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>
/// The rejects file: JSON Lines of <c>code, message, source, line, column, byte, length, field, raw</c>; <c>raw</c> is the record as
/// it stood, or <c>raw_base64</c> where it is not valid UTF-8. It can be fed back after repair. Of a conversation that was made of several
/// records, <c>raw</c> holds all of them, a line each, and there is no <c>length</c>, as they need not stand together.
/// </summary>
internal sealed class RejectsWriter(OutputFile output) : IDisposable
{
    private readonly JsonBuffer _buffer = new(capacity: 4096);

    public OutputFile Output { get; } = output;

    public long Count { get; private set; }

    public void Write(Finding finding, CurrentRecord current)
    {
        Count++;
        var json = new RecordBuilder(_buffer, ExtraPolicy.Drop);
        var location = finding.Location;
        json.Begin();
        json.Property("code"u8, (Text)finding.Code);
        json.Property("message"u8, (Text)finding.Message);
        json.Property("source"u8, (Text)location.File);
        Number(json, "line"u8, location.Line);
        Number(json, "column"u8, location.Column);
        json.Name("byte"u8);
        json.Number(location.ByteOffset);
        if (current.Length >= 0)
        {
            json.Name("length"u8);
            json.Number(current.Length);
        }

        json.Property("field"u8, (Text)finding.Field);
        if (current.Raw is { } raw)
        {
            WriteRaw(json, raw.Span);
        }

        json.End();
        _buffer.Append((byte)'\n');
        Output.Write(_buffer.Written);
        _buffer.Clear();
    }

    public void Dispose() => Output.Dispose();

    private static void Number(RecordBuilder json, ReadOnlySpan<byte> name, long value)
    {
        if (value > 0)
        {
            json.Name(name);
            json.Number(value);
        }
    }

    private static void WriteRaw(RecordBuilder json, ReadOnlySpan<byte> raw)
    {
        if (Utf8.IsValid(raw))
        {
            json.Property("raw"u8, Text.Plain(raw.ToArray()));
        }
        else
        {
            json.Property("raw_base64"u8, (Text)Convert.ToBase64String(raw));
        }
    }
}
