using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>Reads a <c>tokenizer.json</c>. A section that is not known is a fault: half a tokenizer counts wrong.</summary>
internal static class TokenizerJsonReader
{
    private static readonly string[] s_known =
        ["version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer", "post_processor", "decoder", "model"];

    /// <summary>Reads a file.</summary>
    /// <param name="utf8">Its content.</param>
    internal static TokenizerParts Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        Utf8JsonReader modelReader = default;
        Model? model = null;
        bool hasModel = false;
        var sections = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new FaultyFileException(null, "an object is expected");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (!s_known.Contains(name, StringComparer.Ordinal))
            {
                throw new FaultyFileException(name, "a section of this name is not known here");
            }

            if (name == "model")
            {
                modelReader = hasModel ? throw Twice(name) : reader;
                hasModel = true;
                if (sections.ContainsKey("pre_tokenizer") && sections.ContainsKey("normalizer"))
                {
                    model = Model(ref reader, sections, utf8.Length);
                }
                else
                {
                    reader.Skip();
                }
            }
            else if (!sections.TryAdd(name, JsonElement.ParseValue(ref reader)))
            {
                throw Twice(name);
            }
        }

        // What follows the object, if anything, is a fault of the reader's own.
        reader.Read();
        return hasModel ? Assemble(model ?? Model(ref modelReader, sections, utf8.Length), sections) : throw new FaultyFileException("model", "the section is missing");
    }

    /// <summary>Reads the model; whether its vocabulary may hold bytes depends on what comes before it.</summary>
    private static Model Model(ref Utf8JsonReader reader, Dictionary<string, JsonElement> sections, int fileLength)
    {
        bool normalizerSpells = Find(sections, "normalizer") is { } normalizer && NormalizerReader.SpellsBytes(normalizer);
        return new ModelReader(isOfBytes: !normalizerSpells && PreTokenizerReader.EndsInBytes(Find(sections, "pre_tokenizer")), fileLength).Read(ref reader);
    }

    private static TokenizerParts Assemble(Model model, Dictionary<string, JsonElement> sections)
    {
        Section? normalizer = Find(sections, "normalizer"), preTokenizer = Find(sections, "pre_tokenizer");
        bool normalizerSpells = normalizer is { } found && NormalizerReader.SpellsBytes(found);
        if (!model.IsOfBytes && (normalizerSpells || preTokenizer is { } cutter && PreTokenizerReader.SpellsBytes(cutter)))
        {
            RequireLetters(model);
        }

        var details = new List<TokenizerDetail>();
        AddDetail(details, sections, "truncation", section => FormattableString.Invariant(
            $"cut at {section.Int("max_length")} tokens ({section.OptionalString("strategy") ?? "LongestFirst"}); said here, not done"));
        AddDetail(details, sections, "padding", section => $"filled up with {section.OptionalString("pad_token") ?? "[PAD]"}; said here, not done");
        return new TokenizerParts
        {
            Model = model,
            Normalizer = normalizer is { } n ? NormalizerReader.Read(n) : null,
            PreTokenizer = preTokenizer is { } p ? new PreTokenizerReader(model.IsOfBytes).Read(p) : null,
            PostProcessor = Find(sections, "post_processor") is { } post ? PostProcessorReader.Read(post) : null,
            Decoder = Find(sections, "decoder") is { } decoder ? DecoderReader.Read(decoder) : null,
            AddedTokens = sections.TryGetValue("added_tokens", out JsonElement added) && added.ValueKind != JsonValueKind.Null ? AddedTokenReader.Read(added, model) : [],
            MoreDetails = details,
        };
    }

    private static Section? Find(Dictionary<string, JsonElement> sections, string name) =>
        sections.TryGetValue(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? new Section(value, name) : null;

    private static void AddDetail(List<TokenizerDetail> details, Dictionary<string, JsonElement> sections, string name, Func<Section, string> text)
    {
        if (Find(sections, name) is { } section)
        {
            details.Add(new(name, text(section)));
        }
    }

    /// <summary>Text that is spelled in letters for bytes needs all of them, or an unknown token.</summary>
    private static void RequireLetters(Model model)
    {
        if (model is not BytePairModel { Unknown: null, Bytes: null, IsPlain: true })
        {
            return;
        }

        BytePairParts.RequireBytes(value => model.Tokens.Find(VocabularyReader.Spelled(((char)ByteAlphabet.LetterOf(value)).ToString(), isOfBytes: false)) != RankTable.None);
    }

    private static FaultyFileException Twice(string name) => new(name, "the section stands there twice");
}
