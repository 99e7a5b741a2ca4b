using System.Runtime.InteropServices;
using DatasetKit.Internals;

namespace DatasetKit.Validation;

/// <summary>
/// The ids of a file's examples as hashes of 128 bits, so that the cost of an example is fixed whatever its length. Memory is bounded:
/// past <see cref="Capacity"/> ids, later ones are held against those but not remembered.
/// </summary>
/// <remarks>
/// Most ids come in order. As long as each is above the one before, none can have been met: they are only noted, and the table to look
/// them up in is made when the first one is not.
/// </remarks>
internal sealed class SeenIds
{
    /// <summary>How many ids are remembered: 26 MiB when full.</summary>
    public const int Capacity = 3 << 18;

    private const int ChunkBits = 12;
    private const int LongestInOrder = 256;

    private readonly List<Entry[]> _chunks = [];
    private readonly byte[] _last = new byte[LongestInOrder];
    private int _lastLength = -1;
    private bool _inOrder = true;
    private string? _file;
    private ulong _seed;
    private int[] _table = [];
    private int _count;

    /// <summary>Whether ids were met that could not be remembered.</summary>
    public bool IsFull => _count >= Capacity;

    /// <summary>Remembers an example's id.</summary>
    /// <param name="file">The file, within which ids are to differ.</param>
    /// <param name="id">The id's UTF-8.</param>
    /// <param name="content">A checksum of the example's texts.</param>
    /// <param name="line">Where the example stands.</param>
    /// <param name="firstLine">Where the first one with this id stands.</param>
    /// <param name="sameContent">Whether the first one has the same texts.</param>
    /// <returns>Whether the id was met before.</returns>
    public bool Add(string? file, ReadOnlySpan<byte> id, uint content, long line, out long firstLine, out bool sameContent)
    {
        (firstLine, sameContent) = (0, false);
        if (!ReferenceEquals(file, _file))
        {
            (_file, _seed) = (file, string.IsNullOrEmpty(file) ? 0 : Hash128.Of(MemoryMarshal.AsBytes(file.AsSpan()), 0).Low);
        }

        var hash = Hash128.Of(id, _seed);
        _inOrder = _inOrder && Follows(id);
        if (!_inOrder)
        {
            Index();
            var found = _table[Find(hash)] - 1;
            if (found >= 0)
            {
                ref var first = ref At(found);
                (firstLine, sameContent) = (first.Line, first.Content == content);
                return true;
            }
        }

        if (!IsFull)
        {
            Note(hash, content, line);
        }

        return false;
    }

    /// <summary>Whether an id is above the last one: longer, or as long and later in the order of bytes.</summary>
    private bool Follows(ReadOnlySpan<byte> id)
    {
        if (id.Length > LongestInOrder || id.Length < _lastLength || (id.Length == _lastLength && id.SequenceCompareTo(_last.AsSpan(0, _lastLength)) <= 0))
        {
            return false;
        }

        id.CopyTo(_last);
        _lastLength = id.Length;
        return true;
    }

    private void Note(Hash128 hash, uint content, long line)
    {
        if ((_count & ((1 << ChunkBits) - 1)) == 0)
        {
            _chunks.Add(new Entry[1 << ChunkBits]);
        }

        At(_count) = new Entry(hash, content, (uint)Math.Clamp(line, 0, uint.MaxValue));
        _count++;
        if (!_inOrder)
        {
            _table[Find(hash)] = _count;
        }
    }

    private ref Entry At(int index) => ref _chunks[index >> ChunkBits][index & ((1 << ChunkBits) - 1)];

    /// <summary>Makes room in the table; the first time, with all that was only noted before.</summary>
    private void Index()
    {
        if (_table.Length > _count * 2)
        {
            return;
        }

        _table = new int[Math.Max(1024, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_count + 1) * 4)];
        for (var i = 0; i < _count; i++)
        {
            _table[Find(At(i).Id)] = i + 1;
        }
    }

    /// <summary>The place of an id in the table, or the free place where it belongs. Places hold the number from 1.</summary>
    private int Find(Hash128 hash)
    {
        var mask = _table.Length - 1;
        var at = (int)hash.Low & mask;
        while (_table[at] != 0 && !At(_table[at] - 1).Id.Is(hash))
        {
            at = (at + 1) & mask;
        }

        return at;
    }

    private readonly struct Entry(Hash128 id, uint content, uint line)
    {
        public Hash128 Id { get; } = id;

        public uint Content { get; } = content;

        public uint Line { get; } = line;
    }
}
