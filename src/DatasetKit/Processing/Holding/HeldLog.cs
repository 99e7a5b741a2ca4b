using System.Buffers.Binary;
using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>
/// Examples that a step holds until it has seen all: bytes in memory up to a ceiling, and in a temporary file past it. They come back
/// in the order they came in.
/// </summary>
/// <param name="run">The run they belong to.</param>
/// <param name="ceiling">Bytes held in memory at most.</param>
internal sealed class HeldLog(Run run, long ceiling) : IDisposable
{
    private readonly HeldRecords _records = new(run);
    private readonly List<HeldChunk> _chunks = [];
    private SpillFile? _spill;
    private byte[] _open = [];
    private int _used;
    private long _inMemory;

    /// <summary>How many examples are held.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes of all of them.</summary>
    public long Bytes { get; private set; }

    public bool IsSpilled => _spill is not null;

    /// <summary>Holds an example.</summary>
    /// <returns>Its place: the chunk's number in the upper half, the place in it in the lower.</returns>
    public long Add(Example example)
    {
        var bytes = _records.Encode(example);
        var size = bytes.Length + sizeof(int);
        if (_open.Length - _used < size)
        {
            CloseChunk();
            _open = GC.AllocateUninitializedArray<byte>(Math.Max((int)Math.Min(HeldChunk.Size, ceiling), size));
        }

        var place = ((long)_chunks.Count << 32) | (uint)_used;
        BinaryPrimitives.WriteInt32LittleEndian(_open.AsSpan(_used), bytes.Length);
        bytes.CopyTo(_open.AsSpan(_used + sizeof(int)));
        _used += size;
        Bytes += size;
        Count++;
        return place;
    }

    /// <summary>The examples in the order they were added; each is the run's current one while it is looked at.</summary>
    public IEnumerable<Example> InOrder()
    {
        foreach (var (block, length) in Chunks())
        {
            for (var at = 0; at < length; at += sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(at)))
            {
                run.Cancellation.ThrowIfCancellationRequested();
                yield return At(block, at + sizeof(int));
            }
        }
    }

    /// <summary>The chunks one after the other: examples, each behind its length.</summary>
    public IEnumerable<(byte[] Block, int Length)> Chunks()
    {
        CloseChunk();
        foreach (var chunk in _chunks)
        {
            yield return (chunk.Load(_spill), chunk.Length);
        }
    }

    /// <summary>The example at a place of a log that is not spilled.</summary>
    public Example At(long place) => At(BlockOf(place), (int)place + sizeof(int));

    /// <summary>The first byte at a place of a log that is not spilled.</summary>
    public byte FirstByte(long place) => BlockOf(place)[(int)place];

    /// <summary>The example at a place in a block that was taken from here.</summary>
    public Example At(byte[] block, int at) => _records.Decode(block, at);

    public void Dispose() => _spill?.Dispose();

    private byte[] BlockOf(long place) => place >> 32 == _chunks.Count ? _open : _chunks[(int)(place >> 32)].Load(null);

    private void CloseChunk()
    {
        if (_used == 0)
        {
            return;
        }

        _chunks.Add(new HeldChunk(_open, _used));
        _inMemory += _open.Length;
        (_open, _used) = ([], 0);
        if (_inMemory >= ceiling)
        {
            _spill ??= new SpillFile();
            foreach (var chunk in _chunks)
            {
                chunk.Spill(_spill);
            }

            _inMemory = 0;
        }
    }
}
