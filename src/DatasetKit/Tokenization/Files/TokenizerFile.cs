using System.Text.Json;
using System.Text.Unicode;

namespace DatasetKit.Tokenization;

/// <summary>Finds out what kind of tokenizer file there is, and has it read.</summary>
internal static class TokenizerFile
{
    /// <summary>The greatest file that is read. The greatest known has 35 megabytes, and what a hostile one can ask for grows with it.</summary>
    internal const int MaxLength = 1 << 26;

    private const int LeastRead = 1 << 12;

    // Between two reads it is seen whether anybody still waits.
    private const int MostAtOnce = 1 << 20;

    /// <summary>The greatest that is taken apart as a whole: a tekken.json, of which the greatest known has twenty megabytes, or a configuration.</summary>
    private const int MaxDocument = 1 << 25;

    // In the order in which they are preferred: the first says most.
    private static readonly string[] s_names =
        ["tokenizer.json", "tekken.json", "tokenizer.model", "spiece.model", "sentencepiece.bpe.model", "sentencepiece.model", "spm.model", "source.spm", "qwen.tiktoken", "vocab.json", "vocab.txt"];

    /// <summary>The file of a path, or of the folder that a path names; null when there is nothing.</summary>
    internal static string? Find(string path)
    {
        if (File.Exists(path))
        {
            return path;
        }

        if (!Directory.Exists(path))
        {
            return null;
        }

        string? found = Array.Find(s_names, name => File.Exists(Path.Join(path, name)));
        return found is not null ? Path.Join(path, found) : throw new FaultyFileException(null, $"the folder has none of {string.Join(", ", s_names)}").Of(path);
    }

    /// <summary>Loads a file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="name">The name of the tokenizer.</param>
    /// <param name="cancellation">Ends reading.</param>
    internal static Tokenizer Load(string file, string name, CancellationToken cancellation)
    {
        try
        {
            return Read(Content(file, cancellation), file, name, cancellation);
        }
        catch (FaultyFileException fault)
        {
            throw fault.Of(file);
        }
        catch (JsonException fault)
        {
            throw new TokenizerException(file, null, FormattableString.Invariant(
                $"the file is no whole JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}: it may have been cut off, or changed by hand, or be nested too deep; get it again"), fault);
        }
        catch (InvalidOperationException fault)
        {
            throw new TokenizerException(file, null, "a text in it has half a surrogate pair", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new TokenizerException(file, null, $"it cannot be read: {fault.Message}", fault);
        }
    }

    private static ReadOnlyMemory<byte> Content(string file, CancellationToken cancellation)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        // A pipe or a device has no length, and a file may grow while it is read.
        long length = stream.CanSeek ? stream.Length : 0;
        byte[] content = GC.AllocateUninitializedArray<byte>(length > MaxLength ? throw TooLong(length) : (int)Math.Max(length + 1, LeastRead));
        int count = 0;
        for (int read; (read = stream.Read(content, count, Math.Min(content.Length - count, MostAtOnce))) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            count += read;
            if (count == content.Length)
            {
                Array.Resize(ref content, count > MaxLength ? throw TooLong(count) : Math.Min(count * 2, MaxLength + 1));
            }
        }

        return content.AsMemory(0, count);
    }

    private static FaultyFileException TooLong(long length, int most = MaxLength) =>
        new(null, FormattableString.Invariant($"it has {length:N0} bytes or more, and {most:N0} is the most that a tokenizer may have"));

    private static PipelineTokenizer Read(ReadOnlyMemory<byte> content, string file, string name, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> text = content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
        TokenizerFileKind kind = TokenizerFileKinds.Of(text.Span, file);
        text = kind == TokenizerFileKind.SentencePiece ? content : Text(text, null);

        switch (kind)
        {
            case TokenizerFileKind.TokenizerJson:
                return Make(name, TokenizerJsonReader.Read(text.Span), findsSpecial: true);
            case TokenizerFileKind.Tekken:
                using (JsonDocument document = JsonDocument.Parse(text.Length <= MaxDocument ? text : throw TooLong(text.Length, MaxDocument)))
                {
                    return Make(name, TekkenReader.Read(document.RootElement), findsSpecial: false);
                }

            case TokenizerFileKind.SentencePiece:
                return Make(name, SentencePieceReader.Read(content.Span), findsSpecial: false);
            case TokenizerFileKind.Ranks:
                return Make(name, RankFileReader.Read(text.Span), findsSpecial: false);
            case TokenizerFileKind.VocabularyJson:
                string merges = Beside(file, "merges.txt");
                ReadOnlyMemory<byte> lines = File.Exists(merges)
                    ? Content(merges, cancellation)
                    : throw new FaultyFileException(null, "it is a vocabulary, and the file merges.txt that belongs to it is not beside it");
                return Make(name, VocabularyPairReader.Read(text.Span, Text(lines, "merges.txt").Span, Companions(file, cancellation)), findsSpecial: true);
            case TokenizerFileKind.Merges:
                string vocabulary = Beside(file, "vocab.json");
                ReadOnlyMemory<byte> tokens = File.Exists(vocabulary)
                    ? Content(vocabulary, cancellation)
                    : throw new FaultyFileException(null, "it is a list of merges, and the file vocab.json that belongs to it is not beside it");
                // Merges in the place of the vocabulary would lead back here.
                return TokenizerFileKinds.Of(tokens.Span, vocabulary) == TokenizerFileKind.VocabularyJson
                    ? Read(tokens, vocabulary, name, cancellation)
                    : throw new FaultyFileException("vocab.json", "the file beside it is no object of tokens and their ids");
            default:
                return Make(name, WordListReader.Read(text.Span, Companions(file, cancellation)), findsSpecial: true);
        }
    }

    /// <summary>Whoever reads text from here on relies on its being UTF-8.</summary>
    private static ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> content, string? section) =>
        Utf8.IsValid(content.Span) ? content : throw new FaultyFileException(section, "it is not UTF-8");

    private static string Beside(string file, string name) => Path.Join(Path.GetDirectoryName(Path.GetFullPath(file)), name);

    private static CompanionFiles Companions(string file, CancellationToken cancellation) =>
        new(Companion(file, "tokenizer_config.json", cancellation), Companion(file, "added_tokens.json", cancellation), Companion(file, "special_tokens_map.json", cancellation));

    private static JsonElement? Companion(string file, string name, CancellationToken cancellation)
    {
        string path = Beside(file, name);
        if (!File.Exists(path))
        {
            return null;
        }

        ReadOnlyMemory<byte> content = Text(Content(path, cancellation), name);
        try
        {
            using JsonDocument document = JsonDocument.Parse(content.Length <= MaxDocument ? content : throw TooLong(content.Length, MaxDocument));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new FaultyFileException(name, "an object is expected");
        }
        catch (JsonException fault)
        {
            throw new FaultyFileException(name, "the file beside it is no JSON", fault);
        }
    }

    private static PipelineTokenizer Make(string name, TokenizerParts parts, bool findsSpecial)
    {
        TokenizerPipeline pipeline = parts.Assemble(findsSpecial);
        return new(name, findsSpecial, new(() => pipeline));
    }
}
