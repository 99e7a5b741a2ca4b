namespace DatasetKit.Tokenization;

/// <summary>Finds single characters of a set.</summary>
internal sealed class CharacterMatcher(CharacterSet set, string description) : Matcher
{
    /// <summary>White space.</summary>
    internal static CharacterMatcher Space { get; } = new(CharacterProperties.Space, "white space");

    /// <summary>Punctuation.</summary>
    internal static CharacterMatcher Punctuation { get; } = new(OldCharacters.Punctuation, "punctuation");

    /// <summary>Numbers.</summary>
    internal static CharacterMatcher Numeric { get; } = new(new(Utf8Steps.IsNumeric), "digits");

    /// <inheritdoc/>
    internal override string Description => description;

    /// <inheritdoc/>
    internal override bool Find(ReadOnlySpan<byte> text, int from, ref long effort, out int start, out int end)
    {
        for (start = from; start < text.Length; start = end)
        {
            bool isIn = set.Has(Utf8Steps.CodePointAt(text, start, out int size));
            end = start + size;
            if (isIn)
            {
                return true;
            }
        }

        end = start;
        return false;
    }
}
