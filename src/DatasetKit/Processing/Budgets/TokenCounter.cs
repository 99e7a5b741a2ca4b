namespace DatasetKit;

/// <summary>
/// How the tokens of an example are counted: those of its texts alone, those of the text that a template makes of it, or those that the provider of a
/// hosted model counts. Derive from it for a way of your own. Every instance may be used by any number of threads at once.
/// </summary>
public abstract partial class TokenCounter
{
    /// <summary>Begins a counter.</summary>
    /// <param name="tokenizer">The model's own tokenizer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="tokenizer"/> is null.</exception>
    protected TokenCounter(Tokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        Tokenizer = tokenizer;
    }

    /// <summary>The model's own tokenizer.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>What is counted, in a few words that go on after the tokenizer's name: <c>as vicuna shows it</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Counts an example.</summary>
    /// <param name="example">The example.</param>
    /// <returns>Its tokens, or why they cannot be counted: bad data is no exception.</returns>
    public abstract TokenCount Count(Example example);

    /// <summary>Turns an example into ids and labels. A counter that knows counts only says so.</summary>
    /// <param name="example">The example.</param>
    /// <param name="problem">Why it cannot be done; null when it was.</param>
    /// <returns>The tokens in order; null when it cannot be done.</returns>
    public virtual TokenizedExample? Tokenize(Example example, out string? problem)
    {
        problem = $"{Description}: counts are known, ids are not; name a template with --chat-template";
        return null;
    }

    /// <inheritdoc/>
    public sealed override string ToString() => $"{Tokenizer.Name}, {Description}";
}
