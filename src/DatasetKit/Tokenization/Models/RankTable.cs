using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>A byte-pair vocabulary: every token's bytes, found by id, and every id, found by bytes. A token's rank is its id.</summary>
/// <remarks>
/// One blob and three open-addressing tables by length; no object a token, so it loads in milliseconds and costs the collector nothing. Where the tables are
/// megabytes, each look-up waits for memory: so a token of up to fifteen bytes stands in its table itself, and is found or missed with one wait.
/// </remarks>
internal sealed partial class RankTable
{
    /// <summary>What <see cref="Find(ReadOnlySpan{byte})"/> returns for bytes that are no token; greater than every rank.</summary>
    internal const int None = int.MaxValue;

    private readonly byte[] _bytes;
    private readonly int[] _starts;
    // Of tokens of two bytes and of one: None less the id, so that memory that is new says that there is none.
    private readonly int[] _pairs = new int[0x10000];
    private readonly int[] _single = new int[0x100];
    private WideJoints? _joints;

    /// <summary>Builds the table of tokens that stand one after another.</summary>
    /// <param name="bytes">All tokens in the order of their ids; copied unless there are <see cref="BytesBehind"/> more.</param>
    /// <param name="starts">Where each starts, and behind the last where it ends; an id whose token is empty has none.</param>
    internal RankTable(byte[] bytes, int[] starts)
    {
        if (bytes.Length - starts[^1] < BytesBehind)
        {
            Array.Resize(ref bytes, starts[^1] + BytesBehind);
        }

        _bytes = bytes;
        _starts = starts;
        Fill();
    }

    /// <summary>Ids run from 0 to this, exclusive.</summary>
    internal int Count => _starts.Length - 1;

    /// <summary>How many ids have a token of their own.</summary>
    internal int Known { get; private set; }

    /// <summary>The length of the longest token in bytes.</summary>
    internal int MaxLength { get; private set; }

    /// <summary>Where a piece may be cut, for vocabularies whose ranks are their ids: learnt from all tokens when it is first asked for.</summary>
    internal WideJoints Joints => _joints ??= new(this, ranks: null, () => WholeCharacters.Learn(this));

    /// <summary>Whether an id has a token.</summary>
    internal bool Has(int id) => (uint)id < (uint)Count && _starts[id] < _starts[id + 1];

    /// <summary>How many bytes a token has.</summary>
    internal int LengthOf(int id) => _starts[id + 1] - _starts[id];

    /// <summary>Whether an id has this token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Is(int id, ReadOnlySpan<byte> token) =>
        (uint)id < (uint)Count && _starts[id + 1] - _starts[id] == token.Length && _bytes.AsSpan(_starts[id], token.Length).SequenceEqual(token);

    /// <summary>The bytes of a token.</summary>
    internal ReadOnlySpan<byte> BytesOf(int id) => _bytes.AsSpan(_starts[id], _starts[id + 1] - _starts[id]);

    /// <summary>The id of a token of one byte, or <see cref="None"/>.</summary>
    internal int Single(byte value) => None - _single[value];

    /// <summary>The rank of a token of two bytes, or <see cref="None"/>.</summary>
    internal int Pair(byte first, byte second) => None - _pairs[first << 8 | second];
}
