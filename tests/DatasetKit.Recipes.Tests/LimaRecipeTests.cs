using System.Text.Json;
using DatasetKit.Recipes.Lima;

namespace DatasetKit.Recipes.Tests;

public sealed class LimaRecipeTests : IDisposable
{
    private static readonly Recipe s_recipe = Recipe.Find("lima")!;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>"Works when": of a dump exactly those rows that satisfy all rules.</summary>
    [Fact]
    public async Task A_dump_gives_exactly_the_rows_that_satisfy_all_rules()
    {
        var good = string.Concat(Enumerable.Repeat("<p>Water boils when its vapour presses as hard as the air.</p>", 25));
        _folder.Write("physics.xml", Dump(
            Question(1, "Why does water boil?", 90), Answer(2, 1, 9, good), Answer(3, 1, 12, good + """<p>See <a href="https://example.com">this page</a> <img src="x.png"/> and:</p><ol><li>Heat</li><li>Wait</li></ol><pre><code>t &lt; 100</code></pre>"""),
            Question(4, "Why is ice light?", 80), Answer(5, 4, 9, good),
            Question(6, "Is it short?", 70), Answer(7, 6, 50, "<p>Yes.</p>"),
            Question(8, "Is it long?", 60), Answer(9, 8, 50, good + good + good),
            Question(10, "Who says so?", 50), Answer(11, 10, 50, good + "<p>I think so.</p>"),
            Question(12, "What else?", 40), Answer(13, 12, 50, good + "<p>As mentioned in the comments, it does.</p>"),
            Question(14, "Nobody knows?", 30),
            "<row Id=\"15\" PostTypeId=\"1\" Title=\"t\" Body=\"b\" Score=\"many\" />",
            "<row Id=\"16\" PostTypeId=\"5\" Body=\"wiki\" />"));
        var sources = _folder.Write("sources.yaml", "sources:\n  - {source: stackexchange, kind: posts, files: physics.xml}\n");

        var (records, report) = await Run(sources, ("body-share", "0"));

        var turns = Assert.Single(records).GetProperty("conversations");
        Assert.Equal("Why does water boil?", turns[0].GetString());
        Assert.EndsWith("See this page  and:\n\n1. Heat\n2. Wait\n\n```\nt < 100\n```", turns[1].GetString(), StringComparison.Ordinal);
        Assert.Equal("stackexchange", records[0].GetProperty("source").GetString());
        Assert.Equal(["low score", "too long", "too short", "first person", "refers to another answer"], report.Steps.SelectMany(step => step.Dropped.Keys));
        Assert.Equal(1, report.Ledger.Rejected);
        Assert.All(report.Steps, step => Assert.True(step.Balances, step.Name));
        Assert.True(report.Ledger.Balances);
    }

    /// <summary>"Works when": sampling is the same for a seed, and the more even the higher the temperature.</summary>
    [Fact]
    public async Task Sites_are_drawn_by_size_and_temperature_the_same_for_a_seed()
    {
        var answer = "<p>" + new string('x', 1500) + "</p>";
        foreach (var (name, size) in new[] { ("big", 1000), ("small", 40) })
        {
            _folder.Write(name + ".xml", Dump([.. Enumerable.Range(0, size).SelectMany(i => (string[])[Question(2 * i, $"{name} {i}", 1000 - i), Answer((2 * i) + 1, 2 * i, 20, answer)])]));
        }

        var sources = _folder.Write("sources.yaml", "sources:\n  - {source: stackexchange, kind: posts, files: [big.xml, small.xml], count: 60}\n");

        var (records, _) = await Run(sources, ("body-share", "0"));
        Assert.Equal(60, records.Count);
        // By the third root, 10 to 3.42; by size, 25 to 1.
        Assert.InRange(Small(records), 8, 24);
        Assert.Equal(Enumerable.Range(0, Small(records)).Select(i => $"small {i}"), records.Select(Prompt).Where(prompt => prompt.StartsWith("small", StringComparison.Ordinal)));
        var (again, _) = await Run(sources, ("body-share", "0"));
        Assert.Equal(records.Select(Prompt), again.Select(Prompt));
        var (bySize, _) = await Run(sources, ("body-share", "0"), ("temperature", "1"));
        Assert.InRange(Small(bySize), 0, 7);
        var (other, _) = await Run(sources, ("body-share", "0"), ("seed", "7"));
        Assert.NotEqual(records.Select(Prompt), other.Select(Prompt));
    }

