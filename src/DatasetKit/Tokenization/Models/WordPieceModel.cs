using System.Text;

namespace DatasetKit.Tokenization;

/// <summary>The model <c>WordPiece</c>: the longest token that starts a word, then the longest that goes on with it, and so on; else the word is unknown.</summary>
internal sealed class WordPieceModel : Model
{
    /// <summary>Puts the model together.</summary>
    /// <param name="tokens">The vocabulary.</param>
    /// <param name="unknown">The token for words that cannot be put together.</param>
    /// <param name="prefix">What stands before tokens that go on with a word.</param>
    /// <param name="maxCharacters">The longest word, in characters, that is not unknown at once.</param>
    internal WordPieceModel(RankTable tokens, int unknown, string prefix, int maxCharacters)
    {
        Tokens = tokens;
        Unknown = unknown;
        MaxCharacters = maxCharacters;
        byte[] continuing = Encoding.UTF8.GetBytes(prefix);
        for (int id = 0; id < tokens.Count; id++)
        {
            ReadOnlySpan<byte> token = tokens.BytesOf(id);
            if (token.IsEmpty)
            {
                continue;
            }

            First.Add(token, id);
            if (token.Length > continuing.Length && token.StartsWith(continuing))
            {
                Next.Add(token[continuing.Length..], id);
            }
        }
    }

    /// <inheritdoc/>
    internal override RankTable Tokens { get; }

    /// <summary>The token for words that cannot be put together.</summary>
    internal int Unknown { get; }

    /// <summary>The longest word in characters.</summary>
    internal int MaxCharacters { get; }

    /// <summary>Tokens that start a word.</summary>
    internal ByteTrie First { get; } = new();

    /// <summary>Tokens that go on with a word, without the prefix.</summary>
    internal ByteTrie Next { get; } = new();

    /// <inheritdoc/>
    internal override string Description => FormattableString.Invariant($"WordPiece, {Tokens.Known:N0} tokens, words of up to {MaxCharacters} characters");

    /// <inheritdoc/>
    internal override PieceEncoder CreateEncoder() => new WordPieceEncoder(this);
}
