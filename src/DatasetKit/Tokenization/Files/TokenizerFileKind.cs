using System.Text;
using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>What kind of tokenizer file there is.</summary>
internal enum TokenizerFileKind
{
    /// <summary>A <c>tokenizer.json</c>.</summary>
    TokenizerJson,

    /// <summary>A <c>tekken.json</c>.</summary>
    Tekken,

    /// <summary>A SentencePiece <c>.model</c>.</summary>
    SentencePiece,

    /// <summary>A tiktoken rank file.</summary>
    Ranks,

    /// <summary>A <c>vocab.json</c>.</summary>
    VocabularyJson,

    /// <summary>A <c>merges.txt</c>.</summary>
    Merges,

    /// <summary>A <c>vocab.txt</c>.</summary>
    WordList,
}

/// <summary>Tells kinds of tokenizer files by what is in them; names are chance.</summary>
internal static class TokenizerFileKinds
{
    /// <summary>The kind of a file.</summary>
    /// <param name="content">Its content.</param>
    /// <param name="file">Its path, which decides only about merges without a first line.</param>
    internal static TokenizerFileKind Of(ReadOnlySpan<byte> content, string file)
    {
        int start = 0;
        while (start < content.Length && content[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            start++;
        }

        ReadOnlySpan<byte> text = content[start..];
        if (text.IsEmpty)
        {
            throw new FaultyFileException(null, "it is empty");
        }

        if (text[0] == '{')
        {
            return OfJson(text);
        }

        if (Mistaken(content, text) is { } what)
        {
            throw new FaultyFileException(null, what);
        }

        // The first field of a SentencePiece model is a piece, and no text starts with a form of feed.
        if (content[0] == 0x0A && content.Length > 2 && content[2] is 0x0A)
        {
            return TokenizerFileKind.SentencePiece;
        }

        if (content.StartsWith("#version"u8) || Path.GetFileName(file) == "merges.txt")
        {
            return TokenizerFileKind.Merges;
        }

        if (file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            throw new FaultyFileException(null, $"an object in JSON is expected, and it begins with '{Internals.Utf8Text.Excerpt(text)}'");
        }

        return RankFileReader.Looks(content) ? TokenizerFileKind.Ranks
            : file.EndsWith(".model", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".spm", StringComparison.OrdinalIgnoreCase) ? TokenizerFileKind.SentencePiece
            : TokenizerFileKind.WordList;
    }

    /// <summary>What was downloaded or saved in place of a tokenizer's file, and what to do; null when it is none of that.</summary>
    private static string? Mistaken(ReadOnlySpan<byte> content, ReadOnlySpan<byte> text) =>
        text.StartsWith("version http"u8) && text.IndexOf("\noid sha256:"u8) >= 0 ? "it is a pointer of Git LFS and not the file it points to; get that with git lfs pull"
        : text[0] == '<' && IsPage(text) ? "it is a web page, perhaps one that says why there is no file; download the file again"
        : content.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "it is compressed by gzip; decompress it"
        : content.StartsWith("PK\u0003\u0004"u8) ? "it is a zip archive; unpack it"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? "it is UTF-16; save it as UTF-8"
        : null;

    private static bool IsPage(ReadOnlySpan<byte> text) =>
        Ascii.EqualsIgnoreCase(text[..Math.Min(5, text.Length)], "<html"u8) || Ascii.EqualsIgnoreCase(text[..Math.Min(9, text.Length)], "<!doctype"u8);

    /// <summary>The kind of a JSON object, by the names of its first fields and of those that follow.</summary>
    private static TokenizerFileKind OfJson(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        reader.Read();
        bool hasConfig = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isConfig = reader.ValueTextEquals("config"u8), isVocabulary = reader.ValueTextEquals("vocab"u8);
            bool isSection = reader.ValueTextEquals("model"u8) || reader.ValueTextEquals("version"u8) || reader.ValueTextEquals("added_tokens"u8)
                || reader.ValueTextEquals("truncation"u8) || reader.ValueTextEquals("normalizer"u8);
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number)
            {
                return TokenizerFileKind.VocabularyJson;
            }

            if (isSection)
            {
                return TokenizerFileKind.TokenizerJson;
            }

            hasConfig |= isConfig && reader.TokenType == JsonTokenType.StartObject;
            if (hasConfig || isVocabulary && reader.TokenType == JsonTokenType.StartArray)
            {
                return TokenizerFileKind.Tekken;
            }

            reader.Skip();
        }

        return TokenizerFileKind.TokenizerJson;
    }
}
