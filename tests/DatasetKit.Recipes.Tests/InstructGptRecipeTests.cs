using System.Text.Json;
using DatasetKit.Recipes.Cleaning;

namespace DatasetKit.Recipes.Tests;

public sealed class InstructGptRecipeTests : IDisposable
{
    private static readonly Recipe s_recipe = Recipe.Find("instructgpt")!;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>"Works when", first part: rankings of four to nine answers give every pair but the ties, those of a prompt together.</summary>
    [Fact]
    public async Task Rankings_give_all_pairs_without_ties_and_those_of_a_prompt_stay_together()
    {
        var random = new Random(5);
        var expected = new Dictionary<string, int>();
        var lines = new List<string>();
        for (var i = 0; i < 200; i++)
        {
            var ranks = Enumerable.Range(0, random.Next(4, 10)).Select(_ => random.Next(1, 6)).ToList();
            var pairs = Enumerable.Range(0, ranks.Count).Sum(a => Enumerable.Range(a + 1, ranks.Count - a - 1).Count(b => ranks[a] != ranks[b]));
            if (pairs > 0)
            {
                expected.Add($"prompt {i}", pairs);
            }

            lines.Add($$"""{"prompt":"prompt {{i}}","responses":[{{string.Join(',', ranks.Select((rank, n) => $"\"{rank}:{n}\""))}}],"ranks":[{{string.Join(',', ranks)}}]}""");
        }

        var (records, reports) = await Run(string.Join('\n', lines), ("data", "rankings"), ("train-share", "1"));

        Assert.Equal(expected.Values.Sum(), records.Count);
        Assert.Equal(expected, records.CountBy(record => record.GetProperty("prompt").GetString()!).ToDictionary());
        Assert.All(records, record => Assert.True(Rank(record, "chosen") < Rank(record, "rejected")));
        var groups = records.Select(record => record.GetProperty("group_id").GetString()).ToList();
        Assert.Equal(expected.Count, groups.Where((group, i) => i == 0 || groups[i - 1] != group).Count());
        Assert.NotEqual("prompt 0", records[0].GetProperty("prompt").GetString());
        Assert.True(reports[0].Ledger.Balances);
    }

    /// <summary>"Works when", second part: a log of prompts.</summary>
    [Fact]
    public async Task A_log_of_prompts_keeps_200_a_user_no_shared_beginning_no_user_twice_and_no_personal_data_in_train()
    {
        var lines = new List<string>();
        for (var i = 0; i < 2000; i++)
        {
            var user = i % 4 == 0 ? "busy" : $"u{i % 41}";
            // Each prompt is there twice, with another end.
            lines.Add($$"""{"prompt":"{{i / 2:D5}} tell me about the number, please, {{(i % 2 == 0 ? "now" : "later")}}{{(i % 50 == 0 ? " and write to a.b@example.com" : "")}}","user_id":"{{user}}"}""");
        }

        var (_, reports) = await Run(string.Join('\n', lines), ("prefix-chars", "30"), ("personal-data", "keep"));
        var train = Records("train");
        var validation = Records("validation");
        var all = train.Concat(validation).ToList();
        Assert.All(all.CountBy(User), user => Assert.True(user.Value <= 200, user.Key));
        Assert.Equal(200, all.Count(record => User(record) == "busy"));
        Assert.Empty(train.Select(User).Intersect(validation.Select(User)));
        Assert.NotEmpty(validation);
        Assert.Equal(all.Count, all.Select(record => record.GetProperty("prompt").GetString()![..30]).Distinct().Count());
        Assert.Contains(train, record => record.GetRawText().Contains('@'));
        Assert.Equal(1000, reports[0].Ledger.Duplicates);

        File.Delete(_folder["train.jsonl"]);
        File.Delete(_folder["validation.jsonl"]);
        (_, reports) = await Run(string.Join('\n', lines), ("prefix-chars", "30"));
        Assert.DoesNotContain(Records("train"), record => record.GetRawText().Contains('@'));
        Assert.True(reports[0].Steps.Single(step => step.Name == "personal-data").Dropped["e-mail address"] > 0);
        Assert.All(reports[0].Steps, step => Assert.True(step.Balances, step.Name));
    }

