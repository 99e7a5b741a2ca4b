using DatasetKit.Recipes.Talk;

namespace DatasetKit.Recipes.Tests.Talk;

public sealed class SectorTests
{
    [Fact]
    public void A_range_is_two_numbers_or_one()
    {
        Assert.Equal(new Sector("world", 3, 7), Sector.Parse("world", "3-7"));
        Assert.Equal(new Sector("world", 4, 4), Sector.Parse("world", "4"));
        Assert.Equal([3, 7], (int[])[Sector.Parse("world", "3-7").Rounds(0), Sector.Parse("world", "3-7").Rounds(0.999999)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7-3")]
    [InlineData("0-3")]
    [InlineData("a-b")]
    [InlineData("1-2-3")]
    [InlineData("1-")]
    public void What_is_no_range_is_refused_with_an_example(string text)
    {
        var fault = Assert.Throws<RecipeException>(() => Sector.Parse("world", text));
        Assert.Contains($"world-rounds takes rounds from 1 to 1000, as 3-7 or 4, not \"{text}\"", fault.Message, StringComparison.Ordinal);
    }
}
