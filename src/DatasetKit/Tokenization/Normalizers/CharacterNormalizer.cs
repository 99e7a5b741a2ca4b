namespace DatasetKit.Tokenization;

/// <summary>A normalizer that looks at one character at a time.</summary>
internal abstract class CharacterNormalizer : Normalizer
{
    /// <summary>What <see cref="Map"/> returns for a character that stays.</summary>
    protected const int Same = -1;

    private const int MaxMapped = 4;

    /// <inheritdoc/>
    internal sealed override void Apply(PieceList pieces)
    {
        TextBuffer source = pieces.Text, target = pieces.Spare;
        ReadOnlySpan<byte> text = source.Span;
        target.Clear(source.Tracks);
        Span<int> mapped = stackalloc int[MaxMapped];
        Span<byte> bytes = stackalloc byte[MaxMapped * 4];
        int kept = 0;
        for (int at = 0, size; at < text.Length; at += size)
        {
            int count = Map(Utf8Steps.CodePointAt(text, at, out size), mapped);
            if (count == Same)
            {
                continue;
            }

            target.Append(source, kept, at);
            kept = at + size;
            int length = 0;
            foreach (int codePoint in mapped[..count])
            {
                length += Utf8Steps.Write(codePoint, bytes[length..]);
            }

            target.Append(bytes[..length], source, at, kept);
        }

        target.Append(source, kept, text.Length);
        pieces.Swap();
    }

    /// <summary>What a character becomes.</summary>
    /// <param name="codePoint">The character.</param>
    /// <param name="mapped">Receives what it becomes.</param>
    /// <returns>How many characters it becomes, 0 when it goes, or <see cref="Same"/>.</returns>
    protected abstract int Map(int codePoint, Span<int> mapped);
}