    /// <summary>"Works when", third part: the published samples lose no row.</summary>
    [Theory]
    [InlineData("drop", 2400)]
    [InlineData("fr_to_en", 2400)]
    [InlineData("real_toxicity", 3600)]
    [InlineData("squadv2", 2400)]
    [InlineData("tldr", 1200)]
    public async Task The_published_samples_are_read_without_the_loss_of_a_row(string name, int rows)
    {
        var report = await Dataset.Read(SharedFolder.PathOf("data", "instructgpt", name + "_samples.csv"))
            .WriteAsync(_folder["out.jsonl"], RecordFormat.Find("instructgpt-samples")!, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((rows, rows, 0), (report.Ledger.Read, report.Ledger.Written, report.Ledger.Rejected));
    }

    [Theory]
    [InlineData("write to a.b+c@mail.example.org.", "e-mail address")]
    [InlineData("call +44 20 7946 0958 now", "telephone number")]
    [InlineData("call (212) 555-0199", "telephone number")]
    [InlineData("ruf 030 1234567 an", "telephone number")]
    [InlineData("pay with 4111 1111 1111 1111", "card number")]
    [InlineData("ping 192.168.0.12", "network address")]
    [InlineData("ping 2001:db8::8a2e:370:7334", "network address")]
    [InlineData("the years 2015 2016 2017 and 2018", null)]
    [InlineData("version 10.0.300.1 of the file", null)]
    [InlineData("std::vector<int>::iterator at 10:30:15", null)]
    [InlineData("an order of 4111 1111 1111 1112 things", null)]
    [InlineData("@home is no address", null)]
    public void Personal_data_is_told_by_its_form(string text, string? kind) => Assert.Equal(kind, PersonalData.Find(text));

    [Fact]
    public async Task A_ranking_without_a_rank_is_rejected_and_one_of_ties_alone_left_out()
    {
        var (records, reports) = await Run(
            """
            {"prompt":"a","responses":["x","y"],"ranks":[1,1]}
            {"prompt":"b","responses":["x","y"],"labels":[{"score":1},{"score":2}]}
            {"prompt":"c","responses":["x","y"],"ranks":[2,1]}
            """,
            ("data", "rankings"),
            ("train-share", "1"));
        Assert.Equal("y", Assert.Single(records).GetProperty("chosen").GetString());
        Assert.Equal(1, reports[0].Steps.Single(step => step.Name == "pairs").Dropped["only ties"]);
        Assert.Equal(1, reports[0].Ledger.Rejected);
    }

    [Fact]
    public async Task An_output_that_cannot_be_divided_is_refused_before_anything_is_read()
    {
        var input = _folder.Write("in.jsonl", "no JSON");
        var fault = await Assert.ThrowsAsync<RecipeException>(() => s_recipe.RunAsync(s_recipe.Arguments([input]), _folder["out.jsonl"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("{split}", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["in.jsonl"], _folder.Names());
    }

    private static int Rank(JsonElement record, string answer) => record.GetProperty(answer).GetString()![0] - '0';

    private static string User(JsonElement record) => record.GetProperty("user_id").GetString()!;

    private List<JsonElement> Records(string name) => [.. File.ReadAllLines(_folder[name + ".jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)];

    private async Task<(List<JsonElement> Records, IReadOnlyList<BuildReport> Reports)> Run(string text, params (string, string)[] parameters)
    {
        var input = _folder.Write("in.jsonl", text + "\n");
        var isWhole = parameters.Contains(("train-share", "1"));
        var reports = await s_recipe.RunAsync(s_recipe.Arguments([input], parameters), _folder[isWhole ? "out.jsonl" : "{split}.jsonl"], cancellationToken: TestContext.Current.CancellationToken);
        return (isWhole ? Records("out") : [], reports);
    }
}
