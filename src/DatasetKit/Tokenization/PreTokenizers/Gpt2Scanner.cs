using static DatasetKit.Tokenization.CharacterClass;

namespace DatasetKit.Tokenization;

/// <summary>
/// The pattern of GPT-2, of r50k_base and p50k_base, and of every <c>ByteLevel</c> pre-tokenizer that uses its own:
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c> (npm tiktoken 1.0.22, <c>encoders/gpt2.json</c>).
/// </summary>
internal readonly struct Gpt2Scanner : IPieceScanner
{
    /// <inheritdoc/>
    public static int Next(ReadOnlySpan<byte> utf8, int start)
    {
        int position = start;
        if (utf8[start] == ' ' && start + 1 < utf8.Length)
        {
            position++;
        }

        int first = CharacterClasses.At(utf8, position, out int size);
        if ((first & Letter) != 0)
        {
            return ScannerSteps.Letters(utf8, position + size);
        }

        if ((first & Number) != 0)
        {
            return ScannerSteps.Run(utf8, position + size, Number);
        }

        if ((first & Space) != 0)
        {
            return ScannerSteps.Blank(utf8, start, newlineEnds: false);
        }

        int contraction = position == start ? ScannerSteps.Contraction(utf8, start) : start;
        // The pattern names small letters only.
        return contraction > start && IsSmall(utf8[(start + 1)..contraction]) ? contraction : ScannerSteps.Symbols(utf8, position + size);
    }

    private static bool IsSmall(ReadOnlySpan<byte> letters) => !letters.ContainsAnyExceptInRange((byte)'a', (byte)'z');
}
