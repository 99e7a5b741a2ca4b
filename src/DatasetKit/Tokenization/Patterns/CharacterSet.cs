using System.Globalization;
using System.Text;

namespace DatasetKit.Tokenization;

/// <summary>A set of code points, given by a test; what the test says is kept a page of 256 at a time.</summary>
internal sealed class CharacterSet(Func<int, bool> has)
{
    // Those of the first plane, or all when one past it was asked for: a pattern may have thousands of sets.
    private ulong[]?[] _pages = [];

    /// <summary>Every code point.</summary>
    internal static CharacterSet All { get; } = new(_ => true);

    /// <summary>Whether a code point is in it.</summary>
    internal bool Has(int codePoint)
    {
        ulong[]?[] pages = _pages;
        int page = codePoint >> 8;
        return (((page < pages.Length ? pages[page] : null) ?? Learn(page))[(codePoint & 0xFF) >> 6] >> codePoint & 1) != 0;
    }

    /// <summary>All others.</summary>
    internal CharacterSet Not() => new(codePoint => !Has(codePoint));

    /// <summary>Those of this set or another.</summary>
    internal CharacterSet Or(CharacterSet other) => new(codePoint => Has(codePoint) || other.Has(codePoint));

    /// <summary>Those of any of some sets and stretches.</summary>
    internal static CharacterSet Any(CharacterSet[] sets, (int First, int Last)[] stretches) => new(codePoint =>
        Array.Exists(stretches, stretch => codePoint >= stretch.First && codePoint <= stretch.Last) || Array.Exists(sets, set => set.Has(codePoint)));

    /// <summary>Those of this set and another.</summary>
    internal CharacterSet And(CharacterSet other) => new(codePoint => Has(codePoint) && other.Has(codePoint));

    /// <summary>One code point.</summary>
    internal static CharacterSet Of(int codePoint) => new(other => other == codePoint);

    /// <summary>All from one to another.</summary>
    internal static CharacterSet Between(int first, int last) => new(codePoint => codePoint >= first && codePoint <= last);

    /// <summary>Those of some general categories.</summary>
    internal static CharacterSet Of(params UnicodeCategory[] categories) => new(codePoint => Array.IndexOf(categories, Utf8Steps.CategoryOf(codePoint)) >= 0);

    /// <summary>Those of this set in either case.</summary>
    internal CharacterSet IgnoringCase() => new(codePoint =>
    {
        foreach (int twin in Twins(codePoint))
        {
            if (Has(twin))
            {
                return true;
            }
        }

        return false;
    });

    private static int[] Twins(int codePoint)
    {
        if (!Rune.IsValid(codePoint))
        {
            return [codePoint];
        }

        int small = Rune.ToLowerInvariant(new Rune(codePoint)).Value, capital = Rune.ToUpperInvariant(new Rune(codePoint)).Value;
        // The invariant culture does not fold what would become ASCII: the long s and the sign for kelvin.
        // Nor has it a capital for the sharp s.
        int odd = codePoint switch { 's' or 'S' => 0x17F, 'k' or 'K' => 0x212A, 0xDF => 0x1E9E, _ => codePoint };
        int plain = codePoint switch { 0x17F => 's', 0x212A => 'k', _ => codePoint };
        // Four letters for two sounds have a third form, for the beginning of a title.
        int title = codePoint switch { >= 0x1C4 and <= 0x1CC => 0x1C5 + (codePoint - 0x1C4) / 3 * 3, >= 0x1F1 and <= 0x1F3 => 0x1F2, _ => codePoint };
        // Three pairs stand for the same letters with the same marks.
        int pair = codePoint switch { 0xFB05 => 0xFB06, 0xFB06 => 0xFB05, 0x390 => 0x1FD3, 0x1FD3 => 0x390, 0x3B0 => 0x1FE3, 0x1FE3 => 0x3B0, _ => codePoint };
        return [pair, title, codePoint, small, capital, Rune.ToUpperInvariant(new Rune(small)).Value, Rune.ToLowerInvariant(new Rune(capital)).Value, odd, plain, plain == codePoint ? plain : plain & ~0x20];
    }

    private ulong[] Learn(int page)
    {
        ulong[] bits = new ulong[4];
        for (int i = 0; i < 0x100; i++)
        {
            if (has(page << 8 | i))
            {
                bits[i >> 6] |= 1UL << i;
            }
        }

        ulong[]?[] pages = _pages;
        if (page >= pages.Length)
        {
            Array.Resize(ref pages, page < 0x100 ? 0x100 : 0x1100);
            _pages = pages;
        }

        return pages[page] = bits;
    }
}
