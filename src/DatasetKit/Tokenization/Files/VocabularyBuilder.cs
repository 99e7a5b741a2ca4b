using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>Collects tokens with their ids, in any order, and makes the table of them.</summary>
/// <param name="section">Where they stand, for faults.</param>
/// <param name="left">How many bytes of the file are left for them and all that follows, if that is known: arrays that are large enough need not grow.</param>
internal sealed class VocabularyBuilder(string section, int left = 0)
{
    /// <summary>The highest id there may be: no vocabulary has come near it, and a table by id must stay small.</summary>
    internal const int MaxId = (1 << 22) - 1;

    // Of a file, vocabulary and merges are about half each; a token has some ten bytes, and its id and what stands around them as many.
    // Memory that is not needed after all was not touched.
    private byte[] _bytes = new byte[Math.Max(1 << 16, left / 8)];
    private int[] _starts = new int[Math.Max(1 << 12, left / 48)];
    // Null as long as the ids are 0, 1, 2 and so on, which most files have.
    private int[]? _ids;
    private int _length;
    private int _highest = -1;

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
        if (id != Count || id > MaxId || _ids is not null || Count + 1 >= _starts.Length)
        {
            Prepare(id);
        }

        _highest = Math.Max(_highest, (int)id);
        _length += length;
        _starts[++Count] = _length;
    }

    /// <summary>Makes the table.</summary>
    /// <param name="allowsTwins">Whether two ids may spell the same token; the first is then the one that is found.</param>
    internal RankTable Build(bool allowsTwins = false)
    {
        int filled = 0;
        for (int i = 0; i < Count; i++)
        {
            filled += _starts[i] < _starts[i + 1] ? 1 : 0;
        }

        RankTable table = _ids is null ? new(_bytes, _starts.AsSpan(0, Count + 1).ToArray()) : Sorted(_ids);
        return table.Known == filled || allowsTwins
            ? table
            : throw new FaultyFileException(section, FormattableString.Invariant($"{filled - table.Known} tokens stand there twice with different ids"));
    }

    /// <summary>Whatever is to be done for a token now and then: makes room, and keeps ids that are not in order.</summary>
    private void Prepare(long id)
    {
        if (id is < 0 or > MaxId)
        {
            throw new FaultyFileException(section, FormattableString.Invariant($"the id {id} is outside of 0 to {MaxId}"));
        }

        if (Count + 1 >= _starts.Length)
        {
            Array.Resize(ref _starts, _starts.Length * 2);
        }

        if (id == Count && _ids is null)
        {
            return;
        }

        if (_ids is null)
        {
            _ids = new int[_starts.Length];
            for (int i = 0; i < Count; i++)
            {
                _ids[i] = i;
            }
        }
        else if (_ids.Length < _starts.Length)
        {
            Array.Resize(ref _ids, _starts.Length);
        }

        _ids[Count] = (int)id;
    }

    private void Grow(int length) =>
        Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)_length + length, _bytes.Length * 2L)));

    private RankTable Sorted(int[] ids)
    {
        int[] entryOf = new int[_highest + 1];
        for (int i = 0; i < Count; i++)
        {
            // One more, so that memory that is new says that an id has none.
            if (entryOf[ids[i]] > 0)
            {
                throw new FaultyFileException(section, FormattableString.Invariant($"the id {ids[i]} stands there twice"));
            }

            entryOf[ids[i]] = i + 1;
        }

        byte[] bytes = new byte[_length + RankTable.BytesBehind];
        int[] starts = new int[entryOf.Length + 1];
        for (int id = 0, written = 0; id < entryOf.Length; id++)
        {
            if (entryOf[id] is > 0 and var entry)
            {
                ReadOnlySpan<byte> token = _bytes.AsSpan(_starts[entry - 1], _starts[entry] - _starts[entry - 1]);
                token.CopyTo(bytes.AsSpan(written));
                written += token.Length;
            }

            starts[id + 1] = written;
        }

        return new(bytes, starts);
    }
}
