using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>The records of one block of input, in order, with every other stretch between them.</summary>
internal sealed class RecordBatch
{
    /// <summary>Blocks stay below the size at which .NET would put them on the large object heap.</summary>
    public const int BlockSize = 80 * 1024;

    /// <summary>Records at most; a block is usually full before.</summary>
    public const int MaxRecords = 256;

    private RecordSpan[] _spans = new RecordSpan[MaxRecords + 8];

    public JsonTape Tape { get; private set; } = new([]);

    public int Count { get; private set; }

    /// <summary>Warnings about records of this batch and their file.</summary>
    public List<Finding> Warnings { get; } = [];

    public Span<RecordSpan> Spans => _spans.AsSpan(0, Count);

    /// <summary>Starts over on a new block; what was handed out keeps the old one.</summary>
    public void Begin(byte[] block)
    {
        Tape = new JsonTape(block);
        Count = 0;
        Warnings.Clear();
    }

    public ref RecordSpan Add(SpanKind kind, long offset, long length, long line)
    {
        if (Count == _spans.Length)
        {
            Array.Resize(ref _spans, Count * 2);
        }

        ref var span = ref _spans[Count++];
        span = default;
        span.Kind = kind;
        span.Node = -1;
        span.Offset = offset;
        span.Length = length;
        span.Line = line;
        span.Column = 1;
        return ref span;
    }

    /// <summary>The bytes of a span without its line end.</summary>
    public ReadOnlySpan<byte> Raw(in RecordSpan span) => Tape.Bytes.AsSpan(span.RawStart, span.RawLength);
}
