using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>The records of one block of input, in order, with every other stretch between them.</summary>
/// <param name="reuse">
/// Whether the block of one batch may serve the next: only where nobody can keep an example, as in a run without code of the
/// user's. A warm block saves a quarter of the time of a plain conversion.
/// </param>
internal sealed class RecordBatch(bool reuse = false)
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

    /// <summary>A block for the next batch, with anything in it.</summary>
    public byte[] TakeBlock(int size) => reuse && Tape.Bytes.Length >= size ? Tape.Bytes : GC.AllocateUninitializedArray<byte>(size);

    /// <summary>Starts over on a block; unless blocks are reused, what was handed out keeps the old one.</summary>
    public void Begin(byte[] block)
    {
        if (reuse)
        {
            Tape.Reset(block);
        }
        else
        {
            Tape = new JsonTape(block);
        }

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

    /// <summary>The bytes of a span without its line end: as UTF-8, or as they stand where they could not be decoded.</summary>
    public ReadOnlySpan<byte> Raw(in RecordSpan span) => span.Original is { } original ? original : Tape.Bytes.AsSpan(span.RawStart, span.RawLength);

    /// <summary>The same, to be kept; good for ever where blocks are not reused.</summary>
    public ReadOnlyMemory<byte> RawToKeep(in RecordSpan span) => span.Original is { } original ? original : Tape.Bytes.AsMemory(span.RawStart, span.RawLength);
}
