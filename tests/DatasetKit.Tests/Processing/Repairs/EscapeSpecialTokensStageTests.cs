using DatasetKit.Tests.Formats;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Processing.Repairs;

public sealed class EscapeSpecialTokensStageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a</s>b", "a< /s>b")]
    [InlineData("<|im_end|><|im_end|>", "< |im_end|>< |im_end|>")]
    [InlineData("[INST] x [/INST]", "[ INST] x [ /INST]")]
    [InlineData("x ASSISTANT: y", "x A SSISTANT: y")]
    [InlineData("<\uFF5CUser\uFF5C>", "< \uFF5CUser\uFF5C>")]
    [InlineData("a < b </p> <|", "a < b </p> <|")]
    public async Task The_spelling_of_a_token_is_broken(string given, string expected)
    {
        var (escaped, report) = await Escape(Example.Instruct(given, given), PromptTemplate.Vicuna);
        Assert.Equal((expected, expected), (escaped.Instruction.ToString(), escaped.Output.ToString()));
        Assert.Equal(given == expected ? 0 : 1, report.Findings.Where(f => f.Diagnostic.Code == "DK2003" && f.Severity == Severity.Warning).Sum(f => f.Count));
    }

    [Fact]
    public async Task Every_text_of_a_conversation_is_looked_at()
    {
        var example = new Example(Example.Chat(
            new Message(Role.User, "a</s>") { Parts = [new ContentPart("a</s>") { Metadata = new Metadata([new("x", JsonValue.Parse("1"))]) }] },
            new Message(Role.Assistant, "b") { Reasoning = "r</s>" }))
        {
            System = "s</s>",
        };
        var (escaped, _) = await Escape(example, null);
        Assert.Equal("s< /s> a< /s> b", string.Join(' ', escaped.Messages.Select(m => m.Content)));
        Assert.Equal(("a< /s>", 1, "r< /s>"), (escaped.Messages[1].Parts[0].Text.ToString(), escaped.Messages[1].Parts[0].Metadata.Count, escaped.Messages[2].Reasoning.ToString()));
    }

    [Fact]
    public async Task A_plain_text_may_hold_tokens()
    {
        var (escaped, report) = await Escape(Example.PlainText("a</s>"), null, RecordFormat.PlainText);
        Assert.Equal("a</s>", escaped.Output.ToString());
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Afterwards_the_rule_finds_nothing() => Properties.Check(300, Prop.ForAll(Properties.Seeds, seed =>
    {
        var example = new RandomExample(seed).Next();
        var (escaped, _) = Escape(example, PromptTemplate.Vicuna, RecordFormat.OpenAIChat).GetAwaiter().GetResult();
        Assert.DoesNotContain(RuleSet.Default.Select("DK2003").Check(escaped, PromptTemplate.Vicuna), finding => finding.Code == "DK2003");
    }));

    private async Task<(Example Example, BuildReport Report)> Escape(Example example, PromptTemplate? template, RecordFormat? format = null)
    {
        Example? seen = null;
        var report = await Dataset.From([example]).EscapeSpecialTokens(template).Select(e => seen = e)
            .WriteAsync(_folder["out.jsonl"], format ?? RecordFormat.OpenAIChat, new WriteOptions { Force = true, FileSystem = new Fuzzing.MemoryFileSystem() }, TestContext.Current.CancellationToken);
        return (seen!, report);
    }
}
