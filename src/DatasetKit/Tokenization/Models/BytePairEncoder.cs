namespace DatasetKit.Tokenization;

/// <summary>Encodes with a <see cref="BytePairModel"/>.</summary>
internal sealed class BytePairEncoder(BytePairModel model) : CachingEncoder(model.AllowsCuts ? () => model.Joints : null, isOfWide: model.IsOfBytes)
{
    private readonly RankTable _tokens = model.Tokens;
    private readonly SymbolMerge _symbols = new();
    private readonly MergeCache _merges = new(model.Merges);
    private byte[] _spelling = new byte[16];

    /// <inheritdoc/>
    protected override Joints? ClauseJoints => model.WideJoints;

    /// <inheritdoc/>
    protected override void SeekNew(ReadOnlySpan<byte> text, int length) => _tokens.Seek(text, length);

    /// <inheritdoc/>
    protected override bool EncodeNew(ReadOnlySpan<byte> text, int length, TokenOutput output)
    {
        int id = model.IsPlain || model.IgnoresMerges ? _tokens.Find(text, length) : RankTable.None;
        if (id == RankTable.None || !model.IgnoresMerges && !IsWhole(id, text[..length]))
        {
            return base.EncodeNew(text, length, output);
        }

        output.Add(id, length);
        // As a part of a piece, the same bytes are merged. What that gives is not found out for a token that is met once, as those of the first text are.
        return !model.AllowsCuts || !model.IsMetFirst(id) && IsWhole(id, text[..length]);
    }

    /// <inheritdoc/>
    protected override bool EncodePart(ReadOnlySpan<byte> text, int length, TokenOutput output)
    {
        int id = model.IsPlain ? _tokens.Find(text, length) : RankTable.None;
        bool isWhole = id != RankTable.None && IsWhole(id, text[..length]);
        if (isWhole)
        {
            output.Add(id, length);
            return true;
        }

        // As a piece by itself, the same bytes may be a token.
        return base.EncodePart(text, length, output) && (id == RankTable.None || !model.IgnoresMerges);
    }

    /// <inheritdoc/>
    protected override void EncodePiece(ReadOnlySpan<byte> piece, TokenOutput output)
    {
        Merge(piece);
        for (int i = 0; i < _symbols.Count; i++)
        {
            output.Add(_symbols.Ids[i], _symbols.LengthOf(i));
        }
    }

    /// <summary>Whether a token is what its own text is merged to.</summary>
    private bool IsWhole(int id, ReadOnlySpan<byte> token)
    {
        if (model.IsWhole(id) is var certainty and (BytePairModel.Certainty.Yes or BytePairModel.Certainty.No))
        {
            return certainty == BytePairModel.Certainty.Yes;
        }

        Merge(token);
        bool isWhole = _symbols.Count == 1 && _symbols.Ids[0] == id;
        model.Learn(id, isWhole);
        return isWhole;
    }

    private void Merge(ReadOnlySpan<byte> piece)
    {
        Split(piece);
        _symbols.Run(new ById(_merges));
    }

    private void Split(ReadOnlySpan<byte> piece)
    {
        _symbols.Begin(piece.Length);
        bool isUnknown = false;
        // Text without such a character need not know of them.
        WideJoints? characters = piece.IndexOfAnyInRange((byte)0xE0, (byte)0xEF) >= 0 ? model.WideJoints : null;
        for (int start = 0, size; start < piece.Length; start += size)
        {
            if (characters is not null && characters.WholeAt(piece, start) is var character && character != RankTable.None)
            {
                _symbols.Add(character, 3);
                size = 3;
                isUnknown = false;
                continue;
            }

            size = model.IsOfBytes ? 1 : Utf8Steps.SizeAt(piece, start);
            ReadOnlySpan<byte> symbol = piece.Slice(start, size);
            int id = Find(symbol, isFirst: start == 0, isLast: start + size == piece.Length);
            if (id != RankTable.None)
            {
                _symbols.Add(id, size);
                isUnknown = false;
            }
            else if (model.Bytes is not null)
            {
                AddBytes(symbol, start == 0, start + size == piece.Length);
                isUnknown = false;
            }
            else if (model.Unknown is { } unknown)
            {
                if (isUnknown && model.FusesUnknown)
                {
                    _symbols.Lengthen(size);
                }
                else
                {
                    _symbols.Add(unknown, size);
                }

                isUnknown = true;
            }
        }
    }

    private int Find(ReadOnlySpan<byte> symbol, bool isFirst, bool isLast)
    {
        if (model.IsPlain)
        {
            return symbol.Length == 1 ? _tokens.Single(symbol[0]) : _tokens.Find(symbol);
        }

        return _tokens.Find(Spell(symbol, isFirst, isLast));
    }

    /// <summary>The bytes of a character that is no token, also of what is put before and behind it.</summary>
    private void AddBytes(ReadOnlySpan<byte> symbol, bool isFirst, bool isLast)
    {
        ReadOnlySpan<byte> spelled = model.IsPlain ? symbol : Spell(symbol, isFirst, isLast);
        _symbols.Reserve(spelled.Length);
        int left = symbol.Length;
        foreach (byte value in spelled)
        {
            _symbols.Add(model.Bytes![value], left-- > 0 ? 1 : 0);
        }
    }

    private ReadOnlySpan<byte> Spell(ReadOnlySpan<byte> symbol, bool isFirst, bool isLast)
    {
        ReadOnlySpan<byte> prefix = isFirst ? [] : model.Prefix, suffix = isLast ? model.Suffix : [];
        int length = prefix.Length + symbol.Length + suffix.Length;
        if (_spelling.Length < length)
        {
            _spelling = new byte[length];
        }

        prefix.CopyTo(_spelling);
        symbol.CopyTo(_spelling.AsSpan(prefix.Length));
        suffix.CopyTo(_spelling.AsSpan(prefix.Length + symbol.Length));
        return _spelling.AsSpan(0, length);
    }

    private readonly struct ById(MergeCache merges) : IPairRanks
    {
        public int Find(int left, int right, int start, int end, out int result) => merges.Find(left, right, out result);
    }
}
