using System.Text.Json;

namespace DatasetKit.Tests.Templates;

public class FlanOptionsTests
{
    [Fact]
    public void Every_style_is_that_of_its_own_code()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.PathOf("golden", "flan_option_styles.json")));
        Assert.Equal(golden.RootElement.GetProperty("start").EnumerateArray().Select(start => start.GetString()), FlanOptions.Starts);
        Assert.Equal(golden.RootElement.GetProperty("end").EnumerateArray().Select(end => end.GetString()), FlanOptions.Ends);
        var styles = golden.RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(styles.Count, FlanOptions.StyleCount);
        for (var i = 0; i < styles.Count; i++)
        {
            Assert.Equal(styles[i].EnumerateArray().Select(name => name.GetString()), Enumerable.Range(0, styles[i].GetArrayLength()).Select(number => FlanOptions.ItemName(i, number)));
        }
    }

    [Fact]
    public void There_are_eighty_seven_styles_sixteen_starts_and_three_ends() =>
        Assert.Equal((87, 16, 3), (FlanOptions.StyleCount, FlanOptions.Starts.Count, FlanOptions.Ends.Count));

    [Fact]
    public void Options_that_are_not_drawn_look_as_in_evaluation()
    {
        Assert.Equal("OPTIONS:\n- yes\n- no", FlanOptions.Format(["yes", "no"]));
        Assert.Equal("OPTIONS:\n(A) yes\n(B) no", FlanOptions.Format(["yes", "no"], letters: true));
    }

    [Fact]
    public void An_answer_that_is_an_option_becomes_its_name_where_names_tell_options_apart()
    {
        Assert.Equal(("Choose from: (a). yes; (b). no;", "(b)."), FlanOptions.Show(["yes", "no"], "no", 6, 54, 1));
        Assert.Equal(("OPTIONS:\n - yes\n - no", "no"), FlanOptions.Show(["yes", "no"], "no", 1, 0, 0));
        Assert.Equal("perhaps", FlanOptions.Show(["yes", "no"], "perhaps", 1, 54, 0).Answer);
    }

    [Fact]
    public void The_same_seed_and_index_draw_the_same_options()
    {
        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
        Assert.True(Draw(1).Distinct().Count() > 100);

        static List<(string, string)> Draw(long seed) => [.. Enumerable.Range(0, 200).Select(i => FlanOptions.Draw(["yes", "no"], "no", seed, i))];
    }

    [Fact]
    public void More_options_than_letters_are_refused() =>
        Assert.Throws<ArgumentException>(() => FlanOptions.Draw([.. Enumerable.Repeat("x", 27)], "x", 1, 1));
}
