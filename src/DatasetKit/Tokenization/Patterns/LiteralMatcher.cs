using System.Text;

namespace DatasetKit.Tokenization;

/// <summary>Finds a text as it is.</summary>
internal sealed class LiteralMatcher(string literal) : Matcher
{
    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(literal);

    /// <inheritdoc/>
    internal override string Description => $"'{literal}'";

    /// <summary>The byte that it looks for, when it is only one.</summary>
    internal byte? Single => _bytes.Length == 1 ? _bytes[0] : null;

    /// <inheritdoc/>
    internal override bool Find(ReadOnlySpan<byte> text, int from, ref long effort, out int start, out int end)
    {
        int found = text[from..].IndexOf(_bytes);
        start = from + found;
        end = start + _bytes.Length;
        return found >= 0;
    }
}
