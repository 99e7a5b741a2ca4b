using System.Text.Json;

namespace DatasetKit.Cli.Tests.Commands;

public sealed class RenderCommandTests : IDisposable
{
    private const string Talk = """{"messages":[{"role":"user","content":"Name a <colour>."},{"role":"assistant","content":"Red 😀 & so on."},{"role":"user","content":"Another?"},{"role":"assistant","content":"Blue.\nOr green."}],"id":"t1"}""";

    private readonly Workspace _folder = new();

    public RenderCommandTests() => _folder.Put("in.jsonl", Talk + "\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_mask_the_text_is_what_the_model_sees()
    {
        var result = Tool.Run(_folder.Path, "render", "in.jsonl", "--chat-template", "mistral-v3");

        Assert.Equal(0, result.Exit);
        Assert.Equal(
            """
            ==> in.jsonl:1 <== 94 characters, 39 trained (41.5 %)
            <s>[INST] Name a <colour>.[/INST] Red 😀 & so on.</s>[INST] Another?[/INST] Blue.
            Or green.</s>

            """,
            result.Output);
        Assert.Contains("1 read = 1 written\nshown with mistral-v3: 94 characters, 39 trained (41.5 %)\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_gets_marks_and_no_colours()
    {
        var result = Tool.Run(_folder.Path, "render", "in.jsonl", "--chat-template", "mistral-v3", "--mask");

        Assert.Contains("[/INST]⟦ Red 😀 & so on.</s>⟧[INST] Another?[/INST]⟦ Blue.\nOr green.</s>⟧\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_end_before_the_line_does_and_data_cannot_send_any()
    {
        _folder.Put("evil.jsonl", """{"messages":[{"role":"user","content":"\u001b[2J\u0007\u009b1m"},{"role":"assistant","content":"a\nb"}]}""" + "\n");

        var result = Tool.Run(_folder.Path, "render", "evil.jsonl", "--chat-template", "mistral-v3", "--mask", "--color", "always");

        Assert.EndsWith("<s>[INST] ␛[2J␇<U+009B>1m[/INST]\e[30;42m a↵\e[0m\n\e[30;42mb</s>\e[0m\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Spans_are_JSON_Lines_in_code_points()
    {
        var result = Tool.Run(_folder.Path, "render", "in.jsonl", "--chat-template", "mistral-v3", "--spans", "--tokenizer", "o200k_base");

        using var line = JsonDocument.Parse(result.Output);
        var root = line.RootElement;
        Assert.Equal(("in.jsonl", 1, "t1"), (root.GetProperty("file").GetString(), root.GetProperty("line").GetInt32(), root.GetProperty("id").GetString()));
        var runes = root.GetProperty("text").GetString()!.EnumerateRunes().ToList();
        Assert.Equal(
            [" Red 😀 & so on.</s>", " Blue.\nOr green.</s>"],
            root.GetProperty("spans").EnumerateArray().Select(span => string.Concat(runes[span[0].GetInt32()..span[1].GetInt32()])));
        Assert.True(root.GetProperty("tokens").GetInt32() > root.GetProperty("trained").GetInt32());
    }

    [Fact]
    public void A_page_needs_nothing_else_and_shows_markup_as_text()
    {
        var result = Tool.Run(_folder.Path, "render", "in.jsonl", "--chat-template", "chatml", "--mask", "--html", "-o", "mask.html");

        Assert.Equal(0, result.Exit);
        var page = _folder.Read("mask.html");
        Assert.Contains("""<h2><a href="#e1">in.jsonl:1</a></h2>""", page, StringComparison.Ordinal);
        Assert.Contains("Name a &lt;colour&gt;.&lt;|im_end|&gt;\n", page, StringComparison.Ordinal);
        Assert.Contains("<mark>Red 😀 &amp; so on.&lt;|im_end|&gt;<i></i>\n</mark>", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page.Replace("http-equiv", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_template_cannot_show_is_rejected_and_the_others_are_shown()
    {
        _folder.Put("in.jsonl", """{"messages":[{"role":"user","content":"a"},{"role":"user","content":"b"},{"role":"assistant","content":"c"}]}""" + "\n" + Talk + "\n");

        var result = Tool.Run(_folder.Path, "render", "in.jsonl", "--chat-template", "gemma", "--spans", "-o", "out.jsonl", "--json");

        Assert.Equal(1, result.Exit);
        Assert.Contains("in.jsonl:1: error DK8001: gemma:4:59: TemplateError: Gemma takes user and assistant by turns\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("\"line\":2", Assert.Single(_folder.Read("out.jsonl").TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Contains("DK8001", _folder.Read("out.jsonl.rejects.jsonl"), StringComparison.Ordinal);
        using var report = JsonDocument.Parse(result.Output);
        Assert.Equal((1, "gemma"), (report.RootElement.GetProperty("ledger").GetProperty("rejected").GetInt32(), report.RootElement.GetProperty("template").GetString()));
    }

    [Fact]
    public void A_prompt_template_is_shown_as_well_and_standard_input_is_read()
    {
        var result = Tool.Run(_folder.Path, """{"instruction":"Add.","input":"1 2","output":"3"}"""u8.ToArray(), ["render", "-", "--template", "alpaca", "--mask"]);

        Assert.Contains("==> -:1 <== ", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("### Input:\n1 2\n\n### Response:⟦3</s>⟧\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_question_can_be_left_open_for_the_model()
    {
        _folder.Put("ask.jsonl", """{"messages":[{"role":"user","content":"Why?"}]}""" + "\n");

        var result = Tool.Run(_folder.Path, "render", "ask.jsonl", "--chat-template", "qwen3", "--template-arg", "enable_thinking=false", "--add-generation-prompt");

        Assert.EndsWith("<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_template_leaves_out_is_told()
    {
        _folder.Put("in.jsonl", """{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"a"},{"role":"assistant","content":"b","reasoning_content":"Hm."}]}""" + "\n");

        var result = Tool.Run(_folder.Path, "render", "in.jsonl", "--chat-template", "mistral-v3");

        Assert.Equal(0, result.Exit);
        Assert.Contains("lost: system in 1 examples, first at in.jsonl:1\nlost: reasoning_content in 1 examples, first at in.jsonl:1\n", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("render needs --chat-template NAME")]
    [InlineData("name one", "--template", "vicuna", "--chat-template", "chatml")]
    [InlineData("choose one of them", "--template", "vicuna", "--spans", "--mask")]
    [InlineData("both want standard output", "--template", "vicuna", "--json")]
    [InlineData("there is no template \"openai\"", "--chat-template", "openai")]
    public void A_wrong_call_says_what_to_do(string says, params string[] options)
    {
        var result = Tool.Run(_folder.Path, ["render", "in.jsonl", .. options]);

        Assert.Equal((2, string.Empty), (result.Exit, result.Output));
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
    }
}
