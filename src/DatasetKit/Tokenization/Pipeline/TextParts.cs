using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace DatasetKit.Tokenization;

/// <summary>
/// Takes long text in parts, cut where every known pattern cuts: between a letter and a space before a letter, behind a line feed before a letter, between
/// a Chinese character and a comma or full stop. A budget is spent after a few parts, and the buffers stay small.
/// </summary>
internal static class TextParts
{
    /// <summary>About how long a part is when all of the text is wanted, in units of the text.</summary>
    internal const int Long = 1 << 14;

    /// <summary>About how long a part is when a budget may end within it.</summary>
    internal const int Short = 1 << 11;

    /// <summary>About how long a part is when a budget is known to end within it.</summary>
    internal const int Least = 1 << 8;

    /// <summary>Where the part that starts at a place ends.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the part starts.</param>
    /// <param name="length">About how long it is to be.</param>
    /// <param name="joints">Where to cut; null where every known pattern cuts.</param>
    internal static int EndOf<T>(ReadOnlySpan<T> text, int start, int length, JointCuts? joints)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int wanted = length; text.Length - start > wanted; wanted *= 2)
        {
            for (int place = start + wanted; place > start + wanted / 2; place--)
            {
                if (joints is null ? IsCut(text, place) : IsJoint(text, place, joints))
                {
                    return place;
                }
            }
        }

        return text.Length;
    }

    /// <summary>Where the part that ends at a place starts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="end">Where the part ends.</param>
    /// <param name="length">About how long it is to be.</param>
    /// <param name="joints">Where to cut; null where every known pattern cuts.</param>
    internal static int StartOf<T>(ReadOnlySpan<T> text, int end, int length, JointCuts? joints)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int wanted = length; end > wanted; wanted *= 2)
        {
            for (int place = end - wanted; place < end - wanted / 2; place++)
            {
                if (joints is null ? IsCut(text, place) : IsJoint(text, place, joints))
                {
                    return place;
                }
            }
        }

        return 0;
    }

    private static bool IsJoint<T>(ReadOnlySpan<T> text, int place, JointCuts joints)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (Unsafe.SizeOf<T>() == 1)
        {
            ReadOnlySpan<byte> utf8 = MemoryMarshal.Cast<T, byte>(text);
            int left = utf8[place - 1] < 0x80 ? utf8[place - 1] : place >= 3 ? Wide(utf8[(place - 3)..place]) : 0;
            int right = utf8[place] < 0x80 ? utf8[place] : place + 3 <= utf8.Length ? Wide(utf8.Slice(place, 3)) : 0;
            return joints.IsCut(left, right);
        }

        ReadOnlySpan<char> chars = MemoryMarshal.Cast<T, char>(text);
        return joints.IsCut(chars[place - 1], chars[place]);
    }

    /// <summary>The code point of three bytes, 0 when they are none: the text need not be valid here.</summary>
    private static int Wide(ReadOnlySpan<byte> utf8) => Rune.DecodeFromUtf8(utf8, out Rune rune, out int used) == OperationStatus.Done && used == 3 ? rune.Value : 0;

    private static bool IsCut<T>(ReadOnlySpan<T> text, int place)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (place <= 0 || place + 1 >= text.Length)
        {
            return false;
        }

        T unit = text[place];
        if (unit == T.CreateTruncating(' '))
        {
            return IsLetter(text[place - 1]) && IsLetter(text[place + 1]);
        }

        // A line feed between what is no white space and a letter is the end of a piece in every pattern.
        return text[place - 1] == T.CreateTruncating('\n')
            ? IsLetter(unit) && place > 1 && IsVisible(text[place - 2])
            : Unsafe.SizeOf<T>() == 1 ? IsChineseCut(MemoryMarshal.Cast<T, byte>(text), place) : IsChineseCut(MemoryMarshal.Cast<T, char>(text), place);
    }

    /// <summary>Whether a Chinese character stands before a place, and a comma or a full stop at it: the letters end there, and a piece may start with the mark.</summary>
    private static bool IsChineseCut(ReadOnlySpan<char> text, int place) => text[place] is '\uFF0C' or '\u3002' or '\u3001' && text[place - 1] is >= '\u4E00' and <= '\u9FFF';

    private static bool IsChineseCut(ReadOnlySpan<byte> text, int place) =>
        text[place] is 0xEF or 0xE3
        && place >= 3
        && (text[place..].StartsWith("\uFF0C"u8) || text[place..].StartsWith("\u3002"u8) || text[place..].StartsWith("\u3001"u8))
        && text[place - 3] is >= 0xE4 and <= 0xE9 && (text[place - 3] > 0xE4 || text[place - 2] >= 0xB8);

    private static bool IsLetter<T>(T unit)
        where T : unmanaged, IBinaryInteger<T>
    {
        T small = unit | T.CreateTruncating(0x20);
        return small >= T.CreateTruncating('a') && small <= T.CreateTruncating('z');
    }

    private static bool IsVisible<T>(T unit)
        where T : unmanaged, IBinaryInteger<T> => unit > T.CreateTruncating(' ') && unit < T.CreateTruncating(0x7F);
}
