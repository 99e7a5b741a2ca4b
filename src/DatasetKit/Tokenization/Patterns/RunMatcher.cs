namespace DatasetKit.Tokenization;

/// <summary>Finds runs of characters of a set, of which so many at least and at most belong to one: <c>\p{N}{1,3}</c>.</summary>
internal sealed class RunMatcher(CharacterSet set, int min, int max, string description) : Matcher
{
    /// <inheritdoc/>
    internal override string Description => description;

    /// <inheritdoc/>
    internal override bool Find(ReadOnlySpan<byte> text, int from, ref long effort, out int start, out int end)
    {
        for (start = from; start < text.Length;)
        {
            end = start;
            int count = 0;
            while (count < max && end < text.Length && set.Has(Utf8Steps.CodePointAt(text, end, out int size)))
            {
                end += size;
                count++;
            }

            if (count >= min)
            {
                return true;
            }

            start = count == 0 ? start + Utf8Steps.SizeAt(text, start) : end;
        }

        end = start;
        return false;
    }
}
