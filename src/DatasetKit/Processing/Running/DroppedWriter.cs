using DatasetKit.Internals;
using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>
/// The file of records that were left out on purpose: JSON Lines of <c>step, reason, source, line, column, byte, length, raw</c>, as in the
/// rejects file.
/// </summary>
internal sealed class DroppedWriter(OutputFile output) : IDisposable
{
    private readonly JsonBuffer _buffer = new(capacity: 4096);

    public OutputFile Output { get; } = output;

    public void Write(string? step, string reason, SourceLocation location, CurrentRecord current)
    {
        var json = new RecordBuilder(_buffer, ExtraPolicy.Drop);
        json.Begin();
        json.Property("step"u8, (Text)step);
        json.Property("reason"u8, (Text)reason);
        RawRecordWriter.WritePlace(json, location, current);
        RawRecordWriter.WriteRaw(json, current);
        json.End();
        _buffer.Append((byte)'\n');
        Output.Write(_buffer.Written);
        _buffer.Clear();
    }

    public void Dispose() => Output.Dispose();
}
