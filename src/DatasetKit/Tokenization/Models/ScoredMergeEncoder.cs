namespace DatasetKit.Tokenization;

/// <summary>Encodes with a <see cref="ScoredMergeModel"/>.</summary>
internal sealed class ScoredMergeEncoder(ScoredMergeModel model) : CachingEncoder(model.AllowsCuts ? () => model.Joints : null)
{
    private const int Frozen = -1;
    private const int NoPiece = -2;

    private readonly RankTable _tokens = model.Tokens;
    private readonly SymbolMerge _symbols = new();

    /// <inheritdoc/>
    protected override void EncodePiece(ReadOnlySpan<byte> piece, TokenOutput output)
    {
        _symbols.Begin(piece.Length);
        for (int start = 0, size; start < piece.Length; start += size)
        {
            if (model.Defined is { } defined && defined.Longest(piece, start, out size) != ByteTrie.None)
            {
                _symbols.Add(Frozen, size);
                continue;
            }

            size = Utf8Steps.SizeAt(piece, start);
            _symbols.Add(NoPiece, size);
        }

        _symbols.Run(new ByText(_tokens, model.Ranks, piece));
        Write(piece, output);
    }

    private void Write(ReadOnlySpan<byte> piece, TokenOutput output)
    {
        int count = _symbols.Count, unknown = 0;
        for (int i = 0, start = 0, length; i < count; i++, start += length)
        {
            length = _symbols.LengthOf(i);
            ReadOnlySpan<byte> symbol = piece.Slice(start, length);
            int id = _tokens.Find(symbol);
            if (id != RankTable.None && model.Ranks[id] != RankTable.None)
            {
                FlushUnknown(ref unknown, output);
                AddKnown(id, symbol, output, 0);
            }
            else if (model.Bytes is not null)
            {
                foreach (byte value in symbol)
                {
                    output.Add(model.Bytes[value], 1);
                }
            }
            else
            {
                // Unknown characters side by side are one token.
                unknown += length;
            }
        }

        FlushUnknown(ref unknown, output);
    }

    private void FlushUnknown(ref int length, TokenOutput output)
    {
        if (length > 0)
        {
            output.Add(model.Unknown, length);
            length = 0;
        }
    }

    /// <summary>Adds a piece; one that is not used is taken apart into the two it was put together from.</summary>
    private void AddKnown(int id, ReadOnlySpan<byte> symbol, TokenOutput output, int depth)
    {
        if (depth < 64 && model.Unused.Contains(id))
        {
            int split = SplitOf(symbol);
            if (split > 0)
            {
                AddKnown(_tokens.Find(symbol[..split]), symbol[..split], output, depth + 1);
                AddKnown(_tokens.Find(symbol[split..]), symbol[split..], output, depth + 1);
                return;
            }
        }

        output.Add(id, symbol.Length);
    }

    /// <summary>Where a piece was put together last: the place at which both sides are pieces, and the later of them came earliest.</summary>
    private int SplitOf(ReadOnlySpan<byte> symbol)
    {
        int best = 0, bestRank = RankTable.None;
        for (int split = 1; split < symbol.Length; split++)
        {
            if (!Utf8Steps.IsBoundary(symbol, split))
            {
                continue;
            }

            int left = _tokens.Find(symbol[..split]), right = _tokens.Find(symbol[split..]);
            if (left != RankTable.None && right != RankTable.None && Math.Max(model.Ranks[left], model.Ranks[right]) is var rank && rank < bestRank)
            {
                (best, bestRank) = (split, rank);
            }
        }

        return best;
    }

    private readonly ref struct ByText(RankTable tokens, int[] ranks, ReadOnlySpan<byte> piece) : IPairRanks
    {
        private readonly ReadOnlySpan<byte> _piece = piece;

        public int Find(int left, int right, int start, int end, out int result)
        {
            result = NoPiece;
            int id = left == Frozen || right == Frozen ? RankTable.None : tokens.Find(_piece[start..end]);
            return id == RankTable.None ? RankTable.None : ranks[id];
        }
    }
}
