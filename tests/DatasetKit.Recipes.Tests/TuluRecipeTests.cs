using System.Text.Json;

namespace DatasetKit.Recipes.Tests;

public sealed class TuluRecipeTests : IDisposable
{
    private const string Lima = """{"conversations":["q","a"],"source":"authors"}""";

    private static readonly Recipe s_recipe = Recipe.Find("tulu")!;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>"Works when": each source shape becomes messages with the given ids, and a manifest's counts are met exactly.</summary>
    [Fact]
    public async Task Each_source_becomes_messages_with_its_ids_and_a_manifest_is_met_to_the_example()
    {
        WriteSources();
        var mix = _folder.Write("mix.yaml", """
            seed: 7
            sources:
              - {dataset: cot, count: 6, parts: [{files: cot.jsonl, portion: 0.5}, {files: flan.jsonl, portion: 0.5}]}
              - {dataset: flan_v2, files: [flan.jsonl]}
              - {dataset: dolly, files: dolly.jsonl, sampler: random, count: 5}
              - {dataset: self_instruct, files: alpaca.jsonl, sampler: first, count: 2}
              - {dataset: stanford_alpaca, files: alpaca.jsonl}
              - {dataset: code_alpaca, files: alpaca.jsonl, sampler: random, count: 1, seed: 3}
              - {dataset: gpt4_alpaca, files: [alpaca.jsonl, alpaca.jsonl]}
              - {dataset: sharegpt, files: sharegpt.json}
              - {dataset: lima, files: lima.jsonl}
              - {dataset: super_ni, files: [task001.json, task002_mmmlu_x.json], zero-shot: 3, few-shot: 2}
              - {dataset: unnatural_instructions, files: core.jsonl}
              - {dataset: oasst1, files: trees.jsonl}
              - {dataset: best, reader: oasst1, files: trees.jsonl, top-replies: 1}
              - {dataset: baize, files: baize.json}
              - {dataset: wizardlm, files: wizard.jsonl}
              - {dataset: open_orca, files: orca.jsonl}
              - {dataset: hard_coded, files: hard.csv, filter: none, repeat: 10}
              - {dataset: science, files: science.jsonl}
              - {dataset: mine, reader: messages, files: messages.jsonl}
            """);

        var (records, report) = await Run(mix);

        var counts = records.CountBy(record => record.GetProperty("dataset").GetString()!).ToDictionary();
        Assert.Equal(
            "baize 1, best 1, code_alpaca 1, cot 6, dolly 5, flan_v2 6, gpt4_alpaca 8, hard_coded 20, lima 2, mine 1, oasst1 2, open_orca 2, science.scitldr 1, self_instruct 2, sharegpt 1, stanford_alpaca 4, super_ni 5, unnatural_instructions 2, wizardlm 1",
            string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}")));
        var ids = records.Select(record => record.GetProperty("id").GetString()!).ToHashSet();
        Assert.Superset(new HashSet<string> { "cot_0", "cot_5", "flan_v2_5", "dolly_4", "self_instruct_1", "sharegpt_abc", "lima_1", "wizardlm_mQ", "open_orca_niv.1", "hard_coded_1", "science_0", "mine_m1", "oasst1_1", "best_0", "baize_0" }, ids);
        Assert.Equal("""[{"role":"system","content":"Be brief."},{"role":"user","content":"q"},{"role":"assistant","content":"a"}]""", Of(records, "open_orca_niv.1"));
        Assert.Equal("""[{"role":"user","content":"one\n"},{"role":"assistant","content":"1"}]""", Of(records, "flan_v2_0"));
        Assert.Equal("""[{"role":"user","content":"two:"},{"role":"assistant","content":"2"}]""", Of(records, "flan_v2_1"));
        Assert.Equal("""[{"role":"user","content":"q"},{"role":"assistant","content":"better"}]""", Of(records, "best_0"));
        Assert.Equal(2, records.Count(record => record.GetProperty("dataset").GetString() == "super_ni" && Text(record, 0).StartsWith("Say it.\n\nInput:\np", StringComparison.Ordinal) && Text(record, 0).Split("Output:").Length == 4));
        Assert.Contains("Do it.\nIn one word.", Text(records.First(record => record.GetProperty("id").GetString() == "unnatural_instructions_0"), 0), StringComparison.Ordinal);
        Assert.DoesNotContain("None", Text(records.First(record => record.GetProperty("id").GetString() == "unnatural_instructions_1"), 0), StringComparison.Ordinal);
        Assert.Equal("""[{"role":"user","content":"Hello"},{"role":"assistant","content":"Hi there"}]""", Of(records, "baize_0"));
        Assert.Equal("""[{"role":"user","content":"q1"},{"role":"assistant","content":"a1"}]""", Of(records, "lima_1"));
        Assert.All(records.Where(record => record.GetProperty("dataset").GetString() == "dolly"), record => Assert.Contains(Text(record, 0), Encodings(Text(record, 1))));
        Assert.Equal(2, report.Steps.Single(step => step.Name == "messages").Dropped.Values.Sum());
        Assert.Equal(1, report.Steps.Single(step => step.Name == "filter").Dropped["names another model"]);
        Assert.Equal("DK1010", Assert.Single(report.Findings).Diagnostic.Code);
        Assert.All(report.Steps, step => Assert.True(step.Balances, step.Name));
        Assert.True(report.Ledger.Balances);
    }

