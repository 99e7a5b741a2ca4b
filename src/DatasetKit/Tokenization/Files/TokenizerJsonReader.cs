using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>Reads a <c>tokenizer.json</c>. A section that is not known is a fault: half a tokenizer counts wrong.</summary>
internal static class TokenizerJsonReader
{
    // The greatest known has a table of characters of half a megabyte.
    private const int MaxSection = 1 << 22;

    // The greatest known has 6,415 added tokens, which take a megabyte and a half.
    private const int MaxAdded = 1 << 24;

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    private static readonly string[] s_known =
        ["version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer", "post_processor", "decoder", "model"];

    /// <summary>Reads a file.</summary>
    /// <param name="utf8">Its content.</param>
    internal static TokenizerParts Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Read(utf8, isQuick: true);
        }
        catch (JsonException)
        {
            // Says the right line.
            return Read(utf8, isQuick: false);
        }
    }

    private static TokenizerParts Read(ReadOnlySpan<byte> utf8, bool isQuick)
    {
        var reader = new Utf8JsonReader(utf8);
        // What the reader was given last; its places are places in it.
        ReadOnlySpan<byte> rest = utf8;
        Utf8JsonReader modelReader = default;
        Model? model = null;
        ReadOnlySpan<byte> added = "[]"u8;
        bool hasModel = false, hasAdded = false;
        var sections = new Dictionary<string, JsonPart>(StringComparer.Ordinal);
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
                    model = Model(ref reader, sections, ref rest, isQuick);
                }
                else
                {
                    reader.Skip();
                }
            }
            else if (name == "added_tokens")
            {
                added = hasAdded ? throw Twice(name) : Bytes(ref reader, rest);
                RequireLength(added, name, MaxAdded);
                hasAdded = true;
            }
            else if (!sections.TryAdd(name, new(Parse(Bytes(ref reader, rest), name))))
            {
                throw Twice(name);
            }
        }

        // What follows the object, if anything, is a fault of the reader's own.
        reader.Read();
        return hasModel ? Assemble(model ?? Model(ref modelReader, sections, ref utf8, isQuick), sections, added) : throw new FaultyFileException("model", "the section is missing");
    }

    /// <summary>Reads the model; whether its vocabulary may hold bytes depends on what comes before it.</summary>
    private static Model Model(ref Utf8JsonReader reader, Dictionary<string, JsonPart> sections, ref ReadOnlySpan<byte> utf8, bool isQuick)
    {
        bool normalizerSpells = Find(sections, "normalizer") is { } normalizer && NormalizerReader.SpellsBytes(normalizer);
        var modelReader = new ModelReader(utf8, isOfBytes: !normalizerSpells && PreTokenizerReader.EndsInBytes(Find(sections, "pre_tokenizer"))) { IsQuick = isQuick };
        Model model = modelReader.Read(ref reader);
        utf8 = modelReader.Rest;
        return model;
    }

    private static TokenizerParts Assemble(Model model, Dictionary<string, JsonPart> sections, ReadOnlySpan<byte> added)
    {
        Section? normalizer = Find(sections, "normalizer"), preTokenizer = Find(sections, "pre_tokenizer");
        bool normalizerSpells = normalizer is { } found && NormalizerReader.SpellsBytes(found);
        if (!model.IsOfBytes && (normalizerSpells || preTokenizer is { } cutter && PreTokenizerReader.SpellsBytes(cutter)))
        {
            RequireLetters(model);
        }

        if (sections.TryGetValue("version", out JsonPart? version) && !(version.Value.ValueKind == JsonValueKind.String && version.Value.ValueEquals("1.0"u8)))
        {
            throw new FaultyFileException("version", "a version other than \"1.0\" is not known here");
        }

        var details = new List<TokenizerDetail>();
        AddDetail(details, sections, "truncation", LengthReader.Truncation);
        AddDetail(details, sections, "padding", LengthReader.Padding);
        List<AddedToken> tokens = AddedTokenReader.Read(added, model);
        var addedIds = new HashSet<int>();
        foreach (AddedToken token in tokens)
        {
            addedIds.Add(token.Id);
        }

        return new TokenizerParts
        {
            Model = model,
            Normalizer = normalizer is { } n ? NormalizerReader.Read(n) : null,
            PreTokenizer = preTokenizer is { } p ? new PreTokenizerReader(model.IsOfBytes).Read(p) : null,
            PostProcessor = Find(sections, "post_processor") is { } post ? PostProcessorReader.Read(post, id => model.Tokens.Has(id) || addedIds.Contains(id)) : null,
            Decoder = Find(sections, "decoder") is { } decoder ? DecoderReader.Read(decoder) : null,
            AddedTokens = tokens,
            MoreDetails = details,
        };
    }

    private static ReadOnlySpan<byte> Bytes(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return utf8[start..(int)reader.BytesConsumed];
    }

    /// <summary>Reads a section that says each thing once: of two that contradict each other one would be dropped without a word.</summary>
    private static JsonElement Parse(ReadOnlySpan<byte> section, string name)
    {
        RequireLength(section, name, MaxSection);
        try
        {
            return JsonElement.Parse(section, s_strict);
        }
        catch (JsonException fault)
        {
            throw new FaultyFileException(name, "an object in it has two fields of the same name", fault);
        }
    }

    private static void RequireLength(ReadOnlySpan<byte> section, string name, int most)
    {
        if (section.Length > most)
        {
            throw new FaultyFileException(name, FormattableString.Invariant($"the section has {section.Length:N0} bytes, and {most:N0} is the most"));
        }
    }

    private static Section? Find(Dictionary<string, JsonPart> sections, string name) =>
        sections.TryGetValue(name, out JsonPart? part) && part.Value.ValueKind != JsonValueKind.Null ? new Section(part.Value, name) : null;

    private static void AddDetail(List<TokenizerDetail> details, Dictionary<string, JsonPart> sections, string name, Func<Section, string> text)
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
