using System.Globalization;
using System.Text;

namespace DatasetKit.Tokenization;

/// <summary>Which characters a Unicode normalization form leaves alone, learnt a page of 256 at a time when one is first met.</summary>
internal sealed class StableCharacters
{
    private const int PageBits = 8;

    private readonly NormalizationForm _form;
    // A bit for each code point, and whether the bits of a page have been learnt.
    private readonly ulong[] _isStable = new ulong[0x110000 >> 6];
    private readonly ulong[] _continues = new ulong[0x110000 >> 6];
    private readonly bool[] _isLearnt = new bool[0x110000 >> PageBits];

    private StableCharacters(NormalizationForm form) => _form = form;

    private static StableCharacters? s_c, s_d, s_kc, s_kd;

    /// <summary>Those of one form.</summary>
    internal static StableCharacters Of(NormalizationForm form) => form switch
    {
        NormalizationForm.FormC => s_c ??= new(form),
        NormalizationForm.FormD => s_d ??= new(form),
        NormalizationForm.FormKC => s_kc ??= new(form),
        _ => s_kd ??= new(form),
    };

    /// <summary>Whether a character stays as it is, whatever stands before it, unless one follows that <see cref="Continues"/>.</summary>
    internal bool IsStable(int codePoint) => codePoint < 0x80 || Has(_isStable, codePoint);

    /// <summary>Whether a character may change together with those before it.</summary>
    internal bool Continues(int codePoint) => codePoint >= 0x300 && Has(_continues, codePoint);

    private bool Has(ulong[] bits, int codePoint)
    {
        if (!Volatile.Read(ref _isLearnt[codePoint >> PageBits]))
        {
            Learn(codePoint >> PageBits);
        }

        return (bits[codePoint >> 6] >> codePoint & 1) != 0;
    }

    /// <summary>Learns a page. Threads that do it at once write the same.</summary>
    private void Learn(int page)
    {
        for (int first = page << PageBits; first < page + 1 << PageBits; first += 64)
        {
            ulong stable = 0, continuing = 0;
            for (int i = 0; i < 64; i++)
            {
                if (MayContinue(first + i))
                {
                    continuing |= 1UL << i;
                }
                else if (IsUnchanged(first + i))
                {
                    stable |= 1UL << i;
                }
            }

            _isStable[first >> 6] = stable;
            _continues[first >> 6] = continuing;
        }

        Volatile.Write(ref _isLearnt[page], true);
    }

    private bool IsUnchanged(int codePoint)
    {
        Span<int> normalized = stackalloc int[UnicodeForms.MaxExpansion];
        int length = UnicodeForms.Normalize(
            [codePoint], normalized, _form is NormalizationForm.FormC or NormalizationForm.FormKC, _form is NormalizationForm.FormKC or NormalizationForm.FormKD);
        return length == 1 && normalized[0] == codePoint;
    }

    // Marks; the vowels and finals of Korean, of which some forms are no marks; the voice marks of half-width kana.
    private static bool MayContinue(int codePoint) => codePoint
            is (>= 0x1160 and <= 0x11FF) or (>= 0xD7B0 and <= 0xD7FF) or (>= 0x3131 and <= 0x318E) or (>= 0xFF9E and <= 0xFFDC)
        || Utf8Steps.CategoryOf(codePoint) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
