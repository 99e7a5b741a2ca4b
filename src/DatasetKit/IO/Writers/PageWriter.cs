namespace DatasetKit.IO;

/// <summary>Pieces that are no records, as they are: pages for people.</summary>
internal sealed class PageWriter(OutputFile output) : RecordWriter(output, ascii: false)
{
    public override void Finish() => Flush();

    protected override string? EndRecord(int start)
    {
        if (Buffer.Length >= FlushAt)
        {
            Flush();
        }

        return null;
    }
}
