using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>Finds out what kind of tokenizer file there is, and has it read.</summary>
internal static class TokenizerFile
{
    /// <summary>The greatest file that is read. The greatest known has 35 megabytes.</summary>
    internal const long MaxLength = 1 << 29;

    // In the order in which they are preferred: the first says most.
    private static readonly string[] s_names =
        ["tokenizer.json", "tekken.json", "tokenizer.model", "spiece.model", "sentencepiece.bpe.model", "source.spm", "qwen.tiktoken", "vocab.json", "vocab.txt"];

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
            return Read(content, file, name);
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

    private static PipelineTokenizer Read(byte[] content, string file, string name)
    {
        ReadOnlySpan<byte> text = content;
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        _ = file;
        return Make(name, TokenizerJsonReader.Read(text), findsSpecial: true);
    }

    private static PipelineTokenizer Make(string name, TokenizerParts parts, bool findsSpecial)
    {
        TokenizerPipeline pipeline = parts.Assemble(findsSpecial);
        return new(name, findsSpecial, new(() => pipeline));
    }
}
