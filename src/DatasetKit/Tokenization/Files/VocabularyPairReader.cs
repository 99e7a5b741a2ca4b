using System.Text;
using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>Reads a <c>vocab.json</c> with its <c>merges.txt</c>: byte-level BPE as GPT-2 has it, and Qwen 2 where a <c>tokenizer_config.json</c> says so.</summary>
internal static class VocabularyPairReader
{
    /// <summary>Reads the files.</summary>
    /// <param name="vocabulary">The content of the first.</param>
    /// <param name="merges">The content of the second.</param>
    /// <param name="config">That of the model's <c>tokenizer_config.json</c>; null when there is none.</param>
    internal static TokenizerParts Read(ReadOnlySpan<byte> vocabulary, ReadOnlySpan<byte> merges, JsonElement? config)
    {
        var reader = new Utf8JsonReader(vocabulary);
        reader.Read();
        RankTable tokens = VocabularyReader.Read(ref reader, isOfBytes: true);
        string className = Text(config, "tokenizer_class") ?? "GPT2Tokenizer";
        bool isQwen = className.StartsWith("Qwen2", StringComparison.Ordinal), addsSpace = Flag(config, "add_prefix_space");
        Scanner scanner = isQwen ? KnownPatterns.Qwen2 : KnownPatterns.Gpt2;
        return new TokenizerParts
        {
            Model = BytePairParts.Assemble(new BytePairParts { Tokens = tokens, Merges = Merges(tokens, merges), IsOfBytes = true }),
            Normalizer = isQwen ? new UnicodeNormalizer(NormalizationForm.FormC) : null,
            PreTokenizer = addsSpace ? new ByteLevelPreTokenizer(addsSpace: true, cuts: true, spells: false) : new ScannerPreTokenizer(scanner),
            Decoder = new ByteLevelDecoder(),
            AddedTokens = Special(tokens, config),
            MoreDetails = [new("family", $"these files have no pattern; that of {(isQwen ? "Qwen 2" : "GPT-2")} is taken{(config is null ? ", and no tokenizer_config.json says otherwise" : $", as for the class {className}")}")],
        };
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

    /// <summary>The tokens that a configuration lists, and the usual end of text.</summary>
    private static List<AddedToken> Special(RankTable tokens, JsonElement? config)
    {
        var special = new Dictionary<int, AddedToken>();
        if (config is { } root && root.TryGetProperty("added_tokens_decoder", out JsonElement list) && list.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty entry in list.EnumerateObject())
            {
                var section = new Section(entry.Value, $"added_tokens_decoder.{entry.Name}");
                int id = int.TryParse(entry.Name, System.Globalization.CultureInfo.InvariantCulture, out int number) && number is >= 0 and <= VocabularyBuilder.MaxId
                    ? number
                    : throw section.Fault("the name is no id");
                special[id] = new AddedToken(id, section.String("content"), section.Bool("special", false), section.Bool("single_word", false), section.Bool("lstrip", false), section.Bool("rstrip", false), section.Bool("normalized", false));
            }
        }

        foreach (string name in new[] { "<|endoftext|>", "<s>", "</s>", "<unk>", "<pad>", "<mask>" })
        {
            if (tokens.Find(Encoding.UTF8.GetBytes(name)) is var id && id != RankTable.None)
            {
                special.TryAdd(id, new AddedToken(id, name));
            }
        }

        return [.. special.Values];
    }

    private static string? Text(JsonElement? config, string name) =>
        config is { } root && root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement? config, string name) =>
        config is { } root && root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}
