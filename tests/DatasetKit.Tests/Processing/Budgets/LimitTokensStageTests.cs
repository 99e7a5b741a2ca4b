using FsCheck.Fluent;

namespace DatasetKit.Tests.Processing.Budgets;

public sealed class LimitTokensStageTests : IDisposable
{
    private static readonly TokenCounter Texts = TokenCounter.OfTexts(new CodePointTokenizer());
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_oldest_rounds_go_first_and_the_system_stays()
    {
        var (shown, report) = await Limit(12, Overflow.DropTurns, Chat("system:sys", "user:aaaa", "assistant:bbbb", "user:cc", "assistant:dd", "user:ee", "assistant:ff"));

        Assert.Equal("system:sys user:cc assistant:dd user:ee assistant:ff", shown);
        var warning = Assert.Single(report.Findings);
        Assert.Equal(("DK3002", Severity.Warning), (warning.Diagnostic.Code, warning.Severity));
        Assert.Contains("the oldest 1 of 3 rounds, 11 are left", warning.First[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_system_says_between_rounds_that_go_stays()
    {
        var (shown, _) = await Limit(14, Overflow.DropTurns, Chat("system:s", "user:aaaa", "assistant:bbbb", "system:later", "user:cc", "assistant:dd", "user:e", "assistant:f"));
        Assert.Equal("system:s system:later user:cc assistant:dd user:e assistant:f", shown);
    }

    [Fact]
    public async Task A_tool_result_goes_with_its_round()
    {
        var (shown, _) = await Limit(4, Overflow.DropTurns, Chat("user:aaaa", "assistant:b", "tool:cc", "assistant:dd", "user:ee", "assistant:ff"));
        Assert.Equal("user:ee assistant:ff", shown);
    }

    [Fact]
    public async Task Turns_before_a_single_turn_are_rounds_too()
    {
        var example = new Example(Example.Instruct("ee", "ff")) { History = [new Message(Role.User, "aaaa"), new Message(Role.Assistant, "b"), new Message(Role.User, "c"), new Message(Role.Assistant, "d")] };
        Assert.Equal("user:c assistant:d user:ee assistant:ff", (await Limit(6, Overflow.DropTurns, example)).Shown);
        Assert.Equal("user:ee assistant:ff", (await Limit(5, Overflow.DropTurns, example)).Shown);
    }

    [Theory]
    [InlineData(Overflow.Reject, "--when-over")]
    [InlineData(Overflow.DropTurns, "the last round alone have 10")]
    [InlineData(Overflow.Truncate, "none of those is cut")]
    public async Task What_cannot_fit_is_rejected_with_the_reason(Overflow overflow, string reason)
    {
        Message[] earlier = overflow == Overflow.Truncate ? [] : Chat("user:aaaaa", "assistant:b");
        var (shown, report) = await Limit(9, overflow, [.. earlier, .. Chat("user:ccccc", "assistant:ddddd")]);

        Assert.Equal("", shown);
        var finding = Assert.Single(report.Findings);
        Assert.Equal("DK3001", finding.Diagnostic.Code);
        Assert.Contains(reason, finding.First[0].Message, StringComparison.Ordinal);
        Assert.True(report.Ledger.Balances);
    }

    [Fact]
    public async Task Only_what_nobody_learns_from_is_cut_and_the_oldest_first()
    {
        var (shown, report) = await Limit(16, Overflow.Truncate, Chat("system:sys", "user:aaaaaa", "assistant:bb", "tool:cccccc", "assistant:d", "user:eee", "assistant:ff"));

        Assert.Equal("system:sys user:a assistant:bb tool:cccc assistant:d user:eee assistant:ff", shown);
        Assert.Equal("DK3003", Assert.Single(report.Findings).Diagnostic.Code);
    }

    [Fact]
    public async Task An_answer_that_is_not_trained_may_be_cut_and_a_trained_one_not()
    {
        Message[] turns = [new(Role.User, "a"), new(Role.Assistant, "bbbb") { Train = false }, new(Role.User, "c"), new(Role.Assistant, "dddd")];
        Assert.Equal("user:a assistant:b user:c assistant:dddd", (await Limit(7, Overflow.Truncate, turns)).Shown);
        Assert.Equal("", (await Limit(6, Overflow.Truncate, turns)).Shown);
    }

    [Fact]
    public async Task A_plain_text_is_cut_where_a_character_ends()
    {
        Example? seen = null;
        await Dataset.From([Example.PlainText("ab𐀀𐀁cd")]).LimitTokens(5, TokenCounter.OfTexts(Tokenizer.R50kBase), Overflow.Truncate).Select(e => seen = e)
            .WriteAsync(_folder["text.jsonl"], RecordFormat.PlainText, null, TestContext.Current.CancellationToken);

        Assert.NotNull(seen);
        Assert.StartsWith(seen.Output.ToString(), "ab𐀀𐀁cd", StringComparison.Ordinal);
        Assert.True(Tokenizer.R50kBase.CountTokens(seen.Output.ToString()) <= 5);
    }

    [Fact]
    public async Task An_example_that_cannot_be_counted_is_rejected()
    {
        var report = await Dataset.From([Example.PlainText("a")]).LimitTokens(5, Tokenizer.O200kBase, PromptTemplate.Alpaca)
            .WriteAsync(_folder["out.jsonl"], RecordFormat.PlainText, null, TestContext.Current.CancellationToken);
        Assert.Equal("DK3004", Assert.Single(report.Findings).Diagnostic.Code);
    }

    /// <summary>Random conversations: nothing over the limit comes through, and what comes through is untouched where it must be.</summary>
    [Fact]
    public void Whatever_is_written_fits_and_keeps_what_must_be_kept() => Properties.Check(300, Prop.ForAll(Properties.Seeds, seed =>
    {
        var random = new Random(seed);
        var example = RandomChat(random);
        var limit = random.Next(1, 60);
        var overflow = (Overflow)random.Next(3);
        var counter = random.Next(2) == 0 ? Texts : TokenCounter.OfTexts(Tokenizer.Cl100kBase);
        Example? seen = null;
        using var folder = new TempFolder();
        var report = Dataset.From([example]).LimitTokens(limit, counter, overflow).Select(e => seen = e).WriteAsync(folder["out.jsonl"], RecordFormat.OpenAIChat).GetAwaiter().GetResult();
        if (!report.Ledger.Balances || report.Ledger.Written + report.Ledger.Rejected != 1)
        {
            return false;
        }

        if (seen is null)
        {
            return counter.Count(example).Total > limit;
        }

        var (before, after) = (example.Messages, seen.Messages);
        var dropped = before.Count - after.Count;
        var system = before[0].Role == Role.System ? 1 : 0;
        var lastUser = before.ToList().FindLastIndex(m => m.Role == Role.User);
        return counter.Count(seen).Total <= limit
            && (dropped == 0 || overflow == Overflow.DropTurns)
            && Enumerable.Range(0, after.Count).All(i =>
            {
                var from = i < system ? i : i + dropped;
                var (was, now) = (before[from].Content.ToString(), after[i].Content.ToString());
                var mayBeCut = overflow == Overflow.Truncate && from != lastUser && before[from].Role != Role.System && !before[from].IsTrained;
                return now == was || (mayBeCut && now.Length > 0 && was.StartsWith(now, StringComparison.Ordinal) && !char.IsHighSurrogate(now[^1]));
            });
    }));

    private static Example RandomChat(Random random)
    {
        var turns = new List<Message>();
        if (random.Next(2) == 0)
        {
            turns.Add(new Message(Role.System, Words(random)));
        }

        for (var rounds = random.Next(1, 6); rounds > 0; rounds--)
        {
            turns.Add(new Message(Role.User, Words(random)));
            if (random.Next(4) == 0)
            {
                turns.Add(new Message(Role.Assistant, Words(random)));
                turns.Add(new Message(Role.Tool, Words(random)));
            }

            turns.Add(new Message(Role.Assistant, Words(random)) { Train = random.Next(3) == 0 ? false : null });
        }

        return Example.Chat(turns);
    }

    private static string Words(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(1, 8)).Select(_ => (string[])["a", "hello", "straße", "𐀀", "你好", "</s>"] is var words ? words[random.Next(words.Length)] : ""));

    private async Task<(string Shown, BuildReport Report)> Limit(int limit, Overflow overflow, params Message[] turns) => await Limit(limit, overflow, Example.Chat(turns));

    private async Task<(string Shown, BuildReport Report)> Limit(int limit, Overflow overflow, Example example)
    {
        Example? seen = null;
        var report = await Dataset.From([example]).LimitTokens(limit, Texts, overflow).Select(e => seen = e)
            .WriteAsync(_folder["out.jsonl"], RecordFormat.OpenAIChat, new WriteOptions { Force = true }, TestContext.Current.CancellationToken);
        return (seen is null ? "" : string.Join(' ', seen.Messages.Select(m => $"{m.Role.ToString().ToLowerInvariant()}:{m.Content}")), report);
    }

    private static Message[] Chat(params string[] turns) => [.. turns.Select(t => t.Split(':')).Select(t => new Message(Enum.Parse<Role>(t[0], ignoreCase: true), t[1]))];
}
