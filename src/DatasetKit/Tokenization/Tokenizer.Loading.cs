using DatasetKit.Tokenization;

namespace DatasetKit;

public abstract partial class Tokenizer
{
    /// <summary>
    /// Loads the tokenizer of a model from the model's own files, or finds an embedded one: a <c>tokenizer.json</c>, a tiktoken rank file, a
    /// <c>tekken.json</c>, a SentencePiece <c>.model</c>, a WordPiece <c>vocab.txt</c>, a <c>vocab.json</c> with its <c>merges.txt</c>, the folder of
    /// a model that has any of these, or a name that <see cref="Get"/> takes.
    /// </summary>
    /// <param name="pathOrName">The file, the folder, or the name. A file or folder that is there goes before a name.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <returns>The tokenizer; its <see cref="Name"/> is <paramref name="pathOrName"/>, or that of the embedded one. It may be shared by all threads,
    /// and loading a file again makes another one. <see cref="Details"/> says what was found in the file.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="pathOrName"/> is null.</exception>
    /// <exception cref="TokenizerException">There is neither a file nor a name, or the file is damaged, contradicts itself, or has something
    /// that is not supported; the message says where and what.</exception>
    public static Task<Tokenizer> LoadAsync(string pathOrName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pathOrName);
        string? file;
        try
        {
            file = TokenizerFile.Find(pathOrName);
        }
        catch (TokenizerException fault)
        {
            return Task.FromException<Tokenizer>(fault);
        }

        if (file is not null)
        {
            // Most of the time goes into what the file says: all of it happens on a thread of its own, so that nobody who waits is held up, and the threads
            // that many share need not be there yet.
            return Task.Factory.StartNew(
                () => TokenizerFile.Load(file, pathOrName, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        return Find(pathOrName) is { } embedded ? Task.FromResult(embedded) : Task.FromException<Tokenizer>(Missing(pathOrName));
    }

    private static TokenizerException Missing(string name) => new(
        $"There is no file or folder '{name}', and no embedded tokenizer of this name.{Suggestion(name)} The names are {string.Join(", ", Known.Select(info => info.Name))}; give one of them, or the path of a tokenizer's file or of a model's folder.");
}
