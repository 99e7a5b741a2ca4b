using System.Buffers.Binary;
using DatasetKit.Internals;
using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>
/// Examples that came when no more keys fitted into memory. In the end their keys are looked at bucket by bucket, so that each fits, and
/// the examples that are the first of their keys are passed on in their order. A bit an example stays in memory.
/// </summary>
internal sealed class LateKeys(Run run, ExampleKey key) : IDisposable
{
    private const int Buckets = 256;
    private const int EntrySize = 24;
    private const int BufferSize = 400 * EntrySize;

    private readonly HeldLog _held = new(run, run.HeldBytes);
    private readonly byte[]?[] _buffers = new byte[Buckets][];
    private readonly int[] _used = new int[Buckets];
    private readonly List<long>[] _parts = new List<long>[Buckets];
    private SpillFile? _spill;

    public bool IsEmpty => _held.Count == 0;

    /// <summary>Holds an example; without a key it is passed on in any case.</summary>
    public void Add(Example example, Hash128? hash)
    {
        if (hash is { } known)
        {
            Add(known, _held.Count);
        }

        _held.Add(example);
    }

    public void PassOn(ExampleSink sink)
    {
        var isDuplicate = new System.Collections.BitArray(checked((int)_held.Count));
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            Look(bucket, isDuplicate);
        }

        var at = 0;
        _held.InOrder().Where(example => IsFirst(example, isDuplicate[at++])).PassOn(run, sink);
    }

    public void Dispose()
    {
        _held.Dispose();
        _spill?.Dispose();
    }

    private bool IsFirst(Example example, bool isDuplicate)
    {
        if (isDuplicate)
        {
            run.Duplicate(example, key);
        }

        return !isDuplicate;
    }

    private void Add(Hash128 hash, long number)
    {
        var bucket = (int)(hash.High >> 56);
        var buffer = _buffers[bucket] ??= new byte[BufferSize];
        if (_used[bucket] == BufferSize)
        {
            _spill ??= new SpillFile();
            (_parts[bucket] ??= []).Add(_spill.Append(buffer));
            _used[bucket] = 0;
        }

        var entry = buffer.AsSpan(_used[bucket], EntrySize);
        BinaryPrimitives.WriteUInt64LittleEndian(entry, hash.Low);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], hash.High);
        BinaryPrimitives.WriteInt64LittleEndian(entry[16..], number);
        _used[bucket] += EntrySize;
    }

    private void Look(int bucket, System.Collections.BitArray isDuplicate)
    {
        var seen = new HashSet128();
        var block = new byte[BufferSize];
        foreach (var offset in _parts[bucket] ?? [])
        {
            _spill!.Read(offset, block);
            Look(block);
        }

        Look(_buffers[bucket].AsSpan(0, _used[bucket]));

        void Look(ReadOnlySpan<byte> entries)
        {
            for (; !entries.IsEmpty; entries = entries[EntrySize..])
            {
                var key = new Hash128(BinaryPrimitives.ReadUInt64LittleEndian(entries), BinaryPrimitives.ReadUInt64LittleEndian(entries[8..]));
                if (!seen.Add(key))
                {
                    isDuplicate[(int)BinaryPrimitives.ReadInt64LittleEndian(entries[16..])] = true;
                }
            }
        }
    }
}
