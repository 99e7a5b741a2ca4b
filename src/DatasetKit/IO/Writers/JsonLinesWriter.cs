namespace DatasetKit.IO;

/// <summary>One object a line, LF.</summary>
internal sealed class JsonLinesWriter(OutputFile output, WriteOptions options) : RecordWriter(output, options.Ascii)
{
    public override void Finish() => Flush();

    protected override string? EndRecord(int start)
    {
        Buffer.Append((byte)'\n');
        if (Buffer.Length >= FlushAt)
        {
            Flush();
        }

        return null;
    }
}
