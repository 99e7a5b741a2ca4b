namespace DatasetKit.Tokenization;

/// <summary>The model <c>Unigram</c>: of all ways to cut a piece into tokens the one whose scores have the greatest sum.</summary>
internal sealed class UnigramModel : Model
{
    private const double UnknownPenalty = 10;

    /// <summary>Puts the model together.</summary>
    /// <param name="tokens">The vocabulary.</param>
    /// <param name="scores">The score of each.</param>
    /// <param name="unknown">The token for what is none; null when there is none.</param>
    /// <param name="bytes">The tokens of the 256 bytes; null when there are none.</param>
    /// <param name="isCandidate">Which tokens are found in text; null when all are.</param>
    internal UnigramModel(RankTable tokens, double[] scores, int? unknown, int[]? bytes, Func<int, bool>? isCandidate = null)
    {
        Tokens = tokens;
        Scores = scores;
        Unknown = unknown;
        Bytes = bytes;
        double lowest = double.PositiveInfinity;
        for (int id = 0; id < scores.Length; id++)
        {
            if (tokens.Has(id) && (isCandidate is null || isCandidate(id)))
            {
                // Of two tokens that are spelled alike the later one counts.
                Trie.Add(tokens.BytesOf(id), id);
            }

            if (isCandidate is null || isCandidate(id))
            {
                lowest = Math.Min(lowest, scores[id]);
            }
        }

        UnknownScore = lowest - UnknownPenalty;
    }

    /// <inheritdoc/>
    internal override RankTable Tokens { get; }

    /// <summary>The score of each token.</summary>
    internal double[] Scores { get; }

    /// <summary>The score of a character that is no token.</summary>
    internal double UnknownScore { get; init; }

    /// <summary>Whether sums of scores are rounded to single precision, and what is unknown is unknown, as SentencePiece has it.</summary>
    internal bool IsOfSingles { get; init; }

    /// <summary>All tokens by their beginnings.</summary>
    internal ByteTrie Trie { get; } = new();

    /// <summary>The token for what is none.</summary>
    internal int? Unknown { get; }

    /// <summary>The tokens of the 256 bytes.</summary>
    internal int[]? Bytes { get; }

    /// <inheritdoc/>
    internal override string Description => FormattableString.Invariant($"Unigram, {Tokens.Known:N0} tokens{(Bytes is null ? "" : ", byte fallback")}");

    /// <inheritdoc/>
    internal override PieceEncoder CreateEncoder() => new UnigramEncoder(this);
}
