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
        var report = await Run(manifest, "1200", ("flan2021-cap", "20"), ("few-shot", "same"));

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

    /// <summary>google-research/FLAN:flan/v2/tasks.py: template_mix_five_shot, template_0to10_x_shot, and five, two and one for the first templates.</summary>
    [Fact]
    public async Task Examples_before_a_question_have_any_pattern_or_its_own_or_are_five_two_and_one()
    {
        _folder.Write("rows.jsonl", Rows(200));
        var patterns = string.Concat(Enumerable.Range(0, 10).Select(i => $"      - {{inputs: \"P{i} number {{n}}?\", targets: \"{{answer}}\", inputs-prefix: \"Q: \", targets-prefix: \"A: \", separator: \"~\", in-mix: {(i == 3 ? "false" : "true")}}}\n"));
        var manifest = _folder.Write("few.yaml", "tasks:\n  - name: many\n    source: NIv2\n    file: rows.jsonl\n    patterns:\n" + patterns);

        await Run(manifest, "400", ("few-shot", "mix"));
        var mixed = Few();
        Assert.All(mixed, example => Assert.Equal(6, Patterns(example).Length));
        Assert.DoesNotContain(mixed.SelectMany(Patterns), pattern => pattern == "3");
        Assert.True(mixed.Average(example => Patterns(example).Distinct().Count()) > 3);
        Assert.Single(mixed.Select(example => example.Instruction.ToString().Split("A: ")[1].TrimStart("evnod".ToCharArray())[..1]).Distinct());

        await Run(manifest, "400", ("few-shot", "x"));
        var same = Few();
        Assert.All(same, example => Assert.Single(Patterns(example).Distinct()));
        // Of 25 with ten patterns, 2.5 have that of the question, and those without any are left out.
        Assert.InRange(same.Average(example => Patterns(example).Length - 1), 2.2, 3.2);
        Assert.All(same, example => Assert.EndsWith("\n\nA:", example.Instruction.ToString(), StringComparison.Ordinal));
        Assert.All(same, example => Assert.Contains("~Q: P", example.Instruction.ToString(), StringComparison.Ordinal));

        await Run(manifest, "300", ("few-shot", "templates"));
        Assert.All(Few(), example => Assert.Equal(Field(example, "template_idx") switch { "0" => 6, "1" => 3, _ => 2 }, Patterns(example).Length));
        Assert.All(Few(), NoQuestionIsThereTwice);

        await Run(manifest, "400");
        Assert.Equal(200, Few().Count);
        Assert.Contains(Few(), example => Patterns(example).Distinct().Count() > 1);

        static string[] Patterns(Example example) => [.. example.Instruction.ToString().Split("Q: P").Skip(1).Select(part => part[..1])];

        static void NoQuestionIsThereTwice(Example example)
        {
            var numbers = example.Instruction.ToString().Split("number ").Skip(1).Select(part => part.Split('?')[0]).ToList();
            Assert.Equal(numbers.Count, numbers.Distinct().Count());
        }
    }

    /// <summary>What is assembled here is what <see cref="FlanFewShot"/> assembles.</summary>
    [Fact]
    public async Task Prefixes_delimiters_and_suffix_stand_where_Flan_puts_them()
    {
        _folder.Write("rows.jsonl", Rows(2));
        var manifest = _folder.Write("v1.yaml", """
            tasks:
              - name: one
                source: NIv2
                file: rows.jsonl
                patterns: [{inputs: "number {n}?", targets: "{answer}", inputs-prefix: "0 ", targets-prefix: "1 ", delimiter: " X ", final-suffix: " FLAN"}]
            """);
        await Run(manifest, "4", ("few-shot", "same"));
        Example One(int n) => Example.Instruct($"number {n}?", n == 1 ? "odd" : "even");
        Assert.Equal(
            new[] { (2, 1), (1, 2) }.Select(pair => FlanFewShot.Version1.Assemble([One(pair.Item1)], One(pair.Item2)).Instruction.ToString()).Order(StringComparer.Ordinal),
            Few().Select(example => example.Instruction.ToString()).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_task_of_natural_instructions_is_read_as_it_is_and_its_own_examples_come_before_a_question()
    {
        _folder.Write("task1.json", JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["Definition"] = new[] { "Say if it is even." },
            ["Positive Examples"] = new[] { new { input = "100", output = "yes", explanation = "x" }, new { input = "101", output = "no", explanation = "x" }, new { input = "102", output = "yes", explanation = "x" } },
            ["Instances"] = Enumerable.Range(0, 10).Select(i => new { id = $"t-{i}", input = i.ToString(System.Globalization.CultureInfo.InvariantCulture), output = new[] { i % 2 == 0 ? "yes" : "no", "other" } }),
        }));
        _folder.Write("exemplars.jsonl", """{"task":"task2.json","sample":[{"input":"7","output":"no"}]}""" + "\n" + """{"task":"task1_even.json","sample":[{"input":"900","output":"yes"},{"input":"901","output":"no"}]}""" + "\n");
        string Manifest(string more) => _folder.Write("niv2.yaml", $"tasks:\n  - name: task1_even\n    source: NIv2\n    file: task1.json\n{more}    patterns: [{{inputs: \"{{Definition}} Number {{input}}\", targets: \"{{output}}\"}}]\n");

        await Run(Manifest(""), "40");
        Assert.All(Read().Where(example => Field(example, "template_type") == "zs_opt"), example => Assert.Matches("^Say if it is even\\. Number \\d$", example.Instruction.ToString()));
        Assert.All(Few(), example => Assert.Equal(2, example.Instruction.ToString().Split("Number 10").Length - 1));

        await Run(Manifest("    exemplars: exemplars.jsonl\n"), "40");
        Assert.All(Few(), example => Assert.Equal(2, example.Instruction.ToString().Split("Number 90").Length - 1));
    }

    [Fact]
    public async Task Dialogues_get_a_beginning_names_and_the_name_of_who_speaks_next()
    {
        _folder.Write("talks.jsonl", string.Concat(Enumerable.Range(0, 400).Select(i => JsonSerializer.Serialize(new { turns = new[] { "Hi!", "What's up?", "Not much." }, answer = "Bye." }) + "\n")));
        var manifest = _folder.Write("talks.yaml", "tasks:\n  - name: talk\n    source: Dialog\n    file: talks.jsonl\n    dialog: turns\n    patterns: [{inputs: \"{dialog_}\", targets: \"{answer}\"}]\n");
        await Run(manifest, "800");
        var shown = Read().Where(example => Field(example, "template_type") == "zs_opt").Select(example => example.Instruction.ToString()).ToList();
        Assert.Contains(shown, text => text.StartsWith("Conversation:\n", StringComparison.Ordinal));
        Assert.Contains("\nPerson 1: Hi!;\nPerson 2: What's up?;\nPerson 1: Not much.;\nPerson 2:", string.Join('|', shown), StringComparison.Ordinal);
        Assert.DoesNotContain(shown, text => text.Contains("CONVERSATION:Conversation:", StringComparison.Ordinal));
        // Where others come before it, in the one way of evaluation.
        Assert.All(Few(), example => Assert.EndsWith("DIALOG:\nHi!\n- What's up?\n- Not much.\n- \n\n", example.Instruction.ToString(), StringComparison.Ordinal));

        await Run(manifest, "800", ("compat", "true"));
        Assert.Contains(Read(), example => example.Instruction.ToString().StartsWith("CONVERSATION:Conversation:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Options_are_shown_in_many_styles_or_in_the_one_of_evaluation()
    {
        _folder.Write("big.jsonl", Rows(40));
        var manifest = _folder.Write("tasks.yaml", "tasks:\n" + Task("big"));
        await Run(manifest, "400", ("options", "letters"));
        Assert.All(Read().Where(example => Field(example, "template_type") == "zs_opt"), example => Assert.EndsWith("OPTIONS:\n(A) even\n(B) odd", example.Instruction.ToString(), StringComparison.Ordinal));
        await Run(manifest, "400", ("options", "fixed"));
        Assert.All(Read().Where(example => Field(example, "template_type").EndsWith("_opt", StringComparison.Ordinal)), example => Assert.Contains("OPTIONS:\n- even\n- odd", example.Instruction.ToString(), StringComparison.Ordinal));
    }

    /// <summary>google-research/FLAN:flan/v2/mixtures.py: CoT to CoT-II is 1 to 0.3.</summary>
    [Fact]
    public async Task Inverted_tasks_count_three_tenths_of_the_others()
    {
        _folder.Write("rows.jsonl", Rows(50));
        static string One(string name, string more) => $"  - {{name: {name}, source: CoT, file: rows.jsonl, {more}patterns: [{{inputs: \"{{n}}\", targets: \"{{answer}}\"}}]}}\n";
        await Run(_folder.Write("ii.yaml", "tasks:\n" + One("a", "") + One("b", "inverted: true, ") + One("c", "inverted: true, ")), "1300", ("few-shot", "same"));
        Assert.Equal("a 1000, b 150, c 150", string.Join(", ", Read().CountBy(example => Field(example, "task_name")).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}")));
    }

    /// <summary>google-research/FLAN:flan/v2/preprocessors.py, simple_cot_tsv.</summary>
    [Theory]
    [InlineData("aqua", 2728)]
    [InlineData("creak", 6915)]
    [InlineData("ecqa", 7112)]
    [InlineData("gsm8k", 7473)]
    [InlineData("qasc", 1084)]
    [InlineData("sensemaking", 6070)]
    [InlineData("strategyqa", 2061)]
    public async Task A_line_end_that_a_table_spells_out_is_one(string name, int published)
    {
        var manifest = _folder.Write("cot.yaml", $$"""
            tasks:
              - name: cot_{{name}}
                source: CoT
                file: {{SharedFolder.PathOf("data", "flan", name + "_train.tsv")}}
                columns: [question, answer, chain_of_thought]
                patterns: [{inputs: "{question}", targets: "{chain_of_thought} The answer is {answer}."}]
            """);
        var report = await Run(manifest, "1000");
        Assert.DoesNotContain(Read(), example => (example.Instruction.ToString() + example.Output).Contains("\\n", StringComparison.Ordinal));
        Assert.InRange(report.Steps[0].Read, 500, published);
    }

    [Fact]
    public async Task Rows_that_do_not_fill_a_round_of_patterns_are_kept_unless_compat_drops_them()
    {
        _folder.Write("big.jsonl", Rows(11));
        var manifest = _folder.Write("tasks.yaml", "tasks:\n" + Task("big"));
        await Run(manifest, "400", ("few-shot", "same"));
        Assert.Equal(11, Questions());
        await Run(manifest, "400", ("few-shot", "same"), ("compat", "true"));
        Assert.Equal(9, Questions());

        int Questions() => Read().Where(example => Field(example, "template_type") == "zs_noopt").Select(example => example.Instruction.ToString().Split("number ")[1]).Distinct().Count();
    }

    [Fact]
    public async Task A_bad_record_of_a_task_is_rejected_once_and_the_rest_goes_on()
    {
        _folder.Write("rows.jsonl", Rows(20) + "[1]\n{\"n\":21,\"answer\":\"odd\"}\n{\"n\":22,\"ans");
        var manifest = _folder.Write("tasks.yaml", "tasks:\n  - {name: a, source: Flan2021, file: rows.jsonl, patterns: [{inputs: \"What is {n}?\", targets: \"{answer}\"}]}\n");
        var report = await Run(manifest, "105");
        Assert.Equal(2, report.Ledger.Rejected);
        Assert.Equal(2, File.ReadLines(report.RejectsPath!).Count());
        Assert.Equal(21, Read().Where(example => Field(example, "template_type") == "zs_opt").Select(example => example.Instruction.ToString()).Distinct().Count());
    }

    [Fact]
    public void A_bad_manifest_names_the_line()
    {
        _folder.Write("rows.jsonl", Rows(3));
        _folder.Write("bad.jsonl", "[1]\n");
        foreach (var (text, line, says) in ((string, int, string)[])
        [
            ("tasks:\n  - name: a\n    source: Flan2022\n    file: rows.jsonl\n    patterns: []\n", 3, "did you mean Flan2021?"),
            ("tasks:\n  - name: a\n    source: CoT\n    file: none.jsonl\n    patterns: []\n", 4, "there is no file"),
            ("tasks:\n  - name: a\n    pattern: []\n", 3, "did you mean patterns?"),
            ("tasks:\n  - name: a\n    source: CoT\n    file: rows.jsonl\n    patterns: []\n", 2, "at least one pattern"),
            ("tasks:\n  - name: a\n    source: CoT\n    file: rows.jsonl\n    patterns:\n      - {inputs: \"{m}\", targets: \"{answer}\"}\n", 6, "has the place {m}"),
            ("tasks:\n  - name: a\n    source: CoT\n    file: rows.jsonl\n    patterns:\n      - {inputs: \"{n}\", target: \"{answer}\"}\n", 6, "did you mean targets?"),
            ("tasks:\n  - name: a\n    source: CoT\n    file: bad.jsonl\n    patterns: [{inputs: \"{n}\", targets: \"{answer}\"}]\n", 4, "no record that can be a row"),
            ("tasks:\n  - name: a\n    source: NIv2\n    file: rows.jsonl\n    exemplars: rows.jsonl\n    patterns: [{inputs: \"{n}\", targets: \"{answer}\"}]\n", 5, "no examples of the task a"),
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
        await Run(manifest, "1200", ("flan2021-cap", "20"), ("few-shot", "same"));
        Assert.Equal(before, File.ReadAllBytes(_folder["out.jsonl"]));

        // Room for a question and one or two examples.
        await Run(manifest, "100", ("max-tokens", "70"), ("few-shot", "same"));
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

    private List<Example> Few() => [.. Read().Where(example => Field(example, "template_type").StartsWith("fs", StringComparison.Ordinal))];

    private IEnumerable<Example> Read() => Dataset.Read(_folder["out.jsonl"], RecordFormat.Find("flan")!).ToBlockingEnumerable(TestContext.Current.CancellationToken);
}
