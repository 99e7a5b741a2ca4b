namespace DatasetKit.Tests.Formats;

public sealed class AnswersTests
{
    private const string Scored = """{"user_input":"Q","responses_and_scores":[{"response":"a","source":"m1","score":1.0},{"response":"b","source":"m2","score":9},{"response":"c","source":"m3","score":9.0}]}""";

    [Fact]
    public void Scores_make_ranks_in_which_equal_ones_are_ties()
    {
        var ranking = Convert.Write(Format("ranking"), Convert.ReadGood(Format("gpt4-llm"), Scored));

        Assert.Equal("[3,1,1]", ranking.Value["ranks"].ToString());
        Assert.Empty(ranking.Losses);
    }

    [Fact]
    public void Scores_become_ranks_and_scores_again()
    {
        var ranking = Convert.Write(Format("ranking"), Convert.ReadGood(Format("gpt4-llm"), Scored)).Json!;

        Assert.Equal(Scored, Convert.Write(Format("gpt4-llm"), Convert.ReadGood(Format("ranking"), ranking)).Json);
    }

    [Theory]
    [InlineData("""{"prompt":"Q","responses":["a","b"],"ranks":[2,1]}""")]
    [InlineData("""{"prompt":"Q","responses":["b","a"],"ranks":[1,5]}""")]
    public void A_ranking_of_two_is_a_better_and_a_worse_answer_in_every_format_of_pairs(string json)
    {
        var ranking = Convert.ReadGood(Format("ranking"), json);

        Assert.Equal("""{"user_input":"Q","completion_a":"b","completion_b":"a"}""", Convert.Write(Format("gpt4-llm"), ranking).Json);
        Assert.Equal("""{"prompt":"Q","chosen":"b","rejected":"a"}""", Convert.Write(Format("preference"), ranking).Json);
        Assert.Equal("""{"instruction":"Q","input":"","chosen":"b","rejected":"a"}""", Convert.Write(Format("alpaca"), ranking).Json);
    }

    [Fact]
    public void A_pair_is_a_ranking_of_two()
    {
        var pair = Convert.ReadGood(Format("gpt4-llm"), """{"user_input":"Q","completion_a":"b","completion_b":"a"}""");

        Assert.Equal("""{"prompt":"Q","responses":["b","a"],"ranks":[1,2]}""", Convert.Write(Format("ranking"), pair).Json);
    }

    [Fact]
    public void A_ranking_without_scores_is_given_some_in_its_order()
    {
        var ranking = Convert.ReadGood(Format("ranking"), """{"prompt":"Q","responses":["a","b","c"],"ranks":[2,1,2]}""");

        Assert.Equal(
            """{"user_input":"Q","responses_and_scores":[{"response":"a","score":1},{"response":"b","score":2},{"response":"c","score":1}]}""",
            Convert.Write(Format("gpt4-llm"), ranking).Json);
    }

    [Fact]
    public void Two_answers_that_are_equally_good_are_no_pair()
    {
        var tie = Convert.ReadGood(Format("ranking"), """{"prompt":"Q","responses":["a","b"],"ranks":[1,1]}""");

        Assert.Contains("equally good", Convert.Write(Format("preference"), tie).Reject!, StringComparison.Ordinal);
    }

    private static RecordFormat Format(string name) => RecordFormat.Find(name)!;
}
