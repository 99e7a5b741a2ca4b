using System.Text;
using DatasetKit.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Tokenization.Normalizers;

public sealed class UnicodeFormsTests
{
    [Theory]
    [InlineData("e\u0301", NormalizationForm.FormC, "é")]
    [InlineData("é", NormalizationForm.FormD, "e\u0301")]
    [InlineData("\u1112\u1161\u11ab", NormalizationForm.FormC, "한")]
    [InlineData("한각가", NormalizationForm.FormD, "\u1112\u1161\u11ab\u1100\u1161\u11a8\u1100\u1161")]
    [InlineData("a\u0315\u0300\u05ae\u0062", NormalizationForm.FormC, "à\u05ae\u0315b")]
    [InlineData("\u212b\u2126", NormalizationForm.FormC, "ÅΩ")]
    [InlineData("ﬁ①ｈ", NormalizationForm.FormC, "ﬁ①ｈ")]
    [InlineData("ﬁ①ｈ㍿", NormalizationForm.FormKC, "fi1h株式会社")]
    [InlineData("ｶﾞ", NormalizationForm.FormKC, "ガ")]
    [InlineData("ㄱㅏ", NormalizationForm.FormKC, "가")]
    [InlineData("\ufdfa", NormalizationForm.FormKD, "صلى الله عليه وسلم")]
    [InlineData("\u0958", NormalizationForm.FormC, "\u0915\u093c")]
    [InlineData("a\u0327\u0301\u0323b", NormalizationForm.FormC, "\u1ea1\u0327\u0301b")]
    [InlineData("\u32FF\uA7F2", NormalizationForm.FormKC, "\u32FF\uA7F2")]
    [InlineData("\U00011938", NormalizationForm.FormD, "\U00011938")]
    public void A_text_is_brought_into_its_form(string text, NormalizationForm form, string expected) => Assert.Equal(expected, Normalize(text, form));

    [Theory]
    [InlineData(NormalizationForm.FormC)]
    [InlineData(NormalizationForm.FormD)]
    [InlineData(NormalizationForm.FormKC)]
    [InlineData(NormalizationForm.FormKD)]
    public void A_text_in_its_form_stays_as_it_is(NormalizationForm form) =>
        Properties.Check(500, Prop.ForAll(Texts.WellFormed, text => Normalize(text, form) is var once && Normalize(once, form) == once));

    [Fact]
    public void A_hundred_thousand_marks_are_sorted_soon()
    {
        string marks = string.Concat(Enumerable.Repeat("\u0301\u0323", 50_000));
        Assert.Equal("\u1ea1" + new string('\u0323', 49_999) + new string('\u0301', 50_000), Normalize("a" + marks, NormalizationForm.FormC));
    }

    private static string Normalize(string text, NormalizationForm form)
    {
        var pieces = new PieceList();
        pieces.Text.AppendOriginal(Encoding.UTF8.GetBytes(text), 0);
        var normalizer = new UnicodeNormalizer(form);
        if (!normalizer.Keeps(pieces.Text.Span))
        {
            normalizer.Apply(pieces);
        }

        return Encoding.UTF8.GetString(pieces.Text.Span);
    }
}
