namespace DatasetKit.Tokenization;

/// <summary>SentencePiece's byte-pair encoding: any two neighbours that are a piece together may become it, those with the highest score first.</summary>
/// <remarks>google/sentencepiece:src/bpe_model.cc.</remarks>
internal sealed class ScoredMergeModel : Model
{
    private Joints? _joints;

    /// <summary>Puts the model together.</summary>
    /// <param name="tokens">All pieces.</param>
    /// <param name="pieces">Their scores and kinds.</param>
    /// <param name="unknown">The piece for what is none.</param>
    /// <param name="bytes">The pieces of the 256 bytes; null when there are none.</param>
    internal ScoredMergeModel(RankTable tokens, List<(byte[] Text, float Score, SentencePieceKind Kind)> pieces, int unknown, int[]? bytes)
    {
        Tokens = tokens;
        Unknown = unknown;
        Bytes = bytes;
        Ranks = new int[pieces.Count];
        Ranks.AsSpan().Fill(RankTable.None);
        float[] scores = [.. pieces.Where(piece => IsText(piece.Kind)).Select(piece => piece.Score).Distinct().OrderDescending()];
        var rankOf = scores.Select((score, rank) => (score, rank)).ToDictionary(entry => entry.score, entry => entry.rank);
        var unused = new List<int>();
        for (int id = 0; id < pieces.Count; id++)
        {
            if (IsText(pieces[id].Kind))
            {
                Ranks[id] = rankOf[pieces[id].Score];
            }

            if (pieces[id].Kind == SentencePieceKind.UserDefined)
            {
                (Defined ??= new ByteTrie()).Add(pieces[id].Text, id);
            }
            else if (pieces[id].Kind == SentencePieceKind.Unused)
            {
                unused.Add(id);
            }
        }

        Unused = [.. unused];
        // What the user defined merges with nothing, and a joint may lie within it.
        AllowsCuts = Defined is null && bytes is not null;
    }

    /// <inheritdoc/>
    internal override RankTable Tokens { get; }

    /// <summary>The rank of each piece, lower first; <see cref="RankTable.None"/> for one that is not text.</summary>
    internal int[] Ranks { get; }

    /// <summary>The piece for what is none.</summary>
    internal int Unknown { get; }

    /// <summary>The pieces of the 256 bytes.</summary>
    internal int[]? Bytes { get; }

    /// <summary>What the user defined; null when nothing.</summary>
    internal ByteTrie? Defined { get; }

    /// <summary>Pieces that are taken apart again.</summary>
    internal HashSet<int> Unused { get; }

    /// <summary>Whether a text may be cut where no piece has both sides.</summary>
    internal bool AllowsCuts { get; }

    /// <summary>Where a text may be cut if cuts are allowed: learnt when it is first asked for.</summary>
    internal Joints Joints => _joints ??= new CharacterJoints(Tokens, Array.ConvertAll(Ranks, rank => rank != RankTable.None));

    /// <inheritdoc/>
    internal override string Description => FormattableString.Invariant($"BPE by score (SentencePiece), {Tokens.Known:N0} pieces{(Bytes is null ? "" : ", byte fallback")}");

    /// <inheritdoc/>
    internal override PieceEncoder CreateEncoder() => new ScoredMergeEncoder(this);

    /// <summary>Whether pieces of a kind are put together from text.</summary>
    private static bool IsText(SentencePieceKind kind) => kind is SentencePieceKind.Normal or SentencePieceKind.UserDefined or SentencePieceKind.Unused;
}
