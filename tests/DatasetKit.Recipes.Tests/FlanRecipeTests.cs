using System.Text.Json;

namespace DatasetKit.Recipes.Tests;

public sealed class FlanRecipeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Recipe _recipe = Recipe.Find("flan")!;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Works_when_a_task_gives_four_ways_mixing_is_capped_and_exemplars_are_others_that_fit()
    {
        _folder.Write("big.jsonl", Rows(60));
        _folder.Write("small.jsonl", Rows(10));
        var manifest = _folder.Write("tasks.yaml", string.Concat("tasks:\n", Task("big"), Task("small")));
        // With a cap of 20 the tasks stand to each other as 20 to 10.
        var report = await Run(manifest, "1200", ("flan2021-cap", "20"));

        var examples = Read().ToList();
        Assert.Equal(1200, report.Ledger.Written);
        var counts = examples.GroupBy(example => (Field(example, "task_name"), Field(example, "template_type"))).ToDictionary(group => group.Key, group => group.Count());
        foreach (var type in (string[])["zs_opt", "zs_noopt", "fs_opt", "fs_noopt"])
        {
            Assert.Equal(200, counts[("big", type)]);
            Assert.Equal(100, counts[("small", type)]);
        }

        foreach (var example in examples)
        {
            var (inputs, type) = (example.Instruction.ToString(), Field(example, "template_type"));
            var numbers = inputs.Split("number ").Skip(1).Select(part => part.Split('?')[0]).ToList();
            Assert.Equal(type.StartsWith("fs", StringComparison.Ordinal) ? 6 : 1, numbers.Count);
            // The question is the last; the rows before it are others.
            Assert.Equal(numbers.Count, numbers.Distinct().Count());
            Assert.Equal(type.EndsWith("_opt", StringComparison.Ordinal), inputs.Contains("even", StringComparison.Ordinal) && inputs.Contains("odd", StringComparison.Ordinal) && !IsWord(example));
            Assert.False(inputs.EndsWith(' '));
        }

        Assert.Equal(["0", "1", "2"], examples.Select(example => Field(example, "template_idx")).Distinct().Order(StringComparer.Ordinal));
        await The_same_seed_gives_the_same_bytes_and_examples_are_pruned_by_tokens(manifest);
        await Chains_of_thought_render_also_the_other_way_round();

        // Without options an answer is a word, and few-shot answers hold both.
        static bool IsWord(Example example) => Field(example, "template_type") == "fs_noopt" || Field(example, "template_type") == "zs_noopt";
    }

    [Fact]
    public async Task Chains_of_thought_render_also_the_other_way_round()
    {
        var path = SharedFolder.PathOf("data", "flan", "gsm8k_train.tsv");
        var rows = File.ReadLines(path).Select(line => line.Split('\t')).Where(row => row.Length == 3).ToDictionary(row => row[0], row => row);
        var manifest = _folder.Write("cot.yaml", $$"""
            tasks:
              - name: cot_gsm8k
                source: CoT
                file: {{path}}
                columns: [question, answer, chain_of_thought]
                patterns:
                  - inputs: "{question} Let's think first. Chain of thought:"
                    targets: "{chain_of_thought}\nTherefore, the answer is {answer}."
                  - inputs: "{chain_of_thought} So it is {answer}. Question:"
                    targets: "{question}"
            """);

        var report = await Run(manifest, "600");

        Assert.Equal((600, 300), (report.Ledger.Written, Read().Count(example => Field(example, "template_type") == "zs_opt")));
        foreach (var example in Read().Where(example => Field(example, "template_type") == "zs_opt"))
        {
            var (inputs, targets) = (example.Instruction.ToString(), example.Output.ToString());
            var row = Field(example, "template_idx") == "0" ? rows[inputs[..^" Let's think first. Chain of thought:".Length]] : rows[targets];
            Assert.Equal(Field(example, "template_idx") == "0" ? $"{row[2]}\nTherefore, the answer is {row[1]}." : row[0], targets);
            Assert.Equal(Field(example, "template_idx") == "0" ? $"{row[0]} Let's think first. Chain of thought:" : $"{row[2]} So it is {row[1]}. Question:", inputs);
        }
    }

    [Fact]
    public void A_bad_manifest_names_the_line()
    {
        _folder.Write("rows.jsonl", Rows(3));
        foreach (var (text, line, says) in ((string, int, string)[])
        [
            ("tasks:\n  - name: a\n    source: Flan2022\n    file: rows.jsonl\n    patterns: []\n", 3, "did you mean Flan2021?"),
            ("tasks:\n  - name: a\n    source: CoT\n    file: none.jsonl\n    patterns: []\n", 4, "there is no file"),
            ("tasks:\n  - name: a\n    pattern: []\n", 3, "did you mean patterns?"),
            ("tasks:\n  - name: a\n    source: CoT\n    file: rows.jsonl\n    patterns: []\n", 2, "at least one pattern"),
        ])
        {
            var manifest = _folder.Write("bad.yaml", text);
            var fault = Assert.Throws<RecipeException>(() => _recipe.Compose(_recipe.Arguments([], ("manifest", manifest))));
            Assert.Equal(line, fault.Line);
            Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        }

        Assert.Throws<RecipeException>(() => _recipe.Compose(_recipe.Arguments([])));
    }

    private static string Rows(int count) => string.Concat(Enumerable.Range(1, count).Select(i => JsonSerializer.Serialize(new { n = i, answer = i % 2 == 0 ? "even" : "odd" }) + "\n"));

    private static string Task(string name) => $$"""
          - name: {{name}}
            source: Flan2021
            file: {{name}}.jsonl
            options: [even, odd]
            patterns:
              - inputs: "What is number {n}?\n\n{options_}"
                targets: "{answer}"
              - inputs: "What kind is number {n}?\n{options_} "
                targets: "{answer}"
              - inputs: "Say what this is, number {n}?{options_}"
                targets: "It is {answer}"

        """;

    private static string Field(Example example, string name) => example.Metadata[name].Text.ToString();

    private async Task The_same_seed_gives_the_same_bytes_and_examples_are_pruned_by_tokens(string manifest)
    {
        var before = File.ReadAllBytes(_folder["out.jsonl"]);
        await Run(manifest, "1200", ("flan2021-cap", "20"));
        Assert.Equal(before, File.ReadAllBytes(_folder["out.jsonl"]));

        // Room for a question and one or two examples.
        await Run(manifest, "100", ("max-tokens", "70"));
        var tokenizer = Tokenizer.Cl100kBase;
        var few = Read().Where(example => Field(example, "template_type").StartsWith("fs", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(few);
        Assert.All(few, example => Assert.InRange(tokenizer.CountTokens(example.Instruction.ToString()), 1, 72));
    }

    private async Task<BuildReport> Run(string manifest, string count, params (string, string)[] more)
    {
        var reports = await _recipe.RunAsync(_recipe.Arguments([], [("manifest", manifest), ("count", count), .. more]), _folder["out.jsonl"], options: new WriteOptions { Force = true }, cancellationToken: TestContext.Current.CancellationToken);
        var report = Assert.Single(reports);
        Assert.True(report.Ledger.Balances);
        Assert.All(report.Steps, step => Assert.True(step.Balances, step.Name));
        Assert.Empty(report.Losses);
        return report;
    }

    private IEnumerable<Example> Read() => Dataset.Read(_folder["out.jsonl"], RecordFormat.Find("flan")!).ToBlockingEnumerable(TestContext.Current.CancellationToken);
}
