using System.Text.Json;
using DatasetKit.Tests.Processing.Budgets;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Processing.Packing;

public sealed class PackSinkTests : IDisposable
{
    private static readonly TokenCounter Vicuna = TokenCounter.Rendered(new CodePointTokenizer(), PromptTemplate.FromText("{instruction}:{+}{output}</s>{-}"));
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Examples_stand_whole_beside_each_other_and_learn_nothing_from_each_other()
    {
        var (report, bins) = await Pack([Example.Instruct("a", "b"), Example.Instruct("c", "d")], new() { Length = 20 });

        const int Begin = CodePointTokenizer.Begin, End = CodePointTokenizer.End;
        var bin = Assert.Single(bins);
        Assert.Equal([Begin, 'a', ':', 'b', End, Begin, 'c', ':', 'd', End], bin.Ids);
        Assert.Equal([-100, -100, -100, 'b', End, -100, -100, -100, 'd', End], bin.Labels);
        Assert.Equal([0, 1, 2, 3, 4, 0, 1, 2, 3, 4], bin.Positions);
        Assert.Equal([1, 1, 1, 1, 1, 2, 2, 2, 2, 2], bin.Segments);
        Assert.Equal((1, 10, 4, 0.5), (report.Bins, report.Tokens, report.Trained, report.Fill));
    }

    [Fact]
    public async Task The_first_token_of_a_text_is_not_learnt_from_the_text_before_it()
    {
        var plain = TokenCounter.OfTexts(Tokenizer.R50kBase);
        var report = await Dataset.From([Example.PlainText("one two"), Example.PlainText("three")]).PackAsync(_folder["p.jsonl"], plain, new() { Length = 8 }, null, TestContext.Current.CancellationToken);
        var bin = Assert.Single(Read("p.jsonl"));
        Assert.Equal([-100, bin.Ids[1], -100], bin.Labels);
        Assert.Equal(1, report.Trained);
    }

