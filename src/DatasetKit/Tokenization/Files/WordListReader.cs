using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace DatasetKit.Tokenization;

/// <summary>Reads a WordPiece <c>vocab.txt</c>: a line a token, its id is the line's place. All else is as BERT has it.</summary>
internal static class WordListReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="content">Its content.</param>
    /// <param name="files">What stands beside it: the configuration may say that text is made small, else the vocabulary tells.</param>
    internal static TokenizerParts Read(ReadOnlySpan<byte> content, CompanionFiles files)
    {
        if (!Utf8.IsValid(content))
        {
            throw new FaultyFileException(null, "it is not UTF-8 text, and none of the tokenizer files that are known here");
        }

        RankTable tokens = Tokens(content, out bool hasCapitals);
        int Find(string token) => tokens.Find(Encoding.UTF8.GetBytes(token)) is var id && id != RankTable.None ? id : throw new FaultyFileException(
            null, $"the line '{token}' is missing: this is no WordPiece vocabulary, nor any of the other tokenizer files that are known here");
        int unknown = Find("[UNK]"), cls = Find("[CLS]"), sep = Find("[SEP]");
        bool? lowers = Flag(files, "do_lower_case");
        bool isLower = lowers ?? !hasCapitals, strips = Flag(files, "strip_accents") ?? isLower;
        Normalizer[] plain = strips ? [new UnicodeNormalizer(NormalizationForm.FormD), new MarkStripper(onlyNonSpacing: true)] : [], small = isLower ? [new LowercaseNormalizer()] : [];
        TemplatePart text = new(null), pair = new(null, IsPair: true), start = new([cls]), end = new([sep]);
        return new TokenizerParts
        {
            Model = new WordPieceModel(tokens, unknown, "##", 100),
            Normalizer = new NormalizerSequence([new BertCleaner(cleans: true, spacesChinese: Flag(files, "tokenize_chinese_chars") ?? true), .. plain, .. small], $"BertNormalizer, {(isLower ? "small letters" : "letters as they are")}"),
            PreTokenizer = new PreTokenizerSequence(
            [
                new SplitPreTokenizer("BertPreTokenizer", CharacterMatcher.Space, SplitBehavior.Removed),
                new SplitPreTokenizer("BertPreTokenizer", CharacterMatcher.Punctuation, SplitBehavior.Isolated),
            ]),
            PostProcessor = new TemplatePostProcessor("BertProcessing", [start, text, end], [start, text, end, pair, end]),
            Decoder = new WordPieceDecoder("##", cleans: true),
            AddedTokens = CompanionTokens.Read(tokens, files, isOfBytes: false),
            MoreDetails = [new("letters", lowers is null
                ? $"the vocabulary has {(hasCapitals ? "capitals: text stays as it is" : "no capitals: text is made small")}"
                : "as do_lower_case in tokenizer_config.json says")],
        };
    }

    private static bool? Flag(CompanionFiles files, string name) =>
        files.Config is { } config && config.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    private static RankTable Tokens(ReadOnlySpan<byte> content, out bool hasCapitals)
    {
        hasCapitals = false;
        var builder = new VocabularyBuilder("lines");
        // What follows the last line feed is no line.
        content = content.EndsWith("\n"u8) ? content[..^1] : content;
        foreach (Range range in content.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = content[range].TrimEnd((byte)'\r');
            hasCapitals |= !line.StartsWith("["u8) && line.ContainsAnyInRange((byte)'A', (byte)'Z');
            builder.Add(line, builder.Count);
        }

        return builder.Build();
    }
}
