namespace DatasetKit;

public abstract partial class Tokenizer
{
    /// <summary>The embedded tokenizers, in the order in which they are listed to a person.</summary>
    public static IReadOnlyList<TokenizerInfo> Known { get; } = [];

    /// <summary>Finds an embedded tokenizer.</summary>
    /// <param name="name">Its own name (<c>o200k_base</c>) or that of a model that uses it (<c>gpt-4o</c>, also with a date or
    /// size after it: <c>gpt-4o-mini-2024-07-18</c>). Case does not matter.</param>
    /// <returns>The one shared instance; its tables are loaded when it is first used.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="TokenizerException">No embedded tokenizer has this name; the message lists the names.</exception>
    public static Tokenizer Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        throw new TokenizerException($"There is no tokenizer '{name}'.");
    }
}
