using System.Numerics;

namespace DatasetKit.Tokenization;

/// <summary>
/// Takes long text in parts, cut between a letter and a space before a letter, where every known pattern cuts: a budget is spent after a
/// few parts, and the buffers stay small.
/// </summary>
internal static class TextParts
{
    /// <summary>About how long a part is, in units of the text.</summary>
    internal const int Length = 1 << 14;

    /// <summary>Where the part that starts at a place ends.</summary>
    internal static int EndOf<T>(ReadOnlySpan<T> text, int start)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int wanted = Length; text.Length - start > wanted; wanted *= 2)
        {
            for (int place = start + wanted; place > start + wanted / 2; place--)
            {
                if (IsCut(text, place))
                {
                    return place;
                }
            }
        }

        return text.Length;
    }

    /// <summary>Where the part that ends at a place starts.</summary>
    internal static int StartOf<T>(ReadOnlySpan<T> text, int end)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int wanted = Length; end > wanted; wanted *= 2)
        {
            for (int place = end - wanted; place < end - wanted / 2; place++)
            {
                if (IsCut(text, place))
                {
                    return place;
                }
            }
        }

        return 0;
    }

    private static bool IsCut<T>(ReadOnlySpan<T> text, int place)
        where T : unmanaged, IBinaryInteger<T> =>
        place > 0 && place + 1 < text.Length && text[place] == T.CreateTruncating(' ') && IsLetter(text[place - 1]) && IsLetter(text[place + 1]);

    private static bool IsLetter<T>(T unit)
        where T : unmanaged, IBinaryInteger<T>
    {
        T small = unit | T.CreateTruncating(0x20);
        return small >= T.CreateTruncating('a') && small <= T.CreateTruncating('z');
    }
}
