using System.Text.Json;
using DatasetKit.Recipes.Tulu;

namespace DatasetKit.Recipes.Tests.Tulu;

public sealed class KeywordFilterTests
{
    [Theory]
    [InlineData("I love palm trees", true, false)]
    [InlineData("bombarded", true, false)]
    [InlineData("made by Open AI", true, true)]
    [InlineData("GPT-3.5 turbo", true, true)]
    [InlineData("chatgpts", true, false)]
    [InlineData("the laion data", true, true)]
    [InlineData("a battalion", false, false)]
    [InlineData("nothing here", false, false)]
    public void A_part_of_a_word_is_found_by_compat_alone(string text, bool part, bool word)
    {
        var example = Example.Instruct("A question", text);
        Assert.Equal(part, KeywordFilter.HasPart(example));
        Assert.Equal(word, KeywordFilter.HasWord(example));
    }

    [Fact]
    public void Words_are_looked_for_in_answers_and_parts_in_every_message()
    {
        var example = Example.Instruct("What is ChatGPT?", "A program.");
        Assert.True(KeywordFilter.HasPart(example));
        Assert.False(KeywordFilter.HasWord(example));
    }

    [Fact]
    public void Compat_decides_as_open_instruct_does()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedFolder.PathOf("golden", "openinstruct_filter_v2.json")));
        foreach (var entry in golden.RootElement.EnumerateArray())
        {
            var text = entry.GetProperty("text").GetString()!;
            Assert.Equal((text, entry.GetProperty("filtered").GetBoolean()), (text, KeywordFilter.HasPart(Example.Instruct("q", text))));
        }
    }
}
