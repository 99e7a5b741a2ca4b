using System.Text.Json;

namespace DatasetKit.Recipes.Tests;

public sealed class DollyRecipeTests : IDisposable
{
    private const string Sample = """
        {"instruction":"Who built it? ","context":"It was built by Ana Reis[12] in 1902.[a]","response":"Ana Reis[3] built it.\n","category":"closed_qa"}
        {"instruction":"What is a quay?","context":"A place where ships load.","response":"A place where ships load.","category":"closed_qa"}
        {"instruction":"Name a tool.","context":"","response":"Name a tool.","category":"brainstorming"}
        {"instruction":"What is a quay?","context":"","response":"A wall at the water.","category":"open_qa"}
        {"instruction":"","context":"","response":"Nobody asked.","category":"general_qa"}
        {"instruction":"Index it","context":"","response":"array[0] or [b]old, [10] and [abc]","category":"general_qa"}

        """;

    private static readonly Recipe s_recipe = Recipe.Find("dolly")!;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>"Works when": the lints mend a fixture, and what is too long is left out with a count.</summary>
    [Fact]
    public async Task Citations_echoes_and_duplicates_are_mended_and_what_is_too_long_is_counted()
    {
        var (records, report) = await Run(Sample + $$"""{"instruction":"Count.","context":"","response":"{{string.Join(' ', Enumerable.Range(0, 400))}}","category":"general_qa"}""", ("tokenizer", "cl100k_base"), ("max-tokens", "200"));

        Assert.Equal(
            [
                """{"instruction":"Index it","context":"","response":"array or old,  and [abc]","category":"general_qa"}""",
                """{"instruction":"What is a quay?","context":"","response":"A place where ships load.","category":"open_qa"}""",
                """{"instruction":"Who built it?","context":"It was built by Ana Reis in 1902.","response":"Ana Reis built it.","category":"closed_qa"}""",
            ],
            records.Order(StringComparer.Ordinal));
        Assert.Equal(1, Step(report, "length").Dropped["too long"]);
        Assert.Equal(1, Step(report, "echoes").Dropped["response repeats the instruction"]);
        Assert.Equal(1, report.Ledger.Duplicates);
        Assert.Equal(1, report.Ledger.Rejected);
        Assert.All(report.Steps, step => Assert.True(step.Balances, step.Name));
    }

    [Fact]
    public async Task Without_lints_records_stay_as_they_are()
    {
        var (records, report) = await Run(Sample, ("lint", "false"));
        Assert.Equal(Sample.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.Contains("Nobody asked", StringComparison.Ordinal)).Order(StringComparer.Ordinal), records.Order(StringComparer.Ordinal));
        Assert.Equal(1, report.Ledger.Rejected);
    }

    /// <summary>"Works when": there and back through Alpaca and ShareGPT, category and context stay.</summary>
    [Fact]
    public async Task Category_and_context_survive_alpaca_and_sharegpt()
    {
        var dolly = _folder.Write("dolly.jsonl", string.Join('\n', Sample.Split('\n').Where(line => line.Length > 0 && !line.Contains("Nobody asked", StringComparison.Ordinal))) + "\n");
        var keep = new WriteOptions { Extra = ExtraPolicy.Keep };
        var cancel = TestContext.Current.CancellationToken;
        await Dataset.Read(dolly).WriteAsync(_folder["alpaca.jsonl"], RecordFormat.Alpaca, keep, cancel);
        await Dataset.Read(_folder["alpaca.jsonl"]).WriteAsync(_folder["sharegpt.jsonl"], RecordFormat.ShareGpt, keep, cancel);
        await Dataset.Read(_folder["sharegpt.jsonl"]).WriteAsync(_folder["back.jsonl"], RecordFormat.Dolly, keep, cancel);
        Assert.Equal(await File.ReadAllTextAsync(dolly, cancel), await File.ReadAllTextAsync(_folder["back.jsonl"], cancel));
    }

    /// <summary>"Works when": both templates, byte for byte.</summary>
    [Fact]
    public void Both_templates_are_those_of_the_original()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedFolder.PathOf("golden", "dolly_templates.json")));
        Assert.Equal(golden.RootElement.GetProperty("no_context").GetString(), PromptTemplate.Dolly.Render(Example.Instruct("I", "R")).Text);
        Assert.Equal(golden.RootElement.GetProperty("with_context").GetString(), PromptTemplate.Dolly.Render(Example.Instruct("I", "R", "C")).Text);
    }

    [Fact]
    public void A_length_without_a_tokenizer_is_refused()
    {
        var fault = Assert.Throws<RecipeException>(() => s_recipe.Compose(s_recipe.Arguments(["-"], ("max-tokens", "10"))));
        Assert.Contains("tokenizer", fault.Message, StringComparison.Ordinal);
    }

    private static StepReport Step(BuildReport report, string name) => report.Steps.Single(step => step.Name == name);

    private async Task<(string[] Records, BuildReport Report)> Run(string text, params (string, string)[] parameters)
    {
        var input = _folder.Write("in.jsonl", text);
        var report = Assert.Single(await s_recipe.RunAsync(s_recipe.Arguments([input], parameters), _folder["out.jsonl"], cancellationToken: TestContext.Current.CancellationToken));
        return (await File.ReadAllLinesAsync(_folder["out.jsonl"], TestContext.Current.CancellationToken), report);
    }
}