    [Fact]
    public async Task Articles_are_drawn_by_category_and_accepted_pairs_are_taken()
    {
        _folder.Write("how.jsonl", string.Concat(Enumerable.Range(0, 50).Select(i => $$"""{"title":"Bake {{i}}","text":"This article shows [how](x) to bake.","category":"food"}""" + "\n"))
            + """{"title":"How to Ski","text":"Lean forward.","category":"sports"}""" + "\n");
        _folder.Write("pairs.jsonl", """
            {"id":"p1","instruction":"Write of the sea.","output":"It rose."}
            {"id":"p2","instruction":"Write of the wind.","output":"It blew."}

            """);
        _folder.Write("accepted.txt", "p2\n");
        var sources = _folder.Write("sources.yaml", "sources:\n  - {source: wikihow, kind: articles, files: how.jsonl, count: 8}\n  - {source: pushshift_r_wp, kind: pairs, files: pairs.jsonl, accept: accepted.txt}\n");

        var (records, report) = await Run(sources);

        Assert.Equal(9, records.Count);
        Assert.Contains(records, record => record.GetRawText().Contains("""["How to Ski?","Lean forward."]""", StringComparison.Ordinal));
        Assert.Contains(records, record => Prompt(record).StartsWith("How to Bake", StringComparison.Ordinal) && record.GetRawText().Contains("The following answer shows how to bake.", StringComparison.Ordinal));
        Assert.Equal("Write of the wind.", Prompt(records[^1]));
        Assert.Equal(1, report.Steps.Single(step => step.Name == "accept").Dropped["not accepted"]);
    }

    /// <summary>"Works when": lists of texts, lists of objects and messages, there and back, the source kept.</summary>
    [Fact]
    public async Task The_three_shapes_of_lima_become_one_another_without_loss()
    {
        const string Line = """{"conversations":["q1","a1","q2","a2"],"source":"multi_turn"}""";
        var (keep, cancel) = (new WriteOptions { Extra = ExtraPolicy.Keep }, TestContext.Current.CancellationToken);
        await Dataset.Read(_folder.Write("a.jsonl", Line + "\n")).WriteAsync(_folder["b.jsonl"], RecordFormat.ShareGpt, keep, cancel);
        await Dataset.Read(_folder["b.jsonl"]).WriteAsync(_folder["c.jsonl"], RecordFormat.OpenAIChat, keep, cancel);
        await Dataset.Read(_folder["c.jsonl"]).WriteAsync(_folder["d.jsonl"], RecordFormat.Find("lima")!, keep, cancel);
        Assert.Equal(Line + "\n", await File.ReadAllTextAsync(_folder["d.jsonl"], cancel));
    }

