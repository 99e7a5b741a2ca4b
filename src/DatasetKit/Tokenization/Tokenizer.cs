namespace DatasetKit;

/// <summary>
/// Turns text into the token ids a model sees, and counts them. The members have the names of <c>Microsoft.ML.Tokenizers</c>,
/// so one of its tokenizers plugs in with a few delegating lines.
/// </summary>
/// <remarks>
/// Every instance may be used by any number of threads at once. A surrogate without its partner, or a byte that is not UTF-8, counts
/// as U+FFFD. Tokens that a model puts around a text (its beginning, its end) are not added here: <see cref="AddSpecialTokens"/> does.
/// </remarks>
public abstract partial class Tokenizer
{
    /// <summary>The name to choose it by and to show in reports, e.g. <c>o200k_base</c>; of a file, its path as it was given.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether text that spells a special token (<c>&lt;|endoftext|&gt;</c>) becomes that token. The embedded tokenizers take it for ordinary
    /// text, as a model's provider does inside a message; those of a file find it, as the library does that wrote the file.
    /// </summary>
    public virtual bool FindsSpecialTokens => false;

    /// <summary>What is to be known about the tokenizer, for a person: its model, what cuts its text, what its file asks for besides.</summary>
    public virtual IReadOnlyList<TokenizerDetail> Details => [];

    /// <summary>The same tokenizer with another answer to <see cref="FindsSpecialTokens"/>.</summary>
    /// <param name="find">Whether text that spells a special token becomes that token.</param>
    /// <returns>This instance when it does so already.</returns>
    /// <exception cref="NotSupportedException">The tokenizer has no choice; those of DatasetKit have.</exception>
    public virtual Tokenizer FindSpecialTokens(bool find) =>
        find == FindsSpecialTokens ? this : throw new NotSupportedException($"{Name} cannot be told whether to find special tokens.");

    /// <summary>Turns a text into token ids.</summary>
    /// <param name="text">The text; empty text has no token.</param>
    /// <returns>The ids in the order of the text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public abstract IReadOnlyList<int> EncodeToIds(string text);

    /// <summary>Turns a text into tokens, each with its place in the text.</summary>
    /// <param name="text">The text; empty text has no token.</param>
    /// <returns>The tokens in the order of the text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public abstract IReadOnlyList<EncodedToken> EncodeToTokens(string text);

    /// <summary>Turns token ids back into text.</summary>
    /// <param name="ids">Ids of this tokenizer. Ids that end within a character give U+FFFD for it.</param>
    /// <returns>The text; for the ids of a whole text that text, unless the tokenizer's normalizer changed it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="ids"/> is null.</exception>
    /// <exception cref="TokenizerException">An id does not belong to this tokenizer.</exception>
    public abstract string Decode(IEnumerable<int> ids);

    /// <summary>Puts the tokens around a text's ids that the model wants there, as the tokenizer's file says.</summary>
    /// <param name="ids">The ids of a text.</param>
    /// <param name="pair">The ids of a second text that goes with it; null when there is none.</param>
    /// <returns>All ids; for a tokenizer that says nothing, those of the text and then those of the pair.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="ids"/> is null.</exception>
    public virtual IReadOnlyList<int> AddSpecialTokens(IReadOnlyList<int> ids, IReadOnlyList<int>? pair = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return pair is null ? ids : [.. ids, .. pair];
    }

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
