using System.Runtime.CompilerServices;
using static DatasetKit.Tokenization.CharacterClass;

namespace DatasetKit.Tokenization;

/// <summary>
/// The pattern of o200k_base, with <c>HEAD = [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]</c>, <c>TAIL = [\p{Ll}\p{Lm}\p{Lo}\p{M}]</c> and
/// <c>SHORT = (?i:'s|'t|'re|'ve|'m|'ll|'d)</c>:
/// <c>[^\r\n\p{L}\p{N}]?HEAD*TAIL+SHORT?|[^\r\n\p{L}\p{N}]?HEAD+TAIL*SHORT?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+</c>
/// (npm tiktoken 1.0.22, <c>encoders/o200k_base.json</c>).
/// </summary>
internal readonly struct O200kScanner : IPieceScanner
{
    private const int Both = Caseless | Mark;
    private const int Head = Upper | Both;

    /// <inheritdoc/>
    public static int Next(ReadOnlySpan<byte> utf8, int start) => Next(utf8, start, maxDigits: 3, hasShort: true);

    /// <summary>The same with another bound for <c>\p{N}{1,3}</c>, and with or without <c>SHORT</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Next(ReadOnlySpan<byte> utf8, int start, int maxDigits, bool hasShort)
    {
        int plain = PlainWord.OfOneCapital(utf8, start);
        return plain > start ? plain : Other(utf8, start, maxDigits, hasShort);
    }

    private static int Other(ReadOnlySpan<byte> utf8, int start, int maxDigits, bool hasShort)
    {
        int first = CharacterClasses.At(utf8, start, out int size);
        int second = start + size;
        if ((first & Letter) != 0)
        {
            int end = Word(utf8, start, out _);
            return hasShort ? ScannerSteps.Contraction(utf8, end) : end;
        }

        if ((first & Number) != 0)
        {
            return ScannerSteps.Digits(utf8, second, maxDigits);
        }

        // Most signs stand before no letter: not looked for, no word is found.
        bool mayBeWord = second < utf8.Length && (utf8[second] >= 0x80 || (CharacterClasses.Ascii[utf8[second]] & Letter) != 0);
        if ((first & Newline) == 0 && (mayBeWord || (first & Mark) != 0))
        {
            int word = Word(utf8, second, out bool hasTail);
            if ((first & Mark) != 0 && !hasTail)
            {
                // A mark before capitals: the first alternative, tried without the prefix, wins over the second with it.
                word = Word(utf8, start, out _);
            }

            if (word > second || (first & Mark) != 0)
            {
                return hasShort ? ScannerSteps.Contraction(utf8, word) : word;
            }
        }

        int symbols = (first & Space) == 0 || utf8[start] == ' ' ? ScannerSteps.Symbols(utf8, second) : second;
        if ((first & Space) != 0 && symbols == second)
        {
            return ScannerSteps.Blank(utf8, start);
        }

        while (symbols < utf8.Length && utf8[symbols] is (byte)'\r' or (byte)'\n' or (byte)'/')
        {
            symbols++;
        }

        return symbols;
    }

    /// <summary>
    /// <c>HEAD*TAIL+</c>, else <c>HEAD+TAIL*</c>. When no small letter follows the heads, the tail is the last head that may be both, and the
    /// capitals after it are left to the next piece; only heads that are capitals throughout need the second alternative.
    /// </summary>
    /// <returns>The end, or <paramref name="start"/> when no word starts there.</returns>
    private static int Word(ReadOnlySpan<byte> utf8, int start, out bool hasTail)
    {
        int position = start, afterBoth = -1;
        hasTail = true;
        while (position < utf8.Length)
        {
            int found = CharacterClasses.At(utf8, position, out int size);
            if ((found & Head) == 0)
            {
                if ((found & Lower) != 0)
                {
                    return ScannerSteps.SmallLetters(utf8, position + size);
                }

                break;
            }

            position += size;
            if ((found & Both) != 0)
            {
                afterBoth = position;
            }
        }

        hasTail = afterBoth >= 0;
        return hasTail ? afterBoth : position;
    }
}
