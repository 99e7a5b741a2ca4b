using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>One JSON array of all records: one a line, or indented as Python's <c>json.dump(indent=N)</c> does it.</summary>
internal sealed class JsonArrayWriter(OutputFile output, WriteOptions options) : RecordWriter(output, options.Ascii)
{
    private bool _any;

    public override void Finish()
    {
        Buffer.Append(_any ? "\n]\n"u8 : "[]\n"u8);
        Flush();
    }

    protected override void BeginRecord() => Buffer.Append(_any ? ",\n"u8 : "[\n"u8);

    protected override string? EndRecord(int start)
    {
        if (options.Indent > 0)
        {
            var recordStart = start + 2;
            var record = Buffer.Written[recordStart..].ToArray();
            Buffer.Truncate(recordStart);
            JsonIndenter.Write(record, Buffer, options.Indent);
        }

        _any = true;
        if (Buffer.Length >= FlushAt)
        {
            Flush();
        }

        return null;
    }
}
