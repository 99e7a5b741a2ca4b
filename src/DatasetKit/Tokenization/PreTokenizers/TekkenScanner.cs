namespace DatasetKit.Tokenization;

/// <summary>
/// The pattern of tekken, Mistral's vocabulary: that of <see cref="O200kScanner"/> with every digit by itself and without contractions
/// (mistralai/mistral-common:src/mistral_common/data/tekken_240718.json, <c>config.pattern</c>).
/// </summary>
internal readonly struct TekkenScanner : IPieceScanner
{
    /// <inheritdoc/>
    public static int Next(ReadOnlySpan<byte> utf8, int start) => O200kScanner.Next(utf8, start, maxDigits: 1, hasShort: false);
}
