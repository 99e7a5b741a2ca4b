using System.Text.Json;

namespace DatasetKit.Tests.Formats;

public sealed class RenderedTextFormatTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Text_of_a_chat_template_is_what_the_template_renders()
    {
        var example = Example.Chat(new Message(Role.User, "Say \"hé\"\n"), new Message(Role.Assistant, "hé 😀"));

        var (report, lines) = await Write(RecordFormat.RenderedText(ChatTemplate.Find("chatml")!), example);

        Assert.True(report.IsClean);
        Assert.Equal("""{"text":"<|im_start|>user\nSay \"hé\"\n<|im_end|>\n<|im_start|>assistant\nhé 😀<|im_end|>\n"}""", Assert.Single(lines));
    }

    [Fact]
    public async Task Spans_are_code_points_from_zero_with_the_end_not_included()
    {
        var example = Example.Chat(new Message(Role.User, "😀?"), new Message(Role.Assistant, "😀!"), new Message(Role.User, "é"), new Message(Role.Assistant, "ok"));

        var (_, lines) = await Write(RecordFormat.RenderedSpans(ChatTemplate.Find("mistral-v3")!), example);

        Assert.Equal("""{"text":"<s>[INST] 😀?[/INST] 😀!</s>[INST] é[/INST] ok</s>","spans":[[19,26],[41,48]]}""", Assert.Single(lines));
    }

    [Fact]
    public async Task Spans_of_a_prompt_template_leave_out_the_answers_that_are_not_trained()
    {
        Message[] talk = [new(Role.User, "a"), new Message(Role.Assistant, "b") { Train = false }, new(Role.User, "c"), new(Role.Assistant, "d")];

        foreach (var template in new[] { PromptTemplate.Vicuna, ChatTemplate.Find("vicuna-v1.1")! })
        {
            var (report, lines) = await Write(RecordFormat.RenderedSpans(template), Example.Chat(talk));
            using var record = JsonDocument.Parse(Assert.Single(lines));
            var text = record.RootElement.GetProperty("text").GetString()!;
            var span = Assert.Single(record.RootElement.GetProperty("spans").EnumerateArray().ToList());

            Assert.EndsWith("d</s>", text[span[0].GetInt32()..span[1].GetInt32()], StringComparison.Ordinal);
            Assert.DoesNotContain(report.Losses, loss => loss.Field == "weight");
        }
    }

    [Fact]
    public async Task Text_without_spans_loses_which_answers_are_trained()
    {
        var (report, _) = await Write(RecordFormat.RenderedText(PromptTemplate.Vicuna), Example.Chat(new Message(Role.User, "a"), new Message(Role.Assistant, "b") { Train = true }));

        Assert.Equal("weight", Assert.Single(report.Losses).Field);
    }

    [Fact]
    public async Task A_template_that_raises_rejects_the_record_with_its_own_words_and_goes_on()
    {
        var template = ChatTemplate.Parse("{% for m in messages %}\n{% if m.content == 'no' %}{{ raise_exception('not\\nthis') }}{% endif %}{{ m.content }}{% endfor %}", "strict");
        var bad = Example.Chat(new Message(Role.User, "no"), new Message(Role.Assistant, "b"));
        var good = Example.Chat(new Message(Role.User, "a"), new Message(Role.Assistant, "b"));

        var (report, lines) = await Write(RecordFormat.RenderedText(template), bad, good);

        Assert.Equal("""{"text":"ab"}""", Assert.Single(lines));
        var finding = Assert.Single(report.Findings).First[0];
        Assert.Equal(("DK8001", "strict:2:30: TemplateError: not this"), (finding.Code, finding.Message));
    }

    [Fact]
    public async Task A_message_that_a_template_cannot_take_is_told_in_the_words_of_Python()
    {
        var template = ChatTemplate.Parse("{% for m in messages %}{{ 'x' + m.content }}{% endfor %}", "strict");

        var (report, _) = await Write(RecordFormat.RenderedText(template), Example.Chat(new Message(Role.User, "a"), new Message(Role.Assistant, Text.Null)));

        Assert.Equal("strict:1:27: TypeError: can only concatenate str (not \"NoneType\") to str", Assert.Single(report.Findings).First[0].Message);
    }

    [Fact]
    public async Task Reasoning_is_shown_or_lost_or_refused_as_the_template_has_it()
    {
        Example Talk(string first) => Example.Chat(
            new Message(Role.User, "a"), new Message(Role.Assistant, "b") { Reasoning = first }, new Message(Role.User, "c"), new Message(Role.Assistant, "d") { Reasoning = "because" });

        var (refused, _) = await Write(RecordFormat.RenderedText(ChatTemplate.Find("chatml")!), Talk(""));
        var (shown, lines) = await Write(RecordFormat.RenderedText(ChatTemplate.Find("qwen3")!), Talk(""));
        var (lost, _) = await Write(RecordFormat.RenderedText(ChatTemplate.Find("qwen3")!), Talk("earlier"));

        Assert.Equal("reasoning_content", Assert.Single(refused.Findings).First[0].Field);
        Assert.Empty(shown.Losses);
        Assert.Contains("<think>\\nbecause\\n</think>", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Equal(("reasoning_content", 1), (Assert.Single(lost.Losses).Field, lost.Losses[0].Count));
    }

    [Fact]
    public async Task A_system_prompt_that_a_template_leaves_out_is_a_loss()
    {
        var example = Example.Chat(new Message(Role.System, "Be brief."), new Message(Role.User, "a"), new Message(Role.Assistant, "b"));

        // Mistral's own template puts it before the last question, and only where that is the last message.
        Assert.Equal("system", Assert.Single((await Write(RecordFormat.RenderedText(ChatTemplate.Find("mistral-v3")!), example)).Report.Losses).Field);
        Assert.Empty((await Write(RecordFormat.RenderedText(ChatTemplate.Find("mistral-v1")!), example)).Report.Losses);
    }

    [Fact]
    public async Task Tools_are_shown_or_lost_and_their_calls_shown_or_refused()
    {
        var call = new ToolCall { Name = "f", Arguments = JsonValue.Parse("""{"x":1}""") };
        Message[] talk = [new(Role.User, "a"), new Message(Role.Assistant, "b") { ToolCalls = [call] }];
        var example = new Example { Kind = ExampleKind.Chat, OwnMessages = talk, Tools = JsonValue.Parse("""[{"type":"function","function":{"name":"f"}}]""") };

        var (shown, lines) = await Write(RecordFormat.RenderedText(ChatTemplate.Find("qwen2.5")!), example);
        var (refused, _) = await Write(RecordFormat.RenderedText(ChatTemplate.Find("chatml")!), example);

        Assert.Empty(shown.Losses);
        Assert.Contains("<tools>\\n{\\\"type\\\": \\\"function\\\"", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Contains("""<tool_call>\n{\"name\": \"f\", \"arguments\": {\"x\": 1}}""", lines[0], StringComparison.Ordinal);
        Assert.Equal("tool_calls", Assert.Single(refused.Findings).First[0].Field);
    }

    private async Task<(BuildReport Report, string[] Lines)> Write(RecordFormat format, params Example[] examples)
    {
        var path = Path.Join(_folder.Path, "out.jsonl");
        var report = await Dataset.From(examples).WriteAsync(path, format, new WriteOptions { Force = true }, TestContext.Current.CancellationToken);
        return (report, await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken));
    }
}
