using System.Runtime.CompilerServices;
using static DatasetKit.Tokenization.CharacterClass;

namespace DatasetKit.Tokenization;

/// <summary>
/// The pattern of cl100k_base:
/// <c>(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+</c>
/// (npm tiktoken 1.0.22, <c>encoders/cl100k_base.json</c>).
/// </summary>
internal readonly struct Cl100kScanner : IPieceScanner
{
    /// <inheritdoc/>
    public static int Next(ReadOnlySpan<byte> utf8, int start) => Next(utf8, start, maxDigits: 3);

    /// <summary>The same with another bound for <c>\p{N}{1,3}</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Next(ReadOnlySpan<byte> utf8, int start, int maxDigits)
    {
        int plain = PlainWord.OfLetters(utf8, start);
        return plain > start ? plain : Other(utf8, start, maxDigits);
    }

    private static int Other(ReadOnlySpan<byte> utf8, int start, int maxDigits)
    {
        int first = CharacterClasses.At(utf8, start, out int size);
        int second = start + size;
        if ((first & Letter) != 0)
        {
            return ScannerSteps.Letters(utf8, second);
        }

        if ((first & Number) != 0)
        {
            return ScannerSteps.Digits(utf8, second, maxDigits);
        }

        int contraction = ScannerSteps.Contraction(utf8, start);
        if (contraction > start)
        {
            return contraction;
        }

        if ((first & Newline) == 0)
        {
            int word = ScannerSteps.Letters(utf8, second);
            if (word > second)
            {
                return word;
            }
        }

        int symbols = (first & Space) == 0 || utf8[start] == ' ' ? ScannerSteps.Symbols(utf8, second) : second;
        if ((first & Space) != 0 && symbols == second)
        {
            return ScannerSteps.Blank(utf8, start);
        }

        while (symbols < utf8.Length && utf8[symbols] is (byte)'\r' or (byte)'\n')
        {
            symbols++;
        }

        return symbols;
    }
}
