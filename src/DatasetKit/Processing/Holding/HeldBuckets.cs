using System.Buffers.Binary;
using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>
/// Sorts more examples than fit into memory: each goes to the bucket of its rank, in a temporary file; then the buckets are loaded one
/// after the other.
/// </summary>
internal sealed class HeldBuckets : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private const int MostBuckets = 4096;
    private const int Head = 2 * sizeof(int);

    private readonly SpillFile _spill = new();
    private readonly int[] _ranks;
    private readonly Bucket[] _buckets;
    private readonly int _perBucket;
    private int _next;

    /// <param name="order">The numbers of the examples in the order they are to come out.</param>
    /// <param name="buckets">How many buckets; each must fit into memory.</param>
    public HeldBuckets(int[] order, long buckets)
    {
        _ranks = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            _ranks[order[rank]] = rank;
        }

        var count = (int)Math.Clamp(buckets, 1, MostBuckets);
        _perBucket = (order.Length / count) + 1;
        _buckets = new Bucket[count];
        for (var i = 0; i < count; i++)
        {
            _buckets[i] = new Bucket(_spill);
        }
    }

    /// <summary>Puts the examples of a chunk into their buckets. Chunks come in the order of their examples' numbers.</summary>
    public void Distribute(byte[] chunk, int length)
    {
        for (var at = 0; at < length;)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(chunk.AsSpan(at));
            var rank = _ranks[_next++];
            _buckets[rank / _perBucket].Add(rank, chunk.AsMemory(at + sizeof(int), size));
            at += sizeof(int) + size;
        }
    }

    /// <summary>All examples by rank: the block and the place each stands at.</summary>
    public IEnumerable<(int Rank, byte[] Block, int At)> InOrder()
    {
        for (var i = 0; i < _buckets.Length; i++)
        {
            var block = _buckets[i].Load();
            var places = new int[_perBucket];
            for (var at = 0; at < block.Length;)
            {
                places[BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(at)) - (i * _perBucket)] = at + Head;
                at += Head + BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(at + sizeof(int)));
            }

            for (var rank = i * _perBucket; rank < Math.Min((i + 1) * _perBucket, _ranks.Length); rank++)
            {
                yield return (rank, block, places[rank - (i * _perBucket)]);
            }
        }
    }

    public void Dispose() => _spill.Dispose();

    private sealed class Bucket(SpillFile spill)
    {
        private readonly List<(long Offset, int Length)> _parts = [];
        private byte[] _buffer = [];
        private int _used;

        public void Add(int rank, ReadOnlyMemory<byte> example)
        {
            if (_buffer.Length - _used < Head + example.Length)
            {
                Flush();
                if (_buffer.Length < Head + example.Length)
                {
                    _buffer = GC.AllocateUninitializedArray<byte>(Math.Max(BufferSize, Head + example.Length));
                }
            }

            BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_used), rank);
            BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_used + sizeof(int)), example.Length);
            example.Span.CopyTo(_buffer.AsSpan(_used + Head));
            _used += Head + example.Length;
        }

        public byte[] Load()
        {
            Flush();
            _buffer = [];
            var block = GC.AllocateUninitializedArray<byte>(checked((int)_parts.Sum(part => (long)part.Length)));
            var at = 0;
            foreach (var (offset, length) in _parts)
            {
                spill.Read(offset, block.AsMemory(at, length));
                at += length;
            }

            return block;
        }

        private void Flush()
        {
            if (_used > 0)
            {
                _parts.Add((spill.Append(_buffer.AsMemory(0, _used)), _used));
                _used = 0;
            }
        }
    }
}