    [Fact]
    public async Task The_same_manifest_gives_the_same_bytes_and_another_seed_other_examples()
    {
        WriteSources();
        const string Sources = "\nsources:\n  - {dataset: dolly, files: dolly.jsonl, sampler: random, count: 5}\n";
        var first = await Bytes(_folder.Write("a.yaml", "seed: 1" + Sources));
        Assert.Equal(first, await Bytes(_folder.Write("b.yaml", "seed: 1" + Sources)));
        Assert.NotEqual(first, await Bytes(_folder.Write("c.yaml", "seed: 2" + Sources)));
    }

    [Fact]
    public async Task Portions_of_a_total_are_met_to_the_example()
    {
        WriteSources();
        var mix = _folder.Write("mix.yaml", "total: 10\nsources:\n  - {dataset: dolly, files: dolly.jsonl, portion: 0.7}\n  - {dataset: flan_v2, files: flan.jsonl, portion: 0.3}\n");

        var (records, _) = await Run(mix);

        Assert.Equal(7, records.Count(record => record.GetProperty("dataset").GetString() == "dolly"));
        Assert.Equal(3, records.Count(record => record.GetProperty("dataset").GetString() == "flan_v2"));
    }

    [Theory]
    [InlineData("sources:\n  - {dataset: limma, files: lima.jsonl}", 2, "did you mean lima?")]
    [InlineData("sources:\n  - {dataset: lima, files: none.jsonl}", 2, "there is no file")]
    [InlineData("sources:\n  - dataset: lima\n    files: lima.jsonl\n    sampler: randm\n    count: 1", 4, "did you mean random?")]
    [InlineData("sources:\n  - dataset: lima\n    files: lima.jsonl\n    filtre: none", 4, "did you mean filter?")]
    [InlineData("sources:\n  - dataset: lima\n    files: lima.jsonl\n    repeat: 0", 4, "a whole number from 1")]
    [InlineData("sources:\n  - dataset: lima\n    files: lima.jsonl\n    sampler: first", 2, "needs a count")]
    [InlineData("total: 4\nsources:\n  - {dataset: lima, files: lima.jsonl, portion: 0.5}\n  - {dataset: mine, reader: lima, files: lima.jsonl, portion: 0.45}", 3, "sum to 0.95, not to 1")]
    [InlineData("total: 4\nsources:\n  - {dataset: lima, files: lima.jsonl, portion: 0.5}\n  - {dataset: mine, reader: lima, files: lima.jsonl}", 4, "no portion")]
    [InlineData("sources:\n  - dataset: lima\n    count: 3\n    parts:\n      - {files: lima.jsonl, portion: 0.6}\n      - {files: lima.jsonl, portion: 0.6}", 5, "sum to 1.2")]
    [InlineData("sources:\n  - {dataset: lima, files: lima.jsonl}\n  - {dataset: lima, files: lima.jsonl}", 3, "twice")]
    [InlineData("seeds: 3\nsources: []", 1, "did you mean seed?")]
    public void A_fault_in_the_manifest_stops_the_run_at_its_line(string manifest, int line, string says)
    {
        _folder.Write("lima.jsonl", "this is no JSON at all");
        var mix = _folder.Write("mix.yaml", manifest);

        var fault = Assert.Throws<RecipeException>(() => s_recipe.Compose(s_recipe.Arguments([], ("mix", mix))));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Equal((mix, line), (fault.File, (int)fault.Line));
    }

