using System.Text.Json;
using DatasetKit.Recipes.Bloomz;

namespace DatasetKit.Recipes.Tests;

public sealed class BloomzRecipeTests : IDisposable
{
    private const string Prompts = """
        dataset: reviews
        templates:
          a1: !Template
            answer_choices: bad ||| good
            id: a1
            jinja: '{{text}} Good or bad? ||| {{answer_choices[label]}}'
            metadata: !TemplateMetadata
              languages: [en]
            name: good or bad
            reference: ours
          a2: !Template
            answer_choices: null
            id: a2
            jinja: 'Write a {{ "good" if label else "bad" }} review. ||| {% if text|length > 3 %}{{text}}{% endif %}'
            metadata: !TemplateMetadata
              languages: [en]
            name: write/it
            reference: ours
          a3: !Template
            answer_choices: schlecht ||| gut
            id: a3
            jinja: '{{text}} Gut oder schlecht? ||| {{answer_choices[label]}}'
            metadata: !TemplateMetadata
              languages: [de]
            name: gut oder schlecht
            reference: ours

        """;

    private static readonly Recipe s_recipe = Recipe.Find("bloomz")!;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>"Works when", first part: prompts of promptsource render as promptsource does, also a field that contains the separator.</summary>
    [Fact]
    public void Prompts_render_as_promptsource_does()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedFolder.PathOf("golden", "promptsource_apply.json")));
        var files = new[] { "super_glue_rte", "imdb", "ag_news" }.SelectMany(name => PromptFile.Load(SharedFolder.PathOf("data", "bloomz", $"promptsource_{name}.yaml"), truncate: true)).ToLookup(prompt => prompt.Name);
        var (equal, fromFiles) = (0, 0);
        foreach (var entry in golden.RootElement.EnumerateArray())
        {
            var name = entry.GetProperty("template").GetString()!;
            var record = JsonValue.Parse(entry.GetProperty("example").GetRawText());
            var choices = entry.GetProperty("answer_choices").ValueKind == JsonValueKind.Null ? null : entry.GetProperty("answer_choices").GetString();
            var result = entry.GetProperty("result").EnumerateArray().Select(part => part.GetString()!).ToList();
            var prompt = JinjaPrompt.Parse(entry.GetProperty("jinja").GetString()!, choices, name, truncate: true);
            if (entry.GetProperty("usesRandom").GetBoolean())
            {
                Assert.Equal(result.Count, prompt.Apply(record).Count);
                continue;
            }

            Assert.Equal(result, prompt.Apply(record));
            equal++;
            if (entry.GetProperty("dataset").GetString() is "super_glue" or "imdb" or "ag_news")
            {
                Assert.Contains(files[name], own => own.Prompt.Apply(record).SequenceEqual(result));
                fromFiles++;
            }
        }

        Assert.True(equal > 50 && fromFiles > 30, $"{equal} equal, {fromFiles} of them from files");
    }

    /// <summary>"Works when", second part: prompts × languages make a file of each pair, by the rules, and a file of weights.</summary>
    [Fact]
    public async Task Each_pair_of_dataset_and_prompt_gets_its_file_by_the_rules_of_cap_skip_and_empty()
    {
        var sources = Write();

        var report = await Run(_folder["out/{pair}.jsonl"], ("sources", sources), ("cap", "3"));

        Assert.Equal(["de/xp3_reviews__test_gut_oder_schlecht.jsonl", "en/xp3_reviews_small_train_good_or_bad.jsonl", "en/xp3_reviews_small_train_write_it.jsonl"], Files());
        Assert.Equal(
            ["""{"inputs":"Bad. Good or bad?","targets":"bad"}""", """{"inputs":"no Good or bad?","targets":"bad"}"""],
            Lines("out/en/xp3_reviews_small_train_good_or_bad.jsonl").Order(StringComparer.Ordinal));
        Assert.Equal(2, Lines("out/en/xp3_reviews_small_train_write_it.jsonl").Count());
        Assert.Equal(2, report.Steps.Single(step => step.Name == "reviews/small train en: good or bad").Dropped["not among the first"]);
        Assert.Equal(1, report.Steps.Single(step => step.Name == "reviews/small train en: write/it").Dropped["empty"]);
        Assert.Equal(2, report.Ledger.Duplicates);
        Assert.True(report.Ledger.Balances);
        Assert.All(report.Steps, step => Assert.True(step.Balances, step.Name));
    }

    [Fact]
    public async Task Languages_become_files_with_a_file_of_their_weights_that_mixes_them_again()
    {
        var sources = Write();
        await Run(_folder["xp3_{language}.jsonl"], ("sources", sources), ("weights", _folder["train.txt"]), ("fields", "xp3x"));

        var mixture = Assert.Single(Mixture.Load(_folder["train.txt"]));
        Assert.Equal(["xp3_de", "xp3_en"], mixture.Entries.Select(entry => Path.GetFileName(entry.Path)).Order(StringComparer.Ordinal));
        Assert.Equal(1, mixture.Entries.Sum(entry => entry.Weight), 6);
        Assert.Contains("\"language\":\"de\",\"split\":\"test\",\"template\":\"gut oder schlecht\",\"dataset\":\"reviews\"", Lines("xp3_de.jsonl").First(), StringComparison.Ordinal);

        var report = await Run(_folder["mixed.jsonl"], ("mixture", _folder["train.txt"]));
        Assert.True(report.Ledger.Written > 0 && report.Ledger.Balances);
    }

    [Fact]
    public async Task Compat_keeps_the_first_by_the_alphabet()
    {
        await Run(_folder["out.jsonl"], ("sources", Write()), ("cap", "1"), ("keep", "compat"));
        Assert.Contains("""{"inputs":"A long review that says nothing at all. Good or bad?","targets":"good"}""", Lines("out.jsonl"));
    }

    [Fact]
    public async Task Packed_examples_have_loss_on_their_targets()
    {
        await Run(_folder["packed.jsonl"], ("sources", Write()), ("tokenizer", "cl100k_base"), ("pack", "64"));
        using var bin = JsonDocument.Parse(Lines("packed.jsonl").First());
        var labels = bin.RootElement.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32()).ToList();
        Assert.Contains(-100, labels);
        Assert.Contains(labels, label => label >= 0);
    }

    [Fact]
    public async Task Bins_take_examples_as_they_come_and_weigh_each_target_by_its_length_when_asked_to()
    {
        await Run(_folder["packed.jsonl"], ("sources", Write()), ("tokenizer", "cl100k_base"), ("pack", "64"), ("weight-targets", "true"));
        using var bin = JsonDocument.Parse(Lines("packed.jsonl").First());
        var weights = bin.RootElement.GetProperty("loss_weights").EnumerateArray().Select(weight => weight.GetDouble()).ToList();
        var labels = bin.RootElement.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32()).ToList();
        Assert.Equal(labels.Select(label => label != -100), weights.Select(weight => weight > 0));
        // Each example's weights make one.
        Assert.Equal(bin.RootElement.GetProperty("segment_ids").EnumerateArray().Last().GetInt32(), weights.Sum(), 4);
    }

    [Fact]
    public void Names_of_files_have_no_slash_and_no_space_and_those_of_xp3x_no_hyphen()
    {
        Assert.Equal("en/xp3_GEM_wiki-auto_a_train_say_it-so", BloomzSource.PairOf(false, "en", "GEM/wiki-auto", "a", "train", "say it-so"));
        Assert.Equal("en/xp3_GEM_wiki_auto_a_train_say_it_so", BloomzSource.PairOf(true, "en", "GEM/wiki-auto", "a", "train", "say it-so"));
    }

    /// <summary>APPS: a random one of the solutions, which stand as a JSON text; none leaves the record out.</summary>
    [Fact]
    public async Task A_solution_of_apps_is_taken_by_chance_and_always_the_same()
    {
        _folder.Write("apps.yaml", "templates:\n  a: !Template\n    name: solve\n    jinja: '{{question}} ||| {{solution}}'\n");
        _folder.Write("apps.jsonl", string.Concat(Enumerable.Range(0, 40).Select(i => $$"""{"question":"q{{i}}","solutions":"[\"s{{i}}a\", \"s{{i}}b\"]"}""" + "\n")) + """
            {"question":"none","solutions":""}
            {"question":"empty","solutions":"[]"}
            {"question":"broken","solutions":"[1"}

            """);
        var sources = _folder.Write("apps-sources.yaml", "sources:\n  - {dataset: codeparrot/apps, split: train, language: code, files: apps.jsonl, templates: apps.yaml, repair: apps}\n");

        var report = await Run(_folder["apps-out.jsonl"], ("sources", sources));

        var answers = Lines("apps-out.jsonl").Select(line => JsonDocument.Parse(line).RootElement.GetProperty("targets").GetString()!).ToList();
        Assert.Equal(40, answers.Count);
        Assert.InRange(answers.Count(answer => answer.EndsWith('a')), 8, 32);
        Assert.Equal((2, 1), (report.Steps[0].Dropped["no solution"], report.Steps[0].Dropped["solutions are no JSON"]));
        await Run(_folder["apps-again.jsonl"], ("sources", sources));
        Assert.Equal(Lines("apps-out.jsonl"), Lines("apps-again.jsonl"));
    }

    /// <summary>XLCoST: one line with marks becomes code again, and the newline between a comment and its code stays.</summary>
    [Fact]
    public async Task Code_of_xlcost_gets_its_lines_back_and_keeps_the_newline_where_input_and_target_meet()
    {
        _folder.Write("x.yaml", "templates:\n  a: !Template\n    name: code\n    jinja: \"# {{text}}\\n|||{{code_clean}}\\n\"\n");
        _folder.Write("x.jsonl", """{"text":"Twice","code":"def f ( a ) : NEW_LINE INDENT if a : NEW_LINE INDENT return \" x STRNEWLINE TABSYMBOL \" NEW_LINE DEDENT return 2 NEW_LINE DEDENT"}""" + "\n");
        var sources = _folder.Write("x-sources.yaml", "sources:\n  - {dataset: x, split: train, language: code, files: x.jsonl, templates: x.yaml, repair: xlcost, strip-connection: false}\n");

        await Run(_folder["x-out.jsonl"], ("sources", sources), ("truncate", "false"));

        using var record = JsonDocument.Parse(Assert.Single(Lines("x-out.jsonl")));
        Assert.Equal("# Twice\n", record.RootElement.GetProperty("inputs").GetString());
        Assert.Equal("def f ( a ) :\n\tif a :\n\t\treturn \" x \n \t \"\n\treturn 2", record.RootElement.GetProperty("targets").GetString());
    }

    [Fact]
    public async Task A_hidden_label_does_not_become_the_last_choice_unless_that_is_wanted()
    {
        _folder.Write("p.yaml", Prompts);
        _folder.Write("hidden.jsonl", """{"text":"Fine.","label":-1}""" + "\n" + """{"text":"Poor.","label":0}""" + "\n");
        var sources = _folder.Write("hidden.yaml", "sources:\n  - {dataset: r, split: test, language: en, files: hidden.jsonl, templates: p.yaml, skip: [write/it, gut oder schlecht]}\n");

        var report = await Run(_folder["h.jsonl"], ("sources", sources));
        Assert.Equal(["""{"inputs":"Poor. Good or bad?","targets":"bad"}"""], Lines("h.jsonl"));
        Assert.Equal(1, report.Steps[0].Dropped["hidden label"]);

        await Run(_folder["compat.jsonl"], ("sources", sources), ("drop-hidden-labels", "false"));
        Assert.Contains("""{"inputs":"Fine. Good or bad?","targets":"good"}""", Lines("compat.jsonl"));
    }

    [Fact]
    public async Task A_run_takes_the_splits_that_are_its_own_and_a_pair_without_examples_gets_no_file()
    {
        _folder.Write("p.yaml", Prompts);
        _folder.Write("r.jsonl", """{"text":"no","label":0}""" + "\n");
        string Source(string split) => $"  - {{dataset: r, split: {split}, language: en, files: r.jsonl, templates: p.yaml, prompt-languages: en}}\n";
        var sources = _folder.Write("splits.yaml", "sources:\n" + string.Concat(((string[])["train", "test", "validation", "sampled_test"]).Select(Source)));

        // The prompt write/it makes an empty target of so short a text.
        await Run(_folder["out/{pair}.jsonl"], ("sources", sources), ("run", "train"));
        Assert.Equal(["en/xp3_r__train_good_or_bad.jsonl"], Files());
        await Run(_folder["validation.jsonl"], ("sources", sources), ("run", "validation"), ("fields", "xp3x"));
        Assert.All(Lines("validation.jsonl"), line => Assert.Contains("\"split\":\"validation\"", line, StringComparison.Ordinal));
    }

    /// <summary>"Works when", third part, and the published mixtures.</summary>
    [Theory]
    [InlineData("xp3capmixnewcodelong_train.txt", 48, "train")]
    [InlineData("xp3capmixnewcodelong_validation.txt", 48, "validation")]
    public void The_published_mixtures_are_read_and_written_again(string name, int entries, string part)
    {
        var path = SharedFolder.PathOf("data", "bloomz", name);
        var mixture = Assert.Single(Mixture.Load(path));
        Assert.Equal(part, mixture.Name);
        Assert.InRange(mixture.Entries.Count, entries - 4, entries + 4);
        Assert.InRange(mixture.Entries.Sum(entry => entry.Weight), 0.99, 1.02);
        var again = Assert.Single(Mixture.Load(_folder.Write("again.txt", mixture.ToLine())));
        Assert.Equal(mixture.Entries, again.Entries);
    }

    [Theory]
    [InlineData("sources:\n  - {dataset: r, split: s, language: en, files: none.jsonl, templates: p.yaml}", 2, "there is no file")]
    [InlineData("sources: []", 1, "needs a source")]
    [InlineData("sources:\n  - {dataset: r, split: s, language: en, files: r.jsonl, templates: p.yaml, repair: app}", 2, "did you mean apps?")]
    [InlineData("sources:\n  - {dataset: r, split: s, files: r.jsonl, templates: p.yaml}", 2, "\"language\" is missing")]
    [InlineData("sources:\n  - dataset: r\n    split: s\n    language: en\n    files: r.jsonl\n    templates: p.yaml\n    skip: [good or bat]", 7, "did you mean good or bad?")]
    [InlineData("sources:\n  - dataset: r\n    split: s\n    languge: en", 4, "did you mean language?")]
    [InlineData("sources:\n  - {dataset: r, split: s, language: en, files: r.jsonl, templates: p.yaml, skip: all}", 1, "no prompt is left")]
    public void A_fault_in_the_manifest_stops_the_run_at_its_line(string manifest, int line, string says)
    {
        _folder.Write("p.yaml", Prompts);
        _folder.Write("r.jsonl", "no JSON");
        var path = _folder.Write("m.yaml", manifest);
        var fault = Assert.Throws<RecipeException>(() => s_recipe.Compose(s_recipe.Arguments([], ("sources", path))));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Equal((path, line), (fault.File, (int)fault.Line));
    }

    [Fact]
    public async Task Weights_without_bins_stop_the_run()
    {
        var fault = await Assert.ThrowsAsync<RecipeException>(() => Run(_folder["out.jsonl"], ("sources", Write()), ("weight-targets", "true")));
        Assert.Contains("set pack", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prompt_that_is_no_template_is_named_with_its_line()
    {
        var path = _folder.Write("p.yaml", "templates:\n  a: !Template\n    name: broken\n    jinja: '{{ text ||| {% if %}'\n");
        var fault = Assert.Throws<RecipeException>(() => PromptFile.Load(path, truncate: false));
        Assert.Equal((path, 4), (fault.File, (int)fault.Line));
    }

    [Fact]
    public void A_mixture_that_cannot_be_read_names_its_line()
    {
        var fault = Assert.Throws<RecipeException>(() => Mixture.Load(_folder.Write("m.txt", "\n\"train: 0.5 0:0.95 a, much 0:1 b\"\n")));
        Assert.Equal(2, fault.Line);
    }

    private string Write()
    {
        _folder.Write("p.yaml", Prompts);
        _folder.Write("reviews.jsonl", """
            {"text":"Fine!","label":1}
            {"text":"A long review that says nothing at all.","label":1}
            {"text":"no","label":0}
            {"text":"Bad.","label":0}
            {"text":"Bad.","label":0}

            """);
        _folder.Write("de.jsonl", """{"text":"Schön.","label":1}""" + "\n");
        return _folder.Write("sources.yaml", """
            sources:
              - {dataset: reviews, subset: small, split: train, language: en, files: reviews.jsonl, templates: p.yaml, prompt-languages: en}
              - {dataset: reviews, split: test, language: de, files: de.jsonl, templates: p.yaml, prompt-languages: [de], skip: [write/it]}
            """);
    }

    private IEnumerable<string> Lines(string name) => File.ReadLines(_folder[name]);

    private IEnumerable<string> Files() => Directory.GetFiles(_folder["out"], "*.jsonl", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder["out"], file)).Order(StringComparer.Ordinal);

    private static async Task<BuildReport> Run(string output, params (string, string)[] parameters) =>
        Assert.Single(await s_recipe.RunAsync(s_recipe.Arguments([], parameters), output, cancellationToken: TestContext.Current.CancellationToken));
}
