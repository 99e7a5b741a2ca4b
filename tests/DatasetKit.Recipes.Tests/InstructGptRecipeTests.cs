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
    public async Task What_orders_the_answers_makes_the_pairs_and_what_orders_nothing_is_rejected()
    {
        var (records, reports) = await Run(
            """
            {"prompt":"a","responses":["x","y"],"ranks":[1,1]}
            {"prompt":"b","responses":["x","y"],"labels":[{"score":1},{"score":2.5}]}
            {"prompt":"c","responses":["x","y"],"ranks":[2,1]}
            {"prompt":"d","responses":["x","y"],"labels":[{"score":1},{"fails_instruction":true}]}
            {"prompt":"e","chosen":"y","rejected":"x"}
            {"prompt":"f","completion":"y","user_id":"u"}
            """,
            ("data", "rankings"),
            ("train-share", "1"));
        Assert.Equal(["b", "c", "e"], records.Select(record => record.GetProperty("prompt").GetString()).Order(StringComparer.Ordinal));
        Assert.All(records, record => Assert.Equal(("y", "x"), (record.GetProperty("chosen").GetString(), record.GetProperty("rejected").GetString())));
        Assert.Equal(3, records.Select(record => record.GetProperty("group_id").GetString()).Distinct().Count());
        Assert.Equal(1, reports[0].Steps.Single(step => step.Name == "pairs").Dropped["only ties"]);
        Assert.Equal(2, reports[0].Ledger.Rejected);
    }

    [Fact]
    public async Task Prompts_and_answers_that_are_too_long_are_left_out()
    {
        var (records, reports) = await Run(
            """
            {"prompt":"one two three four","completion":"one","user_id":"a"}
            {"prompt":"one","completion":"one two three four","user_id":"b"}
            {"prompt":"one two three","completion":"one two three","user_id":"c"}
            """,
            ("train-share", "1"), ("tokenizer", "cl100k_base"), ("max-prompt-tokens", "3"), ("max-answer-tokens", "3"));
        Assert.Equal("c", User(Assert.Single(records)));
        Assert.Equal(["long answer", "long prompt"], reports[0].Steps.Single(step => step.Name == "length").Dropped.Keys);
        Assert.Throws<RecipeException>(() => s_recipe.Compose(s_recipe.Arguments(["-"], ("max-prompt-tokens", "3"))));
    }

    [Fact]
    public async Task Of_one_task_several_prompts_are_made_that_show_other_examples()
    {
        var (records, reports) = await Run(
            """
            {"id":"t","name":"capital","instruction":"Name the capital.","instances":[{"input":"France","output":"Paris"},{"input":"Italy","output":"Rome"},{"input":"Spain","output":"Madrid"},{"input":"Peru","output":"Lima"}],"is_classification":false}
            {"id":"u","name":"sum","instruction":"Add.","instances":[{"input":"1 1","output":"2"}],"is_classification":false}
            """,
            ("data", "few-shot"), ("shots", "2"), ("per-task", "3"), ("prefix-chars", "0"), ("train-share", "1"));

        Assert.Equal(4, records.Count);
        Assert.Equal("Add.\n\nInput:\n1 1\nOutput:\n", records[^1].GetProperty("prompt").GetString());
        foreach (var record in records.SkipLast(1))
        {
            var prompt = record.GetProperty("prompt").GetString()!;
            var answer = record.GetProperty("completion").GetString()!;
            Assert.StartsWith("Name the capital.\n\nInput:\n", prompt, StringComparison.Ordinal);
            Assert.Equal(3, prompt.Split("Input:\n").Length - 1);
            Assert.DoesNotContain(answer, prompt, StringComparison.Ordinal);
            Assert.Equal("few_shot", record.GetProperty("prompt_type").GetString());
        }

        Assert.Equal(3, records.SkipLast(1).Select(record => record.GetProperty("completion").GetString()).Distinct().Count());
        Assert.True(reports[0].Ledger.Balances);
    }

    [Fact]
    public async Task Users_are_divided_into_three_when_a_share_is_for_testing()
    {
        var (_, reports) = await Run(string.Join('\n', Enumerable.Range(0, 300).Select(i => $$"""{"prompt":"{{i}} tell me","user_id":"u{{i % 100}}"}""")), ("train-share", "0.6"), ("test-share", "0.2"));
        var users = ((string[])["train", "validation", "test"]).Select(split => Records(split).Select(User).ToHashSet()).ToList();
        Assert.All(users, split => Assert.InRange(split.Count, 5, 80));
        Assert.Equal(100, users.Sum(split => split.Count));
        Assert.Equal(100, users.SelectMany(split => split).Distinct().Count());
        Assert.True(reports[0].Ledger.Balances);
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
