using System.Text.Json;
using DatasetKit.Recipes.Flan;

namespace DatasetKit.Recipes.Tests.Flan;

public class OptionStylesTests
{
    [Fact]
    public void Styles_are_those_of_Flan()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.PathOf("golden", "flan_option_styles.json")));
        Assert.Equal(Strings(golden.RootElement.GetProperty("start")), OptionStyles.Starts);
        Assert.Equal(Strings(golden.RootElement.GetProperty("end")), OptionStyles.Ends);
        Assert.Equal(golden.RootElement.GetProperty("items").EnumerateArray().Select(item => string.Join('|', Strings(item))), OptionStyles.Names.Select(names => string.Join('|', names.Take(4))));
        Assert.All(OptionStyles.Names, names => Assert.Equal(OptionStyles.MostOptions, names.Count));
    }

    [Fact]
    public void The_answer_becomes_the_name_of_its_option_where_names_tell_options_apart()
    {
        var random = Properties.Random(3);
        for (var i = 0; i < 500; i++)
        {
            var (text, answer) = OptionStyles.Write(["red", "blue"], "blue", random);
            Assert.True(answer == "blue" || text.Contains(answer + " blue", StringComparison.Ordinal), $"{answer}: {text}");
            Assert.Equal("green", OptionStyles.Write(["red", "blue"], "green", random).Answer);
        }
    }

    private static IEnumerable<string> Strings(JsonElement list) => list.EnumerateArray().Select(text => text.GetString()!);
}
