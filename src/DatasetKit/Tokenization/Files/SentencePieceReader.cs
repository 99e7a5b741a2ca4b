using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary>Makes a tokenizer of a SentencePiece <c>.model</c>.</summary>
internal static class SentencePieceReader
{
    private const string Mark = "\u2581";

    /// <summary>Reads it.</summary>
    internal static TokenizerParts Read(ReadOnlySpan<byte> content)
    {
        SentencePieceFile file = SentencePieceFile.Read(content);
        var builder = new VocabularyBuilder("pieces");
        foreach ((byte[] text, _, _) in file.Pieces)
        {
            builder.Add(text, builder.Count);
        }

        RankTable tokens = builder.Build();
        int unknown = file.Pieces.FindIndex(piece => piece.Kind == SentencePieceKind.Unknown);
        if (unknown < 0 || file.Pieces.FindLastIndex(piece => piece.Kind == SentencePieceKind.Unknown) != unknown)
        {
            throw new FaultyFileException("pieces", "one piece for what is unknown is expected");
        }

        int[]? bytes = file.HasByteFallback ? Bytes(file, tokens) : null;
        byte[][] defined = [.. file.Pieces.Where(piece => piece.Kind == SentencePieceKind.UserDefined).Select(piece => piece.Text)];
        Model model = file.ModelType switch
        {
            1 => Unigram(file, tokens, unknown, bytes),
            2 => new ScoredMergeModel(tokens, file.Pieces, unknown, bytes),
            3 => new LookupModel(tokens, unknown, bytes, ofWords: true, defined),
            4 => new LookupModel(tokens, unknown, bytes, ofWords: false, defined),
            var type => throw new FaultyFileException("trainer_spec.model_type", FormattableString.Invariant($"models of the type {type} are not supported, only 1 (Unigram), 2 (BPE), 3 (words) and 4 (characters)")),
        };
        return new TokenizerParts
        {
            Model = model,
            Normalizer = new SentencePieceNormalizer(file, defined),
            Decoder = Decoder(file),
            AddedTokens = [.. file.Pieces.Select((piece, id) => (piece, id))
                .Where(entry => entry.piece.Kind is SentencePieceKind.Control or SentencePieceKind.Unknown)
                .Select(entry => new AddedToken(entry.id, Utf8Text.Show(entry.piece.Text)))],
        };
    }

    private static UnigramModel Unigram(SentencePieceFile file, RankTable tokens, int unknown, int[]? bytes)
    {
        double[] scores = new double[file.Pieces.Count];
        float lowest = float.MaxValue, highest = float.MinValue;
        foreach ((_, float score, SentencePieceKind kind) in file.Pieces)
        {
            if (kind == SentencePieceKind.Normal)
            {
                (lowest, highest) = (Math.Min(lowest, score), Math.Max(highest, score));
            }
        }

        for (int id = 0; id < scores.Length; id++)
        {
            (byte[] text, float score, SentencePieceKind kind) = file.Pieces[id];
            // What the user defined is to win against anything.
            scores[id] = kind == SentencePieceKind.UserDefined ? text.Length * highest - 0.1 : score;
        }

        return new UnigramModel(tokens, scores, unknown, bytes, id => file.Pieces[id].Kind is SentencePieceKind.Normal or SentencePieceKind.UserDefined)
        {
            UnknownScore = lowest - 10f,
            IsOfSingles = true,
        };
    }

    private static int[] Bytes(SentencePieceFile file, RankTable tokens)
    {
        int[] bytes = BytePairParts.ByteTokens(tokens);
        foreach (int id in bytes)
        {
            if (file.Pieces[id].Kind != SentencePieceKind.Byte)
            {
                throw new FaultyFileException(FormattableString.Invariant($"pieces[{id}]"), "byte_fallback is on, and this piece for a byte is not marked as one");
            }
        }

        return bytes;
    }

    private static DecoderSequence Decoder(SentencePieceFile file)
    {
        var steps = new List<Decoder> { new ReplaceDecoder(new LiteralMatcher(Mark), " "), new ByteFallbackDecoder(), new FuseDecoder() };
        if (file.AddsPrefix)
        {
            steps.Add(file.MarksEnds ? new StripDecoder(" ", 0, 1) : new StripDecoder(" ", 1, 0));
        }

        return new([.. steps]);
    }
}
