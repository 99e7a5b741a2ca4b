namespace DatasetKit.IO;

/// <summary>
/// The bytes of one input as UTF-8, without the byte order mark, for a container reader: first the head that was already
/// read to look at it, then the rest. Knows where in the source each stretch stands.
/// </summary>
internal class SourceStream(Stream rest, ReadOnlyMemory<byte> head, int markLength, InputContext context) : ReadOnlyStream
{
    private ReadOnlyMemory<byte> _head = head[markLength..];

    /// <summary>Length of the byte order mark that was left out.</summary>
    public int MarkLength { get; } = markLength;

    /// <summary>UTF-8 bytes handed out so far.</summary>
    public long Delivered { get; private set; }

    /// <summary>Beyond this many bytes, reading throws <see cref="RecordTooLongException"/>: what bounds CsvHelper's search for a closing quote.</summary>
    public long Limit { get; set; } = long.MaxValue;

    protected InputContext Context { get; } = context;

    public sealed override int Read(Span<byte> buffer)
    {
        if (Delivered >= Limit)
        {
            throw new RecordTooLongException();
        }

        var count = ReadUtf8(buffer);
        Delivered += count;
        return count;
    }

    /// <summary>
    /// Turns the spans of a batch, and the findings about them, from UTF-8 offsets into source offsets; in a transcoded
    /// source, records in which bytes could not be decoded are rejected here.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="returnsEndLines">Whether a lone CR ends a line.</param>
    /// <exception cref="InputException">The bytes of a header could not be decoded.</exception>
    public void Locate(RecordBatch batch, bool returnsEndLines = false)
    {
        if (!Moves)
        {
            return;
        }

        var warned = batch.Warnings.ConvertAll(finding => IndexOf(batch, finding));
        foreach (ref var span in batch.Spans)
        {
            if (span.Kind == SpanKind.ByteOrderMark)
            {
                span.Offset = 0;
                continue;
            }

            Locate(ref span, batch.Raw(span), returnsEndLines);
            if (span.Problem is { } problem)
            {
                span.Problem = problem with { Location = problem.Location with { ByteOffset = span.Offset } };
            }
        }

        for (var i = 0; i < warned.Count; i++)
        {
            if (warned[i] >= 0)
            {
                var finding = batch.Warnings[i];
                batch.Warnings[i] = finding with { Location = finding.Location with { ByteOffset = batch.Spans[warned[i]].Offset } };
            }
        }
    }

    /// <summary>Says that everything from the beginning of a span to a UTF-8 offset belongs to that span, in which no other place will be asked for.</summary>
    public virtual void Pass(in RecordSpan span, long utf8Offset)
    {
    }

    /// <summary>Whether source offsets differ from UTF-8 offsets.</summary>
    protected virtual bool Moves => MarkLength > 0;

    /// <summary>Moves one span; they come in order.</summary>
    /// <param name="span">The span.</param>
    /// <param name="raw">Its bytes as UTF-8.</param>
    /// <param name="returnsEndLines">Whether a lone CR ends a line.</param>
    protected virtual void Locate(ref RecordSpan span, ReadOnlySpan<byte> raw, bool returnsEndLines) => span.Offset += MarkLength;

    /// <summary>The next bytes as UTF-8; none at the end.</summary>
    protected virtual int ReadUtf8(Span<byte> buffer) => ReadSource(buffer);

    /// <summary>The next bytes as they are in the source; none at the end.</summary>
    protected int ReadSource(Span<byte> buffer)
    {
        if (_head.IsEmpty)
        {
            try
            {
                return rest.Read(buffer);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw Context.Fail(FileDiagnostics.NotReadable, $"the input cannot be read on: {fault.Message}", cause: fault);
            }
        }

        var count = Math.Min(buffer.Length, _head.Length);
        _head.Span[..count].CopyTo(buffer);
        _head = _head[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private static int IndexOf(RecordBatch batch, Finding finding)
    {
        var spans = batch.Spans;
        for (var i = 0; i < spans.Length; i++)
        {
            if (spans[i].Number > 0 && spans[i].Number == finding.Location.Number)
            {
                return i;
            }
        }

        return -1;
    }
}