    /// <summary>"Works when": odd lists are repaired or rejected by policy.</summary>
    [Fact]
    public async Task Odd_lists_are_rejected_or_repaired_as_the_policy_says()
    {
        _folder.Write("a.jsonl", """
            {"conversations":["q1","a1","q2"],"source":"multi_turn"}
            {"conversations":["q3","a3"],"source":"multi_turn"}
            {"messages":[{"role":"user","content":"q4"},{"role":"assistant","content":"a4"}]}

            """);
        _folder.Write("b.jsonl", """{"id":"t","instruction":"Name it.","instances":[{"input":"","output":"a"},{"input":"","output":"b"}],"name":"n","is_classification":false}""" + "\n");
        var sources = _folder.Write("sources.yaml", "sources:\n  - {source: mine, kind: pairs, files: [a.jsonl, b.jsonl]}\n");

        var (rejected, report) = await Run(sources);
        Assert.Equal(["q3", "q4", "Name it.", "Name it."], rejected.Select(Prompt));
        Assert.Equal(("DK1017", 1), (Assert.Single(report.Findings).Diagnostic.Code, report.Ledger.Rejected));

        var (repaired, warned) = await Run(sources, ("odd", "repair"));
        Assert.Equal("""{"conversations":["q1","a1"],"source":"multi_turn"}""", repaired[0].GetRawText());
        Assert.Equal(["q1", "q3", "q4", "Name it.", "Name it."], repaired.Select(Prompt));
        var warning = Assert.Single(warned.Findings);
        Assert.Equal(("DK1010", Severity.Warning, 1, 0), (warning.Diagnostic.Code, warning.First[0].Severity, warning.First[0].Location.Line, warned.Ledger.Rejected));
    }

    [Theory]
    [InlineData("I built it.", true)]
    [InlineData("It is my view.", true)]
    [InlineData("```\nI = 5\n```\nSet it.", false)]
    [InlineData("Maximum, myriad, It.", false)]
    public void A_writer_who_speaks_of_himself_is_known(string text, bool speaks) => Assert.Equal(speaks, AnswerRules.IsFirstPerson(text));

    [Theory]
    [InlineData("sources:\n  - {source: se, kind: post, files: a.xml}", 2, "did you mean posts?")]
    [InlineData("sources:\n  - {source: se, kind: posts, files: b.xml}", 2, "there is no file")]
    [InlineData("sources:\n  - {source: se, kind: posts, files: a.xml, count: -3}", 2, "a whole number from 0")]
    [InlineData("sources: []", 1, "at least one source")]
    public void A_fault_in_the_manifest_stops_the_run_at_its_line(string manifest, int line, string says)
    {
        _folder.Write("a.xml", "no XML");
        var path = _folder.Write("m.yaml", manifest);
        var fault = Assert.Throws<RecipeException>(() => s_recipe.Compose(s_recipe.Arguments([], ("sources", path))));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Equal((path, line), (fault.File, (int)fault.Line));
    }

    [Fact]
    public async Task A_dump_that_is_no_xml_is_an_input_that_cannot_be_read()
    {
        _folder.Write("a.xml", "<posts>\n<row Id=");
        var sources = _folder.Write("m.yaml", "sources:\n  - {source: se, kind: posts, files: a.xml}");
        var fault = await Assert.ThrowsAsync<InputException>(() => Run(sources));
        Assert.Equal(2, fault.Finding.Location.Line);
    }

    private static string Dump(params string[] rows) => $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<posts>\n{string.Join('\n', rows)}\n</posts>\n";

    private static string Question(int id, string title, int score) => $"<row Id=\"{id}\" PostTypeId=\"1\" Title=\"{title}\" Body=\"&lt;p&gt;body&lt;/p&gt;\" Score=\"{score}\" />";

    private static string Answer(int id, int question, int score, string html) =>
        $"<row Id=\"{id}\" PostTypeId=\"2\" ParentId=\"{question}\" Score=\"{score}\" Body=\"{System.Net.WebUtility.HtmlEncode(html)}\" />";

    private static int Small(List<JsonElement> records) => records.Count(record => Prompt(record).StartsWith("small", StringComparison.Ordinal));

    private static string Prompt(JsonElement record) => record.GetProperty("conversations")[0].GetString()!;

    private async Task<(List<JsonElement> Records, BuildReport Report)> Run(string sources, params (string, string)[] parameters)
    {
        var report = Assert.Single(await s_recipe.RunAsync(
            s_recipe.Arguments([], [("sources", sources), .. parameters]), _folder["out.jsonl"], options: new WriteOptions { Force = true }, cancellationToken: TestContext.Current.CancellationToken));
        return ([.. (await File.ReadAllLinesAsync(_folder["out.jsonl"], TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement)], report);
    }
}