    [Theory]
    [InlineData("tulu-1.yaml")]
    [InlineData("tulu-2.yaml")]
    public void The_published_mixes_are_manifests_without_a_fault(string name)
    {
        var manifest = File.ReadAllText(Path.Join(AppContext.BaseDirectory, "recipes", "tulu", name));
        foreach (var word in manifest.Split([' ', ',', '\n', '{', '}']).Where(word => word.EndsWith(".jsonl", StringComparison.Ordinal) || word.EndsWith(".json", StringComparison.Ordinal) || word.EndsWith(".xlsx", StringComparison.Ordinal)))
        {
            _folder.Write(word, "");
        }

        s_recipe.Compose(s_recipe.Arguments([], ("mix", _folder.Write(name, manifest)), ("tokenizer", "cl100k_base")));
    }

    [Fact]
    public void A_run_without_a_manifest_and_one_with_inputs_say_what_is_wanted()
    {
        Assert.Contains("set mix", Assert.Throws<RecipeException>(() => s_recipe.Compose(s_recipe.Arguments([]))).Message, StringComparison.Ordinal);
        Assert.Contains("no input", Assert.Throws<RecipeException>(() => s_recipe.Compose(s_recipe.Arguments(["-"]))).Message, StringComparison.Ordinal);
    }

    private static string Of(List<JsonElement> records, string id) => records.First(record => record.GetProperty("id").GetString() == id).GetProperty("messages").GetRawText();

    private static string Text(JsonElement record, int message) => record.GetProperty("messages")[message].GetProperty("content").GetString()!;

