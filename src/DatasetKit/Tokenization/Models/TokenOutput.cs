using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>Where token ids go: only counted, or kept, or kept with the place of each in the text. One a thread, used again and again.</summary>
internal sealed class TokenOutput
{
    private OutputKind _kind;
    private int[] _ids = [];
    private int[] _starts = [];
    private int[] _ends = [];
    private int[]? _from;
    private int[]? _to;
    private int _position;

    /// <summary>How many ids came.</summary>
    internal int Count { get; private set; }

    /// <summary>Whether nobody wants the ids.</summary>
    internal bool IsCounting => _kind == OutputKind.Count;

    /// <summary>Whether every id must come with its length.</summary>
    internal bool WantsPlaces => _kind == OutputKind.Places;

    /// <summary>The ids; empty when they were only counted.</summary>
    internal ReadOnlySpan<int> Ids => _kind == OutputKind.Count ? [] : _ids.AsSpan(0, Count);

    /// <summary>Starts a new text.</summary>
    internal void Reset(OutputKind kind)
    {
        _kind = kind;
        Count = 0;
        Map(null, null, 0);
    }

    /// <summary>Forgets all but the first ids.</summary>
    internal void CutTo(int count) => Count = count;

    /// <summary>Says where the bytes that are encoded next came from in the original text.</summary>
    /// <param name="from">The original start of each byte; null when they are the original's own.</param>
    /// <param name="to">The original end of each byte.</param>
    /// <param name="position">Where the next token starts: in those arrays, or in the original.</param>
    internal void Map(int[]? from, int[]? to, int position)
    {
        _from = from;
        _to = to;
        _position = position;
    }

    /// <summary>Moves on to a piece.</summary>
    internal void MoveTo(int position) => _position = position;

    /// <summary>Counts ids that nobody wants.</summary>
    internal void AddCount(int count) => Count += count;

    /// <summary>Takes one to three ids whose lengths nobody wants.</summary>
    /// <param name="count">How many.</param>
    /// <param name="first">The first.</param>
    /// <param name="second">The second, or anything.</param>
    /// <param name="third">The third, or anything.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddFew(int count, int first, int second, int third)
    {
        int[] ids = _ids;
        int place = Count;
        if (ids.Length - place < 3)
        {
            Reserve(3);
            ids = _ids;
        }

        // All three are written in any case: that is quicker than to ask.
        Span<int> room = ids.AsSpan(place, 3);
        (room[0], room[1], room[2]) = (first, second, third);
        Count = place + count;
    }

    /// <summary>Takes one id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="length">How many bytes of the text it stands for; looked at only where <see cref="WantsPlaces"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(int id, int length)
    {
        if (_kind != OutputKind.Count)
        {
            Keep(id, length);
        }

        Count++;
    }

    /// <summary>Takes ids whose lengths nobody wants.</summary>
    internal void Add(ReadOnlySpan<int> ids)
    {
        if (_kind != OutputKind.Count)
        {
            Reserve(ids.Length);
            ids.CopyTo(_ids.AsSpan(Count));
        }

        Count += ids.Length;
    }

    /// <summary>Takes the id of an added token, found at a place of the original text.</summary>
    internal void AddAt(int id, int start, int end)
    {
        if (_kind != OutputKind.Count)
        {
            Reserve(1);
            _ids[Count] = id;
            if (WantsPlaces)
            {
                (_starts[Count], _ends[Count]) = (start, end);
            }
        }

        Count++;
    }

    /// <summary>Where a token stands in the original text, in bytes.</summary>
    internal (int Start, int End) PlaceOf(int token) => (_starts[token], _ends[token]);

    private void Keep(int id, int length)
    {
        Reserve(1);
        _ids[Count] = id;
        if (WantsPlaces)
        {
            int end = _position + length;
            _starts[Count] = _from is null ? _position : length > 0 ? _from[_position] : _to![Math.Max(0, _position - 1)];
            _ends[Count] = _to is null ? end : length > 0 ? Math.Max(_to[end - 1], _starts[Count]) : _starts[Count];
            _position = end;
        }
    }

    private void Reserve(int more)
    {
        int wanted = Count + more;
        if (_ids.Length < wanted)
        {
            Array.Resize(ref _ids, Math.Max(wanted, Math.Max(64, _ids.Length * 2)));
        }

        if (WantsPlaces && _ends.Length < _ids.Length)
        {
            Array.Resize(ref _starts, _ids.Length);
            Array.Resize(ref _ends, _ids.Length);
        }
    }
}
