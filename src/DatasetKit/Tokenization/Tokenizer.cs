using System.Buffers;
using System.Text;

namespace DatasetKit;

/// <summary>
/// Turns text into the token ids a model sees, and counts them. The members have the names of <c>Microsoft.ML.Tokenizers</c>,
/// so one of its tokenizers plugs in with a few delegating lines.
/// </summary>
/// <remarks>
/// Every instance may be used by any number of threads at once. Text that spells a special token (<c>&lt;|endoftext|&gt;</c>) is
/// ordinary text here, as it is for a model's provider when it stands inside a message. A surrogate without its partner, or a
/// byte that is not UTF-8, counts as U+FFFD.
/// </remarks>
public abstract partial class Tokenizer
{
    /// <summary>The name to choose it by and to show in reports, e.g. <c>o200k_base</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Counts the tokens of a text without building their ids.</summary>
    /// <param name="text">The text; empty text has no token.</param>
    /// <returns>How many ids <see cref="EncodeToIds"/> would return, 0 or more.</returns>
    public abstract int CountTokens(ReadOnlySpan<char> text);

    /// <summary>Counts the tokens of a text without building their ids.</summary>
    /// <param name="text">The text; empty text has no token.</param>
    /// <returns>How many ids <see cref="EncodeToIds"/> would return, 0 or more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public int CountTokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return CountTokens(text.AsSpan());
    }

    /// <summary>Counts the tokens of UTF-8 text, the form in which text travels through DatasetKit.</summary>
    /// <param name="utf8">The text without a byte order mark (one would be counted as text).</param>
    /// <returns>The count of the same text as <see langword="string"/>, 0 or more.</returns>
    public virtual int CountTokensUtf8(ReadOnlySpan<byte> utf8)
    {
        char[] rented = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(utf8.Length));
        try
        {
            return CountTokens(rented.AsSpan(0, Encoding.UTF8.GetChars(utf8, rented)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>Turns a text into token ids.</summary>
    /// <param name="text">The text; empty text has no token.</param>
    /// <returns>The ids in the order of the text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public abstract IReadOnlyList<int> EncodeToIds(string text);

    /// <summary>Turns token ids back into text.</summary>
    /// <param name="ids">Ids of this tokenizer. Ids that end within a character give U+FFFD for it.</param>
    /// <returns>The text; for the ids of a whole text, that text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="ids"/> is null.</exception>
    /// <exception cref="TokenizerException">An id does not belong to this tokenizer.</exception>
    public abstract string Decode(IEnumerable<int> ids);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
