using System.Text;
using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>Reads a <c>vocab.json</c> with its <c>merges.txt</c>: byte-level BPE as GPT-2 has it, and Qwen 2 where a <c>tokenizer_config.json</c> says so.</summary>
internal static class VocabularyPairReader
{
    // Those whose text is cut as GPT-2's. What cuts that of another class, no file says but its tokenizer.json.
    private static readonly string[] s_asGpt2 = ["GPT2", "CodeGen", "Roberta", "Bart", "Longformer", "LED", "Mvp", "Deberta"];

    private static readonly string[] s_asRoberta = ["Roberta", "Bart", "Longformer", "LED", "Mvp"];

    /// <summary>Reads the files.</summary>
    /// <param name="vocabulary">The content of the first.</param>
    /// <param name="merges">The content of the second.</param>
    /// <param name="files">What stands beside them.</param>
    internal static TokenizerParts Read(ReadOnlySpan<byte> vocabulary, ReadOnlySpan<byte> merges, CompanionFiles files)
    {
        var reader = new Utf8JsonReader(vocabulary);
        reader.Read();
        RankTable tokens = VocabularyReader.Read(ref reader, isOfBytes: true);
        RefuseWordEnds(tokens);
        JsonElement? config = files.Config;
        string name = Text(config, "tokenizer_class") ?? "GPT2Tokenizer";
        string kind = name.EndsWith("TokenizerFast", StringComparison.Ordinal) ? name[..^"TokenizerFast".Length] : name.EndsWith("Tokenizer", StringComparison.Ordinal) ? name[..^"Tokenizer".Length] : name;
        bool isQwen = kind == "Qwen2", addsSpace = Flag(config, "add_prefix_space");
        if (!isQwen && !s_asGpt2.Contains(kind, StringComparer.Ordinal))
        {
            throw new FaultyFileException("tokenizer_config.json.tokenizer_class", $"what cuts the text of '{name}' these files do not say; load the model's tokenizer.json instead");
        }

        Scanner scanner = isQwen ? KnownPatterns.Qwen2 : KnownPatterns.Gpt2;
        List<AddedToken> added = CompanionTokens.Read(tokens, files, isOfBytes: true);
        return new TokenizerParts
        {
            Model = BytePairParts.Assemble(new BytePairParts { Tokens = tokens, Merges = Merges(tokens, merges), IsOfBytes = true }),
            Normalizer = isQwen ? new UnicodeNormalizer(NormalizationForm.FormC) : null,
            PreTokenizer = addsSpace ? new ByteLevelPreTokenizer(addsSpace: true, cuts: true, spells: false) : new ScannerPreTokenizer(scanner),
            PostProcessor = Around(kind, tokens, added, config),
            Decoder = new ByteLevelDecoder(),
            AddedTokens = added,
            MoreDetails = [new("family", $"these files have no pattern; that of {(isQwen ? "Qwen 2" : "GPT-2")} is taken{(config is null ? ", and no tokenizer_config.json says otherwise" : $", as for the class {name}")}")],
        };
    }

    /// <summary>What the class of the model puts around a text.</summary>
    /// <remarks>huggingface/transformers:src/transformers/convert_slow_tokenizer.py.</remarks>
    private static TemplatePostProcessor? Around(string kind, RankTable tokens, List<AddedToken> added, JsonElement? config)
    {
        TemplatePart text = new(null), pair = new(null, IsPair: true);
        bool isDeberta = kind == "Deberta";
        if (isDeberta || s_asRoberta.Contains(kind, StringComparer.Ordinal))
        {
            TemplatePart start = Part(isDeberta ? "[CLS]" : "<s>"), end = Part(isDeberta ? "[SEP]" : "</s>");
            return new("RobertaProcessing", [start, text, end], isDeberta ? [start, text, end, pair, end] : [start, text, end, end, pair, end]);
        }

        return Flag(config, "add_bos_token") && Content(config, "bos_token") is { } bos ? new("beginning of text", [Part(bos), text], [Part(bos), text, pair]) : null;

        TemplatePart Part(string name) => new([CompanionTokens.Find(tokens, added, name) ?? throw new FaultyFileException(null, $"the class of the model puts '{name}' around a text, which is no token")]);
    }

    /// <summary>Refuses a vocabulary whose words have an end, as CLIP's: text is cut in another way there, and these files do not say how.</summary>
    private static void RefuseWordEnds(RankTable tokens)
    {
        int ends = 0;
        for (char letter = 'a'; letter <= 'z'; letter++)
        {
            ends += tokens.Find([(byte)letter, .. "</w>"u8]) == RankTable.None ? 0 : 1;
        }

        if (ends > 13)
        {
            throw new FaultyFileException("vocab.json", "its tokens mark the ends of words with </w>, and what cuts such text these files do not say; load the model's tokenizer.json instead");
        }
    }

    private static MergeTable Merges(RankTable tokens, ReadOnlySpan<byte> merges)
    {
        var builder = new MergeBuilder(tokens, isOfBytes: true, prefixLength: 0, "merges.txt");
        foreach (Range range in merges.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = merges[range].TrimEnd((byte)'\r');
            if (line.IsEmpty || builder.Count == 0 && line.StartsWith("#version"u8))
            {
                continue;
            }

            builder.Add(line);
        }

        return builder.Build();
    }

    private static string? Text(JsonElement? config, string name) =>
        config is { } root && root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A special token, which is text or an object with it.</summary>
    private static string? Content(JsonElement? config, string name) =>
        config is { } root && root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? Text(value, "content") : Text(config, name);

    private static bool Flag(JsonElement? config, string name) =>
        config is { } root && root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}
