using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>Collects tokens with their ids, in any order, and makes the table of them.</summary>
/// <param name="section">Where they stand, for faults.</param>
internal sealed class VocabularyBuilder(string section)
{
    /// <summary>The highest id there may be: no vocabulary has come near it, and a table by id must stay small.</summary>
    internal const int MaxId = (1 << 22) - 1;

    private byte[] _bytes = new byte[1 << 16];
    private int[] _starts = new int[1 << 12];
    private int[] _ids = new int[1 << 12];
    private int _length;
    private int _highest = -1;
    private bool _isInOrder = true;

    /// <summary>How many there are.</summary>
    internal int Count { get; private set; }

    /// <summary>Room for the next token; what is written there is entered by <see cref="Add(int, long)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Grow(length);
        }

        return _bytes.AsSpan(_length, length);
    }

    /// <summary>Enters a token.</summary>
    internal void Add(ReadOnlySpan<byte> token, long id)
    {
        token.CopyTo(Room(token.Length));
        Add(token.Length, id);
    }

    /// <summary>Enters the token that was written to <see cref="Room"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(int length, long id)
    {
        if (id is < 0 or > MaxId)
        {
            throw Outside(id);
        }

        if (Count + 1 >= _starts.Length)
        {
            Array.Resize(ref _starts, _starts.Length * 2);
            Array.Resize(ref _ids, _ids.Length * 2);
        }

        _isInOrder &= id == Count;
        _highest = Math.Max(_highest, (int)id);
        _starts[Count] = _length;
        _ids[Count++] = (int)id;
        _length += length;
        _starts[Count] = _length;
    }

    /// <summary>Makes the table.</summary>
    /// <param name="allowsTwins">Whether two ids may spell the same token; the first is then the one that is found.</param>
    internal RankTable Build(bool allowsTwins = false)
    {
        RankTable table = _isInOrder ? new(_bytes, _starts.AsSpan(0, Count + 1).ToArray()) : Sorted();
        int filled = 0;
        for (int i = 0; i < Count; i++)
        {
            filled += _starts[i] < _starts[i + 1] ? 1 : 0;
        }

        return table.Known == filled || allowsTwins
            ? table
            : throw new FaultyFileException(section, FormattableString.Invariant($"{filled - table.Known} tokens stand there twice with different ids"));
    }

    private FaultyFileException Outside(long id) => new(section, FormattableString.Invariant($"the id {id} is outside of 0 to {MaxId}"));

    private void Grow(int length) =>
        Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)_length + length, _bytes.Length * 2L)));

    private RankTable Sorted()
    {
        int[] entryOf = new int[_highest + 1];
        entryOf.AsSpan().Fill(-1);
        for (int i = 0; i < Count; i++)
        {
            if (entryOf[_ids[i]] >= 0)
            {
                throw new FaultyFileException(section, FormattableString.Invariant($"the id {_ids[i]} stands there twice"));
            }

            entryOf[_ids[i]] = i;
        }

        byte[] bytes = new byte[_length];
        int[] starts = new int[entryOf.Length + 1];
        for (int id = 0, written = 0; id < entryOf.Length; id++)
        {
            if (entryOf[id] is >= 0 and var entry)
            {
                ReadOnlySpan<byte> token = _bytes.AsSpan(_starts[entry].._starts[entry + 1]);
                token.CopyTo(bytes.AsSpan(written));
                written += token.Length;
            }

            starts[id + 1] = written;
        }

        return new(bytes, starts);
    }
}
