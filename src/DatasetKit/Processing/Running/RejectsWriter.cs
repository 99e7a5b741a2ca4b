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
        json.Begin();
        json.Property("code"u8, (Text)finding.Code);
        json.Property("message"u8, (Text)finding.Message);
        RawRecordWriter.WritePlace(json, finding.Location, current);
        json.Property("field"u8, (Text)finding.Field);
        RawRecordWriter.WriteRaw(json, current);
        json.End();
        _buffer.Append((byte)'\n');
        Output.Write(_buffer.Written);
        _buffer.Clear();
    }

    public void Dispose() => Output.Dispose();
}
