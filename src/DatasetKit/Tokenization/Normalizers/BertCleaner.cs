namespace DatasetKit.Tokenization;

/// <summary>The first two steps of a <c>BertNormalizer</c>: control characters go, white space becomes spaces, Chinese characters get spaces around them.</summary>
/// <remarks>huggingface/tokenizers:tokenizers/src/normalizers/bert.rs.</remarks>
internal sealed class BertCleaner(bool cleans, bool spacesChinese) : CharacterNormalizer
{
    /// <inheritdoc/>
    internal override string Description => "BertNormalizer";

    /// <inheritdoc/>
    internal override bool Keeps(ReadOnlySpan<byte> utf8) => !utf8.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    /// <inheritdoc/>
    protected override int Map(int codePoint, Span<int> mapped)
    {
        if (codePoint is >= ' ' and <= '~')
        {
            return Same;
        }

        if (cleans)
        {
            if (IsRemoved(codePoint))
            {
                return 0;
            }

            if (Utf8Steps.IsWhiteSpace(codePoint))
            {
                mapped[0] = ' ';
                return 1;
            }
        }

        if (!spacesChinese || !IsChinese(codePoint))
        {
            return Same;
        }

        (mapped[0], mapped[1], mapped[2]) = (' ', codePoint, ' ');
        return 3;
    }

    private static bool IsRemoved(int codePoint) => codePoint is not ('\t' or '\n' or '\r')
        && (codePoint is 0 or 0xFFFD || OldCharacters.Controls.Has(codePoint));

    // The sixth block starts 0x100 too late in the original, and so here: what counts is what the model saw.
    private static bool IsChinese(int codePoint) => codePoint
        is (>= 0x4E00 and <= 0x9FFF)
        or (>= 0x3400 and <= 0x4DBF)
        or (>= 0x20000 and <= 0x2A6DF)
        or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F)
        or (>= 0x2B920 and <= 0x2CEAF)
        or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x2F800 and <= 0x2FA1F);
}
