using System.Globalization;
using System.Text;

namespace DatasetKit.Tokenization;

/// <summary>Which characters a Unicode normalization form leaves alone, learnt a page of 256 at a time when one is first met.</summary>
internal sealed class StableCharacters
{
    private readonly NormalizationForm _form;
    private readonly Page?[] _pages = new Page?[0x110000 >> 8];

    private StableCharacters(NormalizationForm form) => _form = form;

    private static readonly StableCharacters s_c = new(NormalizationForm.FormC), s_d = new(NormalizationForm.FormD);
    private static readonly StableCharacters s_kc = new(NormalizationForm.FormKC), s_kd = new(NormalizationForm.FormKD);

    /// <summary>Those of one form.</summary>
    internal static StableCharacters Of(NormalizationForm form) => form switch
    {
        NormalizationForm.FormC => s_c,
        NormalizationForm.FormD => s_d,
        NormalizationForm.FormKC => s_kc,
        _ => s_kd,
    };

    /// <summary>Whether a character stays as it is, whatever stands before it, unless one follows that <see cref="Continues"/>.</summary>
    internal bool IsStable(int codePoint) => codePoint < 0x80 || Has(PageOf(codePoint).Stable, codePoint);

    /// <summary>Whether a character may change together with those before it.</summary>
    internal bool Continues(int codePoint) => codePoint >= 0x300 && Has(PageOf(codePoint).Continuing, codePoint);

    private static bool Has(ulong[] bits, int codePoint) => (bits[(codePoint & 0xFF) >> 6] >> codePoint & 1) != 0;

    private Page PageOf(int codePoint) => _pages[codePoint >> 8] ??= Learn(codePoint & ~0xFF);

    private Page Learn(int first)
    {
        var page = new Page(new ulong[4], new ulong[4]);
        for (int codePoint = first; codePoint < first + 0x100; codePoint++)
        {
            int place = codePoint & 0xFF;
            if (MayContinue(codePoint))
            {
                page.Continuing[place >> 6] |= 1UL << place;
            }
            else if (IsUnchanged(codePoint))
            {
                page.Stable[place >> 6] |= 1UL << place;
            }
        }

        return page;
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

    private sealed record Page(ulong[] Stable, ulong[] Continuing);
}
