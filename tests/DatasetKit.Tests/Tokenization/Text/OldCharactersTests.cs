using DatasetKit.Tokenization;

namespace DatasetKit.Tests.Tokenization.Text;

public sealed class OldCharactersTests
{
    [Theory]
    [InlineData('!', true)]
    [InlineData('$', true)]
    [InlineData('¿', true)]
    [InlineData('。', true)]
    [InlineData('a', false)]
    [InlineData('¢', false)]
    [InlineData('\u2E42', true)]
    [InlineData('\u2E43', false)]
    [InlineData('\u061D', false)]
    [InlineData('\u166D', true)]
    public void Punctuation_is_that_of_Unicode_8(int codePoint, bool isOne) => Assert.Equal(isOne, OldCharacters.Punctuation.Has(codePoint));

    [Theory]
    [InlineData(0x0301, true)]
    [InlineData(0x08D3, false)]
    [InlineData(0x1734, true)]
    [InlineData(0x1171E, true)]
    [InlineData(0x1885, false)]
    [InlineData(0x111C9, false)]
    [InlineData(0x0903, false)]
    public void Marks_that_BERT_takes_away_are_those_of_Unicode_8(int codePoint, bool isOne) => Assert.Equal(isOne, OldCharacters.NonSpacingMarks.Has(codePoint));

    [Theory]
    [InlineData(0x0903, true)]
    [InlineData(0x08D4, true)]
    [InlineData(0x0AFA, false)]
    [InlineData(0x1CF2, true)]
    [InlineData('a', false)]
    public void Marks_that_are_stripped_are_those_of_Unicode_9(int codePoint, bool isOne) => Assert.Equal(isOne, OldCharacters.Marks.Has(codePoint));

    [Theory]
    [InlineData(0x85, true)]
    [InlineData(0x200B, true)]
    [InlineData(0xE000, true)]
    [InlineData(0x0890, false)]
    [InlineData(0x0378, false)]
    public void Controls_that_BERT_takes_away_are_those_of_Unicode_8(int codePoint, bool isOne) => Assert.Equal(isOne, OldCharacters.Controls.Has(codePoint));
}