    [Fact]
    public async Task What_is_longer_than_a_bin_is_rejected_with_the_reason_and_nothing_is_cut()
    {
        var (report, bins) = await Pack([Example.Instruct("aaaaaaaa", "b"), Example.Instruct("a", "b")], new() { Length = 6 });

        Assert.Single(bins);
        Assert.Equal((2, 1, 1), (report.Build.Ledger.Read, report.Build.Ledger.Written, report.Build.Ledger.Rejected));
        Assert.Contains("\"code\":\"DK3001\"", File.ReadAllText(report.Build.RejectsPath!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_order_an_example_goes_into_the_bin_before_it_or_opens_another()
    {
        // 5, 8, 5 and 5 tokens: the third would fit into the first bin, but does not go back.
        var (_, bins) = await Pack([Example.Instruct("a", "b"), Example.Instruct("aaaa", "b"), Example.Instruct("c", "d"), Example.Instruct("e", "f")], new() { Length = 10, Strategy = PackStrategy.InOrder });
        Assert.Equal([5, 8, 10], bins.Select(bin => bin.Ids.Count));
    }

    /// <summary>metaseq cuts on the right, which may cut the answer; what would be left without any answer is rejected.</summary>
    [Fact]
    public async Task What_is_too_long_is_cut_on_the_right_where_that_is_wanted_and_an_answer_is_left()
    {
        var (report, bins) = await Pack([Example.Instruct("a", "bbbbbbbbbb"), Example.Instruct("aaaaaaaa", "b")], new() { Length = 6, Truncate = true });

        Assert.Equal([CodePointTokenizer.Begin, 'a', ':', 'b', 'b', 'b'], Assert.Single(bins).Ids);
        Assert.Equal((1, 1), (report.Build.Ledger.Written, report.Build.Ledger.Rejected));
        Assert.Equal([Severity.Warning, Severity.Error], report.Build.Findings.Select(group => group.Severity).Order());
        Assert.Contains("nothing that is trained would be left", File.ReadAllText(report.Build.RejectsPath!), StringComparison.Ordinal);
    }

    /// <summary>bigscience-workshop/Megatron-DeepSpeed, branch t0loading: norm_target_loss.</summary>
    [Fact]
    public async Task A_trained_token_weighs_one_over_the_length_of_its_answer()
    {
        await Pack([Example.Instruct("a", "bbb"), Example.Instruct("c", "d")], new() { Length = 20, WeightTargets = true });
        using var bin = JsonDocument.Parse(File.ReadAllText(_folder["p.jsonl"]));
        Assert.Equal("[0,0,0,0.25,0.25,0.25,0.25,0,0,0,0.5,0.5]", bin.RootElement.GetProperty("loss_weights").GetRawText());
    }

    [Fact]
    public async Task An_example_that_a_template_cannot_show_is_rejected()
    {
        var (report, bins) = await Pack([Example.PlainText("a")], new() { Length = 6 }, TokenCounter.Rendered(new CodePointTokenizer(), PromptTemplate.Vicuna));
        Assert.Empty(bins);
        Assert.Equal("DK3004", Assert.Single(report.Build.Findings).Diagnostic.Code);
        Assert.Equal(0, report.Fill);
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":"b"},{"role":"assistant","content":"d"}]}""", "calls a tool")]
    [InlineData("""{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b","reasoning_content":"c"}]}""", "reasoning")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]},{"role":"assistant","content":"b"}]}""", "media")]
    [InlineData("""{"prompt":[{"role":"user","content":"a"}],"chosen":[{"role":"assistant","content":"b"}],"rejected":[{"role":"assistant","content":"c"}]}""", "several to be compared")]
    public async Task An_example_of_which_something_would_be_missing_is_rejected(string record, string reason)
    {
        File.WriteAllText(_folder["in.jsonl"], record + "\n");
        var counter = TokenCounter.Rendered(new CodePointTokenizer(), ChatTemplate.Find("chatml")!);
        var report = await Dataset.Read(_folder["in.jsonl"]).PackAsync(_folder["p.jsonl"], counter, new() { Length = 500 }, null, TestContext.Current.CancellationToken);

        Assert.Equal((1, 1, 0), (report.Build.Ledger.Read, report.Build.Ledger.Rejected, report.Bins));
        var finding = Assert.Single(report.Build.Findings);
        Assert.Equal("DK3004", finding.Diagnostic.Code);
        Assert.Contains(reason, finding.First[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_ends_in_a_token_which_the_tokenizer_spells_is_a_warning_once()
    {
        Example[] examples = [Example.Instruct("a", "b"), Example.Instruct("c", "d")];
        var (report, _) = await Pack(examples, new() { Length = 100 }, TokenCounter.Rendered(Tokenizer.R50kBase, PromptTemplate.Vicuna));
        var warning = Assert.Single(report.Build.Findings);
        Assert.Equal(("DK3005", Severity.Warning, 1L), (warning.Diagnostic.Code, warning.Severity, warning.Count));
        Assert.Contains("vicuna ends an answer with </s>, which r50k_base spells in 3 tokens", warning.First[0].Message, StringComparison.Ordinal);
        Assert.Equal(2, report.Build.Ledger.Written);

        Assert.Empty((await Pack(examples, new() { Length = 400 }, TokenCounter.Rendered(new CodePointTokenizer(), PromptTemplate.Vicuna))).Report.Build.Findings);
    }

    [Fact]
    public async Task What_no_template_shows_and_nobody_learns_from_is_a_loss_in_the_report()
    {
        var template = PromptTemplate.FromText("{instruction}:{+}{output}</s>{-}");
        var (report, bins) = await Pack([Example.Instruct("a", "b", "more")], new() { Length = 20 }, TokenCounter.Rendered(new CodePointTokenizer(), template));

        Assert.Single(bins);
        Assert.Equal(("input", 1), Assert.Single(report.Build.Losses) is var loss ? (loss.Field, loss.Count) : default);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(PackOptions.MaxLength + 1, 1)]
    [InlineData(1, 0)]
    public async Task Options_out_of_range_are_refused(int length, int window) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Dataset.From([]).PackAsync(_folder["p.jsonl"], Vicuna, new() { Length = length, Window = window }, null, TestContext.Current.CancellationToken));

    /// <summary>The laws of packing, for all strategies and windows of any size.</summary>
    [Fact]
    public void Every_token_is_packed_once_whole_and_apart() => Properties.Check(200, Prop.ForAll(Properties.Seeds, seed =>
    {
        var random = new Random(seed);
        var examples = Enumerable.Range(0, random.Next(0, 60)).Select(i => Example.Instruct(Letters(random), Letters(random))).ToList();
        var options = new PackOptions { Length = random.Next(4, 80), Strategy = (PackStrategy)random.Next(3), Window = random.Next(1, 3000) };
        using var folder = new TempFolder();
        var report = Dataset.From(examples).PackAsync(folder["p.jsonl"], Vicuna, options).GetAwaiter().GetResult();
        var bins = Read(new FileInfo(folder["p.jsonl"]));

        var expected = examples.Select(e => Vicuna.Tokenize(e, out _)!).Where(t => t.Ids.Count <= options.Length).ToList();
        var segments = bins.SelectMany(Segments).ToList();
        var once = expected.Select(t => string.Join(',', t.Ids) + "/" + string.Join(',', t.Labels.Skip(1).Prepend(-100))).Order(StringComparer.Ordinal)
            .SequenceEqual(segments.Select(s => string.Join(',', s.Ids) + "/" + string.Join(',', s.Labels)).Order(StringComparer.Ordinal));
        return once
            && bins.All(bin => bin.Ids.Count > 0 && bin.Ids.Count <= options.Length && bin.Labels.Count == bin.Ids.Count && bin.Positions.Count == bin.Ids.Count && bin.Segments.Count == bin.Ids.Count)
            && segments.All(s => s.Positions.SequenceEqual(Enumerable.Range(0, s.Ids.Count)) && s.Labels[0] == TokenizedExample.Masked)
            && bins.All(bin => bin.Segments.Distinct().SequenceEqual(Enumerable.Range(1, bin.Segments.Max())))
            && report.Build.Ledger.Balances && report.Build.Ledger.Written == expected.Count && report.Build.Ledger.Rejected == examples.Count - expected.Count
            && report.Tokens == expected.Sum(t => (long)t.Ids.Count) && report.Bins == bins.Count;
    }));

    [Fact]
    public async Task The_same_input_gives_the_same_bytes()
    {
        var random = Properties.Random(7);
        var examples = Enumerable.Range(0, 500).Select(_ => Example.Instruct(Letters(random), Letters(random))).ToList();
        foreach (var strategy in Enum.GetValues<PackStrategy>())
        {
            var first = await Pack(examples, new() { Length = 64, Strategy = strategy });
            var bytes = File.ReadAllBytes(_folder["p.jsonl"]);
            await Pack(examples, new() { Length = 64, Strategy = strategy });
            Assert.Equal(bytes, File.ReadAllBytes(_folder["p.jsonl"]));
            Assert.True(first.Report.Fill > (strategy == PackStrategy.InOrder ? 0.7 : 0.95), $"{strategy}: {first.Report.Fill}");
        }
    }

    private static string Letters(Random random) => new('x', random.Next(1, random.Next(2, 30)));

    private static IEnumerable<Bin> Segments(Bin bin) => bin.Segments.Select((segment, i) => (segment, i)).GroupBy(s => s.segment).Select(s => new Bin(
        [.. s.Select(p => bin.Ids[p.i])], [.. s.Select(p => bin.Labels[p.i])], [.. s.Select(p => bin.Positions[p.i])], [.. s.Select(p => p.segment)]));

    private async Task<(PackReport Report, List<Bin> Bins)> Pack(IReadOnlyList<Example> examples, PackOptions options, TokenCounter? counter = null)
    {
        var report = await Dataset.From(examples).PackAsync(_folder["p.jsonl"], counter ?? Vicuna, options, new WriteOptions { Force = true }, TestContext.Current.CancellationToken);
        return (report, Read("p.jsonl"));
    }

    private List<Bin> Read(string name) => Read(new FileInfo(_folder[name]));

    private static List<Bin> Read(FileInfo file) => [.. File.ReadLines(file.FullName).Select(line => JsonDocument.Parse(line).RootElement).Select(bin => new Bin(
        Numbers(bin, "input_ids"), Numbers(bin, "labels"), Numbers(bin, "position_ids"), Numbers(bin, "segment_ids")))];

    private static List<int> Numbers(JsonElement bin, string name) => [.. bin.GetProperty(name).EnumerateArray().Select(n => n.GetInt32())];

    private sealed record Bin(List<int> Ids, List<int> Labels, List<int> Positions, List<int> Segments);
}
