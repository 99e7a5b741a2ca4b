namespace DatasetKit.Tokenization;

/// <summary>Byte-pair encoding with a list of merges: the model <c>BPE</c> of a tokenizer file.</summary>
internal sealed class BytePairModel : Model
{
    private readonly byte[] _isWhole;
    private Joints? _joints;
    private WideJoints? _wideJoints;

    /// <summary>Puts the model together.</summary>
    /// <param name="tokens">The vocabulary: bytes when <paramref name="isOfBytes"/>, else text.</param>
    /// <param name="merges">The merges.</param>
    /// <param name="isOfBytes">Whether a symbol is at first a byte; else it is a character.</param>
    internal BytePairModel(RankTable tokens, MergeTable merges, bool isOfBytes)
    {
        Tokens = tokens;
        Merges = merges;
        IsOfBytes = isOfBytes;
        _isWhole = new byte[tokens.Count];
    }

    /// <inheritdoc/>
    internal override RankTable Tokens { get; }

    /// <inheritdoc/>
    internal override bool IsOfBytes { get; }

    /// <summary>The merges.</summary>
    internal MergeTable Merges { get; }

    /// <summary>Whether a piece that is a token is that token, whatever the merges say.</summary>
    internal bool IgnoresMerges { get; init; }

    /// <summary>The tokens of the 256 bytes, for characters that are no token; null when there are none.</summary>
    internal int[]? Bytes { get; init; }

    /// <summary>The token for characters that are none; null when such characters vanish.</summary>
    internal int? Unknown { get; init; }

    /// <summary>Whether unknown characters side by side become one token.</summary>
    internal bool FusesUnknown { get; init; }

    /// <summary>What stands before a symbol that is not the first of its piece.</summary>
    internal byte[] Prefix { get; init; } = [];

    /// <summary>What stands behind the last symbol of a piece.</summary>
    internal byte[] Suffix { get; init; } = [];

    /// <summary>Whether symbols are spelled as they stand in the text.</summary>
    internal bool IsPlain => Prefix.Length == 0 && Suffix.Length == 0;

    /// <summary>The joints of a vocabulary of bytes; null when it is none, or when bytes may meet that are apart in the text.</summary>
    internal WideJoints? WideJoints => !IsOfBytes || !AllowsCuts ? null
        : _wideJoints ??= new(Tokens, Merges.RanksOfResults(Tokens.Count), () => WholeCharacters.Learn(Tokens, Merges));

    /// <summary>Whether a piece may be cut where no token has both sides.</summary>
    internal bool AllowsCuts { get; init; }

    /// <summary>Where a piece may be cut if cuts are allowed: learnt when it is first asked for.</summary>
    internal Joints Joints => _joints ??= WideJoints ?? (Joints)new CharacterJoints(Tokens, Merges.Results(Tokens.Count), MarkRuns.Learn(Tokens, Merges));

    /// <inheritdoc/>
    internal override string Description => FormattableString.Invariant(
        $"BPE of {(IsOfBytes ? "bytes" : "characters")}, {Tokens.Known:N0} tokens, {Merges.Count:N0} merges{(Bytes is null ? "" : ", byte fallback")}{(IgnoresMerges ? ", whole tokens first" : "")}");

    /// <inheritdoc/>
    internal override PieceEncoder CreateEncoder() => new BytePairEncoder(this);

    /// <summary>Whether a token is what its own text is merged to: known, not known yet, or known not to be.</summary>
    internal Certainty IsWhole(int id) => (Certainty)_isWhole[id];

    /// <summary>Keeps what was found out about a token. Threads that find it out at once find the same.</summary>
    internal void Learn(int id, bool isWhole) => _isWhole[id] = (byte)(isWhole ? Certainty.Yes : Certainty.No);

    /// <summary>Whether a token was never asked about before now.</summary>
    internal bool IsMetFirst(int id)
    {
        bool isFirst = _isWhole[id] == (byte)Certainty.Unknown;
        if (isFirst)
        {
            _isWhole[id] = (byte)Certainty.Met;
        }

        return isFirst;
    }

    /// <summary>What is known.</summary>
    internal enum Certainty : byte
    {
        /// <summary>Nothing yet.</summary>
        Unknown,

        /// <summary>Nothing yet of one that was met.</summary>
        Met,

        /// <summary>It is so.</summary>
        Yes,

        /// <summary>It is not.</summary>
        No,
    }
}
