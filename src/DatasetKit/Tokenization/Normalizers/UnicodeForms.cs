using System.Buffers;

namespace DatasetKit.Tokenization;

/// <summary>
/// The four normalization forms of Unicode, by a table of the assembly: the runtime's own do nothing where it runs without culture data, and change with it
/// elsewhere.
/// </summary>
/// <remarks>The Unicode Standard, §3.11 and §3.12.</remarks>
internal static class UnicodeForms
{
    private const int MaxDecomposed = 18;
    private const int Few = 32;
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int Leads = 19, Vowels = 21, Tails = 28, Syllables = Leads * Vowels * Tails;

    private static readonly UnicodeFormTable s_table = UnicodeFormTable.Load();

    /// <summary>The most code points that one becomes.</summary>
    internal static int MaxExpansion => MaxDecomposed;

    /// <summary>Brings code points into a form.</summary>
    /// <param name="source">The code points.</param>
    /// <param name="target">At least <see cref="MaxExpansion"/> times as long.</param>
    /// <param name="composes">Whether characters and their marks become one.</param>
    /// <param name="isCompatible">Whether characters lose what is only their look.</param>
    /// <returns>How many there are then.</returns>
    internal static int Normalize(ReadOnlySpan<int> source, Span<int> target, bool composes, bool isCompatible)
    {
        int length = 0;
        foreach (int codePoint in source)
        {
            length += Decompose(codePoint, target[length..], isCompatible);
        }

        Order(target[..length]);
        return composes ? Compose(target[..length]) : length;
    }

    private static int Decompose(int codePoint, Span<int> target, bool isCompatible)
    {
        int syllable = codePoint - SyllableBase;
        if ((uint)syllable < Syllables)
        {
            target[0] = LeadBase + syllable / (Vowels * Tails);
            target[1] = VowelBase + syllable % (Vowels * Tails) / Tails;
            target[2] = TailBase + syllable % Tails;
            return syllable % Tails == 0 ? 2 : 3;
        }

        ReadOnlySpan<int> parts = s_table.PartsOf(codePoint, isCompatible);
        if (parts.IsEmpty)
        {
            target[0] = codePoint;
            return 1;
        }

        parts.CopyTo(target);
        return parts.Length;
    }

    /// <summary>Sorts marks that follow each other by their class, those of one class as they stand.</summary>
    private static void Order(Span<int> text)
    {
        for (int start = 0; start < text.Length; start++)
        {
            int end = start;
            while (end < text.Length && s_table.ClassOf(text[end]) != 0)
            {
                end++;
            }

            if (end - start > Few)
            {
                SortMany(text[start..end]);
            }

            for (int i = start + 1; i < end; i++)
            {
                int mark = text[i], order = s_table.ClassOf(mark), place = i;
                for (; place > start && s_table.ClassOf(text[place - 1]) > order; place--)
                {
                    text[place] = text[place - 1];
                }

                text[place] = mark;
            }

            start = end;
        }
    }

    private static void SortMany(Span<int> marks)
    {
        long[] keys = ArrayPool<long>.Shared.Rent(marks.Length);
        int[] sorted = marks.ToArray();
        for (int i = 0; i < marks.Length; i++)
        {
            keys[i] = (long)s_table.ClassOf(marks[i]) << 32 | (uint)i;
        }

        keys.AsSpan(0, marks.Length).Sort(sorted.AsSpan());
        sorted.CopyTo(marks);
        ArrayPool<long>.Shared.Return(keys);
    }

    private static int Compose(Span<int> text)
    {
        int length = 0, starter = -1, lastClass = 0;
        foreach (int codePoint in text)
        {
            int order = s_table.ClassOf(codePoint);
            // Between a starter and what may join it stands nothing of the same class or a higher one, and no other starter.
            bool isFree = starter == length - 1 || lastClass < order && lastClass != 0;
            int whole = starter >= 0 && isFree ? Whole(text[starter], codePoint) : -1;
            if (whole >= 0)
            {
                text[starter] = whole;
                continue;
            }

            if (order == 0)
            {
                starter = length;
            }

            lastClass = order;
            text[length++] = codePoint;
        }

        return length;
    }

    private static int Whole(int first, int second)
    {
        int lead = first - LeadBase, vowel = second - VowelBase;
        if ((uint)lead < Leads && (uint)vowel < Vowels)
        {
            return SyllableBase + (lead * Vowels + vowel) * Tails;
        }

        int syllable = first - SyllableBase, tail = second - TailBase;
        return (uint)syllable < Syllables && syllable % Tails == 0 && tail is > 0 and < Tails ? first + tail : s_table.WholeOf(first, second);
    }
}
