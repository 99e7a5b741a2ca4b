using System.Text;

namespace DatasetKit.Tests.Processing.Repairs;

public sealed class MergeSameRoleStageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("user:a user:b assistant:c", "user:a+b assistant:c")]
    [InlineData("system:s user:a user:b user:c assistant:d assistant:e", "system:s user:a+b+c assistant:d+e")]
    [InlineData("user:a assistant:b", "user:a assistant:b")]
    [InlineData("user:a user: assistant:b", "user:a assistant:b")]
    [InlineData("user:a assistant:b tool:c tool:d assistant:e", "user:a assistant:b tool:c tool:d assistant:e")]
    public async Task Messages_of_one_side_become_one(string given, string expected)
    {
        var (merged, report) = await Merge(Example.Chat([.. given.Split(' ').Select(Parse)]));
        Assert.Equal(expected, string.Join(' ', merged.Messages.Select(m => $"{m.Role.ToString().ToLowerInvariant()}:{m.Content.ToString().Replace("\n\n", "+", StringComparison.Ordinal)}")));
        var joined = given.Split(' ').Length - expected.Split(' ').Length;
        Assert.Equal(joined, report.Findings.Where(f => f.Diagnostic.Code == "DK1008" && f.Severity == Severity.Warning).Sum(f => f.Count));
    }

    [Fact]
    public async Task A_message_that_the_user_left_without_an_answer_joins_the_instruction()
    {
        var example = new Example(Example.Instruct("b", "c")) { History = [new Message(Role.User, "0"), new Message(Role.Assistant, "1"), new Message(Role.User, "a")] };
        var (merged, _) = await Merge(example);
        Assert.Equal(("a\n\nb", 2), (merged.Instruction.ToString(), merged.History.Count));
    }

    [Fact]
    public async Task An_answer_joins_the_call_behind_it()
    {
        var (merged, _) = await Merge(Example.Chat(new Message(Role.User, "a"), new Message(Role.Assistant, "I look."), new Message(Role.Assistant, default) { ToolCalls = [new ToolCall { Name = "f" }] }));
        Assert.Equal(("I look.", 1), (merged.Messages[1].Content.ToString(), merged.Messages[1].ToolCalls.Count));
    }

    [Fact]
    public async Task What_belongs_to_one_message_alone_keeps_them_apart()
    {
        var plain = new Message(Role.User, "b");
        foreach (var special in (Message[])
        [
            new(plain) { Name = "Ann" }, new(plain) { Train = false }, new(plain) { Metadata = new Metadata([new("x", JsonValue.Parse("1"))]) },
            new(plain) { Parts = [new ContentPart("b")] }, new(plain) { Reasoning = "r" },
        ])
        {
            var (merged, report) = await Merge(Example.Chat(new Message(Role.User, "a"), special, new Message(Role.Assistant, "c")));
            Assert.Equal(3, merged.Messages.Count);
            Assert.Empty(report.Findings);
        }
    }

    private async Task<(Example Example, BuildReport Report)> Merge(Example example)
    {
        Example? seen = null;
        var report = await Dataset.From([example]).MergeSameRole().Select(e => seen = e).WriteAsync(_folder["out.jsonl"], RecordFormat.OpenAIChat, new WriteOptions { Force = true }, TestContext.Current.CancellationToken);
        return (seen!, report);
    }

    private static Message Parse(string text)
    {
        var parts = text.Split(':');
        return new Message(Enum.Parse<Role>(parts[0], ignoreCase: true), Text.FromUtf8(Encoding.UTF8.GetBytes(parts[1])));
    }
}