    /// <summary>All that can become of the Dolly example with this answer.</summary>
    private static IEnumerable<string> Encodings(string answer)
    {
        var number = answer.Trim()["answer ".Length..];
        var example = Example.Instruct($"question {number}", answer.Trim(), int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) % 2 == 0 ? "context" : default(DatasetKit.Text));
        var all = example.Input.IsEmpty ? PromptEncodings.OpenInstruct.WithoutInput : PromptEncodings.OpenInstruct.WithInput;
        return all.Select(encoding => encoding.Encode(example).Instruction.ToString());
    }

    private void WriteSources()
    {
        _folder.Write("cot.jsonl", Lines(6, i => $$"""{"inputs":"cot {{i}}","targets":"because"}"""));
        _folder.Write("flan.jsonl", """
            {"inputs":"one","targets":"1"}
            {"inputs":"two:","targets":"2"}
            {"inputs":"three\n","targets":"3"}
            {"inputs":"four: ","targets":"4"}
            {"inputs":"five","targets":"5"}
            {"inputs":"six","targets":"6"}

            """);
        _folder.Write("dolly.jsonl", Lines(20, i => $$"""{"instruction":"question {{i}}","context":"{{(i % 2 == 0 ? "context" : "")}}","response":"answer {{i}}","category":"open_qa"}"""));
        _folder.Write("alpaca.jsonl", Lines(4, i => $$"""{"instruction":"do {{i}}","input":"","output":"done"}"""));
        _folder.Write("sharegpt.json", """
            [{"id":"abc","conversations":[{"from":"human","value":"hello"},{"from":"gpt","value":"hi"}]},
            {"id":"b","conversations":[{"from":"user","value":"hello"},{"from":"bing","value":"hi"}]},
            {"id":"c","conversations":[{"from":"system","value":"s"},{"from":"user","value":"hello"},{"from":"chatgpt","value":"hi"}]}]
            """);
        _folder.Write("lima.jsonl", Lima + "\n" + """{"conversations":["q1","a1","q2"],"source":"authors"}""" + "\n");
        var task = $$"""{"Definition":["Say it."],"Positive Examples":[{"input":"p1","output":"P1"},{"input":"p2","output":"P2"},{"input":"p3","output":"P3"}],"Instances":[{{string.Join(',', Enumerable.Range(0, 9).Select(i => $$"""{"id":"t-{{i}}","input":"in {{i}}","output":["out {{i}}"]}"""))}}]}""";
        _folder.Write("task001.json", task);
        _folder.Write("task002_mmmlu_x.json", task);
        _folder.Write("core.jsonl", """
            {"instruction":"Do it.","instances":[{"instruction_with_input":"Do it. x","input":"x","constraints":"In one word.","output":"X"},{"instruction_with_input":"Do it. y","input":"y","constraints":"None.","output":"Y"}]}

            """);
        _folder.Write("trees.jsonl", """
            {"message_tree_id":"t","prompt":{"role":"prompter","text":"q","deleted":false,"labels":{},"replies":[{"role":"assistant","text":"worse","deleted":false,"labels":{"quality":{"value":0.2,"count":1}},"replies":[]},{"role":"assistant","text":"better","deleted":false,"labels":{"quality":{"value":0.9,"count":1}},"replies":[]}]}}

            """);
        _folder.Write("baize.json", """[{"input":"The conversation between human and AI assistant.\n[|Human|] Hello\n[|AI|] Hi there\n[|Human|] "}]""");
        _folder.Write("wizard.jsonl", """{"idx":"mQ","conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"}]}""" + "\n");
        _folder.Write("orca.jsonl", """
            {"id":"niv.1","system_prompt":"Be brief.","question":"q","response":"a"}
            {"id":"niv.2","system_prompt":"Be brief.","question":"q","response":"As ChatGPT I cannot"}
            {"id":"niv.3","system_prompt":"Be brief.","question":"palms","response":"palm trees"}

            """);
        _folder.Write("hard.csv", "Prompt,Output\nWho made you?,Not OpenAI.\nWho are you?,A model.\n");
        _folder.Write("science.jsonl", """{"dataset":"scitldr","input":"text","output":"short"}""" + "\n");
        _folder.Write("messages.jsonl", """{"id":"m1","messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}""" + "\n");
    }

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));

    private static async Task<byte[]> Bytes(string mix)
    {
        await s_recipe.RunAsync(s_recipe.Arguments([], ("mix", mix)), mix + ".jsonl", cancellationToken: TestContext.Current.CancellationToken);
        return await File.ReadAllBytesAsync(mix + ".jsonl", TestContext.Current.CancellationToken);
    }

    private async Task<(List<JsonElement> Records, BuildReport Report)> Run(string mix)
    {
        var report = Assert.Single(await s_recipe.RunAsync(s_recipe.Arguments([], ("mix", mix)), _folder["out.jsonl"], cancellationToken: TestContext.Current.CancellationToken));
        var lines = await File.ReadAllLinesAsync(_folder["out.jsonl"], TestContext.Current.CancellationToken);
        return ([.. lines.Select(line => JsonDocument.Parse(line).RootElement)], report);
    }
}
