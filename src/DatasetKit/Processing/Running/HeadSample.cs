using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>The records in the head of an input, for those who decide something before the input is read.</summary>
internal static class HeadSample
{
    /// <summary>At most so many objects from the head; what is broken or cut off is left out.</summary>
    public static IEnumerable<Record> Records(InputFile file, int count)
    {
        using var head = file.OpenHead();
        using var reader = ContainerSniffer.Open(head);
        var batch = new RecordBatch();
        while (reader.Read(batch))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                var span = batch.Spans[i];
                if (span.Kind != SpanKind.Record || batch.Tape[span.Node].Kind != Internals.NodeKind.Object)
                {
                    continue;
                }

                if (count-- == 0)
                {
                    yield break;
                }

                var record = new Record();
                record.MoveTo(batch.Tape, span.Node, file.Context.At(span));
                yield return record;
            }
        }
    }
}
