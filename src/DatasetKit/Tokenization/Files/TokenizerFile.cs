using System.Text.Json;
using System.Text.Unicode;

namespace DatasetKit.Tokenization;

/// <summary>Finds out what kind of tokenizer file there is, and has it read.</summary>
internal static class TokenizerFile
{
    /// <summary>The greatest file that is read. The greatest known has 35 megabytes.</summary>
    internal const long MaxLength = 1 << 29;

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

        return s_names.Select(name => Path.Join(path, name)).FirstOrDefault(File.Exists)
            ?? throw new TokenizerException($"{path}: the folder has none of {string.Join(", ", s_names)}");
    }

    /// <summary>Loads a file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="name">The name of the tokenizer.</param>
    /// <param name="cancellation">Ends reading.</param>
    internal static async Task<Tokenizer> LoadAsync(string file, string name, CancellationToken cancellation)
    {
        try
        {
            byte[] content = await ReadAsync(file, cancellation).ConfigureAwait(false);
            return await ReadAsync(content, file, name, cancellation).ConfigureAwait(false);
        }
        catch (FaultyFileException fault)
        {
            throw new TokenizerException(file, fault.Section, fault.Message, fault.InnerException);
        }
        catch (JsonException fault)
        {
            throw new TokenizerException(file, null, FormattableString.Invariant(
                $"the file is no whole JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}: it may have been cut off; get it again"), fault);
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

    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancellation)
    {
        FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
        await using (stream.ConfigureAwait(false))
        {
            if (stream.Length > MaxLength)
            {
                throw new FaultyFileException(null, FormattableString.Invariant($"it has {stream.Length:N0} bytes, and {MaxLength:N0} is the most that a tokenizer may have"));
            }

            byte[] content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, cancellation).ConfigureAwait(false);
            return content;
        }
    }

    private static async Task<PipelineTokenizer> ReadAsync(byte[] content, string file, string name, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> text = content.AsSpan().StartsWith("\uFEFF"u8) ? content.AsMemory(3) : content;
        TokenizerFileKind kind = TokenizerFileKinds.Of(text.Span, file);
        // Whoever reads text from here on relies on it.
        if (kind != TokenizerFileKind.SentencePiece && !Utf8.IsValid(text.Span))
        {
            throw new FaultyFileException(null, "it is not UTF-8");
        }

        switch (kind)
        {
            case TokenizerFileKind.TokenizerJson:
                return Make(name, TokenizerJsonReader.Read(text.Span), findsSpecial: true);
            case TokenizerFileKind.Tekken:
                using (JsonDocument document = JsonDocument.Parse(text))
                {
                    return Make(name, TekkenReader.Read(document.RootElement), findsSpecial: false);
                }

            case TokenizerFileKind.SentencePiece:
                return Make(name, SentencePieceReader.Read(content), findsSpecial: false);
            case TokenizerFileKind.Ranks:
                return Make(name, RankFileReader.Read(text.Span), findsSpecial: false);
            case TokenizerFileKind.VocabularyJson:
                string merges = Beside(file, "merges.txt");
                byte[] lines = File.Exists(merges)
                    ? await ReadAsync(merges, cancellation).ConfigureAwait(false)
                    : throw new FaultyFileException(null, "it is a vocabulary, and the file merges.txt that belongs to it is not beside it");
                JsonElement? settings = await ConfigAsync(file, cancellation).ConfigureAwait(false);
                return Make(name, VocabularyPairReader.Read(text.Span, lines, settings), findsSpecial: true);
            case TokenizerFileKind.Merges:
                return await ReadAsync(await ReadAsync(Beside(file, "vocab.json"), cancellation).ConfigureAwait(false), Beside(file, "vocab.json"), name, cancellation).ConfigureAwait(false);
            default:
                bool? lowers = await ConfigAsync(file, cancellation).ConfigureAwait(false) is { } config && config.TryGetProperty("do_lower_case", out JsonElement value)
                    && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;
                return Make(name, WordListReader.Read(text.Span, lowers), findsSpecial: true);
        }
    }

    private static string Beside(string file, string name) => Path.Join(Path.GetDirectoryName(Path.GetFullPath(file)), name);

    private static async Task<JsonElement?> ConfigAsync(string file, CancellationToken cancellation)
    {
        string config = Beside(file, "tokenizer_config.json");
        if (!File.Exists(config))
        {
            return null;
        }

        byte[] content = await ReadAsync(config, cancellation).ConfigureAwait(false);
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new FaultyFileException("tokenizer_config.json", "an object is expected");
        }
        catch (JsonException fault)
        {
            throw new FaultyFileException("tokenizer_config.json", "the file beside it is no JSON", fault);
        }
    }

    private static PipelineTokenizer Make(string name, TokenizerParts parts, bool findsSpecial)
    {
        TokenizerPipeline pipeline = parts.Assemble(findsSpecial);
        return new(name, findsSpecial, new(() => pipeline));
    }
}
