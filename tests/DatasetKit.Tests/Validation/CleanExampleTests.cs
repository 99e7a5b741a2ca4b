using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Validation;

/// <summary>What no rule may object to.</summary>
public class CleanExampleTests
{
    private static readonly string[] s_pieces =
    [
        "", " ", "\u200b", "a", "é", "😀", "\n", "\\", "\"", "<", "<|", "|>", "<|im_end|>", "</s>", "<s>", "[INST]", "[/", "### Response:", "### ", "Human:", "\n\n", "ASSISTANT:", "USER: ",
        "8. Instruction:", "<think>", "</think>", "<noinput>", "no input", "nan", "None", "\uFFFD", "Ã©", "Â", "â€", "：", "\u0000", "`", "<\uFF5C", "\uFF5C>", "### End",
    ];

    [Fact]
    public void A_clean_example_costs_no_memory()
    {
        var single = Example.Instruct("Name three colours.\nIn one line: now.", "Red, [green] and <b>blue</b>; ä, 你好，世界。", "Input");
        var chat = Example.Chat(new Message(Role.System, "S"), new Message(Role.User, "Q"), new Message(Role.Assistant, "A"), new Message(Role.User, "Q"), new Message(Role.Assistant, "A"));
        var context = new RuleContext(PromptTemplate.Alpaca);
        Assert.True(RuleSet.Default.Check(single, context) && RuleSet.Default.Check(chat, context));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            RuleSet.Default.Check(single, context);
            RuleSet.Default.Check(chat, context);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_rule_never_throws_and_says_the_same_with_and_without_the_common_look()
    {
        Properties.Check(400, Prop.ForAll(Examples().ToArbitrary(), example =>
        {
            foreach (var template in (PromptTemplate?[])[null, .. PromptTemplate.Known])
            {
                var together = RuleSet.Default.Check(example, template).Select(finding => finding.ToString());
                var apart = Rule.Known.SelectMany(rule => RuleSet.None.With(rule).Check(example, template)).Select(finding => finding.ToString());
                Assert.Equal(apart, together);
            }
        }));
    }

    [Fact]
    public void An_escaped_line_end_before_the_words_hides_nothing()
    {
        var escaped = JsonValue.Parse("\"[/\\n<noinput>\"").Text;
        Assert.Equal(["DK2001 warning input"], Rules.Summary(RuleSet.Default.Check(Example.Instruct("I", "O", escaped))));
    }

    [Fact]
    public void A_text_is_judged_alike_plain_and_escaped()
    {
        Properties.Check(400, Prop.ForAll(Texts().ToArbitrary(), text =>
        {
            var plain = Example.Instruct("I", text, text);
            var ascii = "\"" + string.Concat(text.Select(c => $"\\u{(int)c:x4}")) + "\"";
            var usual = System.Text.Json.JsonSerializer.Serialize(text, s_relaxed);
            foreach (var json in (string[])[ascii, usual, usual.Replace("/", "\\/", StringComparison.Ordinal)])
            {
                var escaped = JsonValue.Parse(json).Text;
                Assert.Equal(
                    Rules.Summary(RuleSet.Default.Check(plain, PromptTemplate.Dolly)),
                    Rules.Summary(RuleSet.Default.Check(Example.Instruct("I", escaped, escaped), PromptTemplate.Dolly)));
            }
        }));
    }

    private static readonly System.Text.Json.JsonSerializerOptions s_relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Gen<string> Texts() => Gen.Elements(s_pieces).ListOf().Select(string.Concat);

    private static Gen<Text> FieldTexts() => Gen.OneOf(Gen.Constant<Text>(default), Gen.Constant(Text.Null), Texts().Select(text => (Text)text), Texts().Select(text => (Text)text));

    private static Gen<ToolCall> Calls() =>
        from id in Gen.Elements<string?>(null, "c1", "c2")
        from arguments in Gen.Elements("{}", "[]", "\"{}\"", "\"{\"", "1", "null")
        select new ToolCall { Id = id, Name = "f", Arguments = JsonValue.Parse(arguments) };

    private static Gen<Message> Messages() =>
        from role in Gen.Elements(Role.System, Role.User, Role.Assistant, Role.Tool)
        from content in FieldTexts()
        from reasoning in FieldTexts()
        from calls in Gen.OneOf(Gen.Constant(new List<ToolCall>()), Calls().ListOf().Select(list => list.ToList()))
        from answered in Gen.Elements<string?>(null, "c1", "c2")
        select new Message(role, content) { Reasoning = reasoning, ToolCalls = role == Role.Assistant ? calls : [], ToolCallId = role == Role.Tool ? answered : null };

    private static Gen<Example> Examples() => Gen.OneOf(
        from instruction in FieldTexts()
        from input in FieldTexts()
        from output in FieldTexts()
        from system in FieldTexts()
        from id in FieldTexts()
        select Example.Instruct(instruction, output, input).WithSystemPrompt(system).WithId(id),
        Messages().ListOf().Select(list => Example.Chat([.. list])),
        FieldTexts().Select(Example.PlainText));
}
