using System.Globalization;
using System.Text;
using DatasetKit.Tokenization;

namespace DatasetKit.Tests.Tokenization.PreTokenizers;

public sealed class CharacterClassesTests
{
    [Theory]
    [InlineData("A", CharacterClass.Upper)]
    [InlineData("ǅ", CharacterClass.Upper)]
    [InlineData("a", CharacterClass.Lower)]
    [InlineData("ª", CharacterClass.Caseless)]
    [InlineData("中", CharacterClass.Caseless)]
    [InlineData("\U00020000", CharacterClass.Caseless)]
    [InlineData("\U0001D408", CharacterClass.Upper)]
    [InlineData("\u0301", CharacterClass.Mark)]
    [InlineData("\U0001D7D8", CharacterClass.Number)]
    [InlineData("\u0085", CharacterClass.Space)]
    [InlineData("\u3000", CharacterClass.Space)]
    [InlineData("\n", CharacterClass.Space | CharacterClass.Newline)]
    [InlineData("\uFEFF", 0)]
    [InlineData("\u200B", 0)]
    [InlineData("\U0010FFFF", 0)]
    public void A_character_has_its_class(string character, int expected) => Assert.Equal(expected, ClassOf(new Rune(char.ConvertToUtf32(character, 0))));

    /// <summary>The runtime may know a later Unicode, so only what both call assigned is compared, and a handful may have changed since.</summary>
    [Fact]
    public void The_table_agrees_with_the_runtime_on_what_is_assigned()
    {
        var differing = new List<string>();
        for (int codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            if (Rune.IsValid(codePoint) && ClassOf(new Rune(codePoint)) is var found and not 0 && found != Expected(codePoint))
            {
                differing.Add($"U+{codePoint:X4}");
            }
        }

        Assert.True(differing.Count <= 8, string.Join(" ", differing));
    }

    private static int ClassOf(Rune rune)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(rune.ToString());
        int found = CharacterClasses.At(utf8, 0, out int size);
        Assert.Equal(utf8.Length, size);
        return found;
    }

    private static int Expected(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => CharacterClass.Upper,
        UnicodeCategory.LowercaseLetter => CharacterClass.Lower,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharacterClass.Caseless,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CharacterClass.Mark,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CharacterClass.Number,
        _ when codePoint is '\r' or '\n' => CharacterClass.Space | CharacterClass.Newline,
        _ when codePoint < 0x10000 && char.IsWhiteSpace((char)codePoint) => CharacterClass.Space,
        _ => 0,
    };
}
