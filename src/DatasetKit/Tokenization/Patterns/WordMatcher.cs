namespace DatasetKit.Tokenization;

/// <summary>Finds <c>\w+|[^\w\s]+</c>: runs of letters and digits, and runs of what is neither those nor white space.</summary>
internal sealed class WordMatcher : Matcher
{
    /// <summary>The only one.</summary>
    internal static WordMatcher Instance { get; } = new();

    /// <inheritdoc/>
    internal override string Description => @"\w+|[^\w\s]+ (by hand)";

    /// <inheritdoc/>
    internal override bool Find(ReadOnlySpan<byte> text, int from, ref long effort, out int start, out int end)
    {
        start = from;
        int kind = 0, size = 0;
        while (start < text.Length && (kind = KindAt(text, start, out size)) == 0)
        {
            start += size;
        }

        end = start + (start < text.Length ? size : 0);
        while (end < text.Length && KindAt(text, end, out size) == kind)
        {
            end += size;
        }

        return end > start;
    }

    private static int KindAt(ReadOnlySpan<byte> text, int place, out int size)
    {
        int codePoint = Utf8Steps.CodePointAt(text, place, out size);
        return CharacterProperties.Word.Has(codePoint) ? 1 : Utf8Steps.IsWhiteSpace(codePoint) ? 0 : 2;
    }
}
