using DatasetKit.Recipes.Novelty;
using DatasetKit.Recipes.SelfInstruct;

namespace DatasetKit.Recipes.Tests.SelfInstruct;

public class NewInstructionsTests
{
    [Fact]
    public void Beside_a_new_instruction_stand_the_ten_it_is_most_like_and_the_mean_of_all_scores()
    {
        string[] known = [.. Enumerable.Range(1, 12).Select(i => $"Name {i} rivers and {string.Join(' ', Enumerable.Range(0, i).Select(k => "more" + k))}"), "Sing."];
        var pool = new NewInstructions(0.7, Words.Of, known, "most_similar_instructions");

        var kept = Assert.Single(pool.Keep(Example.Instruct("Name 3 rivers in Asia", "x")).Examples);

        // Python's rouge_score: 2pr / (p + r) of the longest common subsequence.
        var scores = known.Select(text => Score("name 3 rivers in asia".Split(' '), [.. Words.Of(text)])).ToList();
        var expected = scores.Index().OrderByDescending(one => one.Item).ThenByDescending(one => one.Index).Take(10).Select(one => known[one.Index]);
        Assert.Equal(expected, kept.Metadata["most_similar_instructions"].Members.Select(member => member.Key.ToString()));
        Assert.Equal(scores.Max(), double.Parse(kept.Metadata["most_similar_instructions"][expected.First()].Text.ToString(), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(scores.Average(), double.Parse(kept.Metadata["avg_similarity_score"].Text.ToString(), System.Globalization.CultureInfo.InvariantCulture), 12);
    }

    [Fact]
    public void What_was_kept_is_compared_from_then_on()
    {
        var pool = new NewInstructions(0.7, Words.Of, [], "most_similar");
        Assert.Equal("{}", Assert.Single(pool.Keep(Example.Instruct("Sum up the letter.", default)).Examples).Metadata["most_similar"].ToString());
        Assert.Equal("like another", pool.Keep(Example.Instruct("Sum up the letters", default)).Reason ?? pool.Keep(Example.Instruct("Sum up the letter", default)).Reason);
        Assert.Equal(["Sum up the letter."], Assert.Single(pool.Keep(Example.Instruct("Draft the letter.", default)).Examples).Metadata["most_similar"].Members.Select(member => member.Key.ToString()));
    }

    [Fact]
    public void Nothing_is_noted_when_nobody_asks() =>
        Assert.Empty(Assert.Single(new NewInstructions(0.7, Words.Of, ["Sing."], null).Keep(Example.Instruct("Draft the letter.", default)).Examples).Metadata);

    // By the textbook, not by bits.
    private static double Score(string[] a, string[] b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                table[i, j] = a[i - 1] == b[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }

        var common = table[a.Length, b.Length];
        var (precision, recall) = ((double)common / a.Length, (double)common / b.Length);
        return common == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
}
