using System.Text;
using DatasetKit.Tokenization;

namespace DatasetKit.Tests.Tokenization.Text;

public sealed class CodePointPropertiesTests
{
    [Fact]
    public void Derived_properties_hold_all_letters_of_their_category()
    {
        foreach (var rune in Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(codePoint => new Rune(codePoint)))
        {
            Assert.True(!Rune.IsLetter(rune) || CodePointProperties.IsAlphabetic(rune.Value), $"U+{rune.Value:X4}");
            Assert.True(!Rune.IsLower(rune) || CodePointProperties.IsLowercase(rune.Value), $"U+{rune.Value:X4}");
            Assert.True(!Rune.IsUpper(rune) || CodePointProperties.IsUppercase(rune.Value), $"U+{rune.Value:X4}");
        }
    }

    [Theory]
    [InlineData(0x0300, false)]
    [InlineData(0x0345, true)]
    [InlineData(0x2160, true)]
    [InlineData(0x24B6, true)]
    public void Vowel_marks_and_letters_in_circles_are_alphabetic_and_accents_are_not(int codePoint, bool isAlphabetic) =>
        Assert.Equal(isAlphabetic, CodePointProperties.IsAlphabetic(codePoint));

    [Theory]
    [InlineData('a', true, true)]
    [InlineData(0x1F918, true, true)]
    [InlineData(0x1F91B, false, true)]
    [InlineData(0x1F92F, false, false)]
    public void The_version_that_brought_a_code_point_is_known(int codePoint, bool isOf8, bool isOf9) =>
        Assert.Equal((isOf8, isOf9), (CodePointProperties.IsOfUnicode8(codePoint), CodePointProperties.IsOfUnicode9(codePoint)));
}
