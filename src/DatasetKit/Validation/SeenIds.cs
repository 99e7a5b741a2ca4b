using System.Globalization;
using DatasetKit.Internals;

namespace DatasetKit.Validation;

/// <summary>
/// The ids of a file's examples as hashes of 128 bits, so that the cost of an example is fixed whatever its length. Memory is bounded:
/// past <see cref="Capacity"/> ids, later ones are held against those but not remembered.
/// </summary>
internal sealed class SeenIds
{
    /// <summary>How many ids are remembered: 24 MiB when full.</summary>
    public const int Capacity = 3 << 18;

    private Slot[] _slots = [];
    private int _mask;
    private int _count;

    /// <summary>Whether ids were met that could not be remembered.</summary>
    public bool IsFull => _count >= Capacity;

    /// <summary>Remembers an example's id.</summary>
    /// <param name="file">The file, within which ids are to differ.</param>
    /// <param name="id">The id's UTF-8.</param>
    /// <param name="content">A hash of the example's texts.</param>
    /// <param name="line">Where the example stands.</param>
    /// <param name="firstLine">Where the first one with this id stands.</param>
    /// <param name="sameContent">Whether the first one has the same texts.</param>
    /// <returns>Whether the id was met before.</returns>
    public bool Add(string? file, ReadOnlySpan<byte> id, uint content, long line, out long firstLine, out bool sameContent)
    {
        if (_count * 4 >= _slots.Length * 3 && !IsFull)
        {
            Grow();
        }

        var hash = Hash128.Of(id, Seed(file));
        // Zero marks a free slot.
        hash = hash == UInt128.Zero ? UInt128.One : hash;
        ref var slot = ref Find(hash);
        (firstLine, sameContent) = (slot.Line, slot.Content == content);
        if (slot.Id == hash)
        {
            return true;
        }

        if (!IsFull)
        {
            slot = new Slot(hash, content, (uint)Math.Clamp(line, 0, uint.MaxValue));
            _count++;
        }

        return false;
    }

    private static ulong Seed(string? file) => string.IsNullOrEmpty(file) ? 0 : (ulong)Hash128.Of(System.Runtime.InteropServices.MemoryMarshal.AsBytes(file.AsSpan()), 0);

    private ref Slot Find(UInt128 hash)
    {
        var at = (int)(ulong)hash & _mask;
        while (_slots[at].Id != UInt128.Zero && _slots[at].Id != hash)
        {
            at = (at + 1) & _mask;
        }

        return ref _slots[at];
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[Math.Max(1024, old.Length * 2)];
        _mask = _slots.Length - 1;
        foreach (var slot in old)
        {
            if (slot.Id != UInt128.Zero)
            {
                Find(slot.Id) = slot;
            }
        }
    }

    private readonly record struct Slot(UInt128 Id, uint Content, uint Line)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}");
    }
}
