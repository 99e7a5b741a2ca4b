namespace DatasetKit.Cli.Tests.Commands;

public sealed class TemplatesCommandTests : IDisposable
{
    private readonly Workspace _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_known_template_is_listed()
    {
        var lines = Tool.Run(_folder.Path, "templates").Output.TrimEnd('\n').Split('\n');

        string[] names = [.. lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])];
        Assert.Equal(PromptTemplate.Known.Concat(ChatTemplate.Known).Select(template => template.Name), names);
        Assert.Equal(ChatTemplate.Known.Count, ChatTemplate.Known.DistinctBy(template => template.Name).Count());
    }

    [Fact]
    public void A_template_is_shown_with_its_source_and_a_sample()
    {
        _folder.Put("mine.jinja", "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}\n");

        var result = Tool.Run(_folder.Path, "templates", "mine.jinja");

        Assert.Equal(
            """
            mine.jinja: a chat template

            special tokens, which are refused in content (DK2003): <|assistant|>

            source:
            {% for m in messages %}<|{{ m.role }}|>{{ m.content }}{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}

            sample:
            <|system|>Be brief.<|user|>Name a colour.<|assistant|>⟦Red.⟧<|user|>Another?<|assistant|>⟦Blue.⟧

            ⟦…⟧ is trained: 92 characters, 9 trained (9.8 %)

            """,
            result.Output);
    }

    [Theory]
    [InlineData("alpaca", "{#input}### Input:\n{input}\n\n{/input}### Response:{+}{output}</s>{-}\n", "### Response:⟦Red.</s>⟧\n")]
    [InlineData("vicuna", "It is code", "ASSISTANT: ⟦Blue.</s>⟧\n")]
    [InlineData("gemma", "raise_exception('Gemma takes", "<start_of_turn>model\n⟦Red.<end_of_turn>\n⟧")]
    public void Known_templates_are_shown_too(string name, string source, string sample)
    {
        var result = Tool.Run(_folder.Path, "templates", name);

        Assert.Contains(source, result.Output, StringComparison.Ordinal);
        Assert.Contains(sample, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_name_that_both_kinds_have_both_are_shown_and_each_option_takes_its_own()
    {
        Assert.Contains("\nand as a chat template:\n\ntulu: ", Tool.Run(_folder.Path, "templates", "tulu").Output, StringComparison.Ordinal);

        _folder.Put("in.jsonl", """{"messages":[{"role":"user","content":" a "},{"role":"assistant","content":"b"}]}""" + "\n");
        Assert.Contains("<|user|>\na\n", Tool.Run(_folder.Path, "render", "in.jsonl", "--template", "tulu").Output, StringComparison.Ordinal);
        Assert.Contains("<|user|>\n a \n", Tool.Run(_folder.Path, "render", "in.jsonl", "--chat-template", "tulu").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_that_does_not_parse_is_told_with_its_place()
    {
        _folder.Put("bad.jinja", "{% for m in messages %}\n  {{ m.content\n{% endfor %}\n");

        var result = Tool.Run(_folder.Path, "templates", "bad.jinja");

        Assert.Equal((2, string.Empty), (result.Exit, result.Output));
        Assert.StartsWith("datasetkit: bad.jinja:3:1: ", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("\n  {% endfor %}\n  ^\n", result.Error, StringComparison.Ordinal);
    }
}
