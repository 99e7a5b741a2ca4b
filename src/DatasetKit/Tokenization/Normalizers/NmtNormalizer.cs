namespace DatasetKit.Tokenization;

/// <summary><c>Nmt</c>: control characters go, and what is blank in any way becomes a space.</summary>
/// <remarks>huggingface/tokenizers:tokenizers/src/normalizers/unicode.rs, after SentencePiece's rules for translation.</remarks>
internal sealed class NmtNormalizer : CharacterNormalizer
{
    /// <inheritdoc/>
    internal override string Description => "Nmt";

    /// <inheritdoc/>
    internal override bool Keeps(ReadOnlySpan<byte> utf8) => !utf8.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    /// <inheritdoc/>
    protected override int Map(int codePoint, Span<int> mapped)
    {
        switch (codePoint)
        {
            case (>= 0x01 and <= 0x08) or 0x0B or (>= 0x0E and <= 0x1F) or 0x7F or 0x8F or 0x9F:
                return 0;
            case 0x09 or 0x0A or 0x0C or 0x0D or 0x1680 or (>= 0x200B and <= 0x200F) or 0x2028 or 0x2029 or 0x2581 or 0xFEFF or 0xFFFD:
                mapped[0] = ' ';
                return 1;
            default:
                return Same;
        }
    }
}
