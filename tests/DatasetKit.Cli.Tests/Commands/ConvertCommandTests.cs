using DatasetKit.Excel.Tests;

namespace DatasetKit.Cli.Tests.Commands;

public sealed class ConvertCommandTests : IDisposable
{
    private readonly Workspace _folder = new();

    public ConvertCommandTests() => _folder.Put("in.jsonl", """
        {"conversations":[{"from":"human","value":"One."},{"from":"gpt","value":"Two 😀."}]}
        {"conversations":[{"from":"human","value":"One."},{"from":"human","value":"Two."},{"from":"gpt","value":"Three."}]}
        {"conversations":[{"from":"human","value":"Four."},{"from":"gpt","value":"Five."}]}

        """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Text_is_rendered_with_a_chat_template_and_what_it_cannot_show_goes_to_the_rejects()
    {
        var result = Tool.Run(_folder.Path, "convert", "in.jsonl", "--to", "text", "--chat-template", "gemma", "--ignore", "DK1", "-o", "out.jsonl");

        Assert.Equal(1, result.Exit);
        Assert.Equal(
            """
            {"text":"<bos><start_of_turn>user\nOne.<end_of_turn>\n<start_of_turn>model\nTwo 😀.<end_of_turn>\n"}
            {"text":"<bos><start_of_turn>user\nFour.<end_of_turn>\n<start_of_turn>model\nFive.<end_of_turn>\n"}

            """,
            _folder.Read("out.jsonl"));
        Assert.Contains("in.jsonl:2: error DK8001: gemma:", result.Error, StringComparison.Ordinal);
        Assert.Contains("TemplateError: Gemma takes user and assistant by turns\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("Two.\\\"},{\\\"from\\\":\\\"gpt\\\"", _folder.Read("out.jsonl.rejects.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_is_read_by_its_sheet()
    {
        string[][] first = [[Workbook.Text("Prompt"), Workbook.Text("Output")], [Workbook.Text("Who?"), Workbook.Text("Me.")]];
        string[][] second = [[Workbook.Text("Prompt"), Workbook.Text("Output")], [Workbook.Text("Who?"), Workbook.Text("You.")]];
        Workbook.Write(Path.Join(_folder.Path, "in.xlsx"), ("one", first), ("two", second));

        var result = Tool.Run(_folder.Path, "convert", "in.xlsx", "--sheet", "two", "--to", "alpaca");
        var unnamed = Tool.Run(_folder.Path, "convert", "in.xlsx", "--to", "alpaca");

        Assert.Equal((0, """{"instruction":"Who?","input":"","output":"You."}""" + "\n"), (result.Exit, result.Output));
        Assert.Equal(3, unnamed.Exit);
        Assert.Contains("name the one to read with --sheet", unnamed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_that_ends_the_run_is_told_once()
    {
        _folder.Put("cut.json", "[{\"instruction\":\"a\",\"output\":\"b\"},{\"instruction\":\"a\"");

        var result = Tool.Run(_folder.Path, "convert", "cut.json", "--to", "dolly", "-o", "out.jsonl");

        Assert.Equal(3, result.Exit);
        Assert.Single(result.Error.Split('\n'), line => line.Contains("DK9110", StringComparison.Ordinal) || line.Contains("DK9101", StringComparison.Ordinal));
    }

    [Fact]
    public void Spans_are_written_beside_the_text()
    {
        var result = Tool.Run(_folder.Path, "convert", "in.jsonl", "--to", "spans", "--template", "vicuna", "--take", "1");

        Assert.Equal(0, result.Exit);
        Assert.EndsWith("""USER: One. ASSISTANT: Two 😀.</s>","spans":[[177,187]]}""" + "\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_models_folder_is_rendered_with_the_variables_that_are_given()
    {
        Directory.CreateDirectory(_folder.At("model"));
        _folder.Put("model/tokenizer_config.json", """{"eos_token":"</s>","chat_template":[{"name":"default","template":"d"},{"name":"rag","template":"{{ eos_token }}{{ style }}{{ add_generation_prompt }}{{ documents[0].a + 1 }}"}]}""");

        var result = Tool.Run(
            _folder.Path, "convert", "in.jsonl", "--to", "text", "--take", "1", "--chat-template", "model", "--template-variant", "rag", "--template-arg", "style=plain text", "--template-arg", "documents=[{\"a\":1}]", "--add-generation-prompt");

        Assert.Equal("{\"text\":\"</s>plain textTrue2\"}\n", result.Output);
    }

    [Theory]
    [InlineData("bad.jinja:2:6: No filter named 'nosuch'. (TemplateAssertionError)\n  {{ m|nosuch }}\n       ^", "--chat-template", "bad.jinja")]
    [InlineData("did you mean llama-3?", "--chat-template", "llama3")]
    [InlineData("--to spans writes what a template shows", "--to", "spans")]
    [InlineData("chatml does not use style", "--chat-template", "chatml", "--template-arg", "style=1")]
    [InlineData("takes NAME=VALUE", "--chat-template", "chatml", "--template-arg", "style")]
    [InlineData("--template-arg is for chat templates", "--template", "vicuna", "--template-arg", "style=1")]
    [InlineData("--add-generation-prompt needs --chat-template", "--add-generation-prompt")]
    [InlineData("--template-variant chooses among", "--chat-template", "chatml", "--template-variant", "rag")]
    [InlineData("there is no chat template \"rag\" in it; it has default", "--chat-template", "one.json", "--template-variant", "rag")]
    [InlineData("it needs --max-tokens", "--template", "vicuna", "--chat-template", "chatml")]
    public void A_template_that_is_none_is_a_wrong_call_and_nothing_is_written(string says, params string[] options)
    {
        _folder.Put("bad.jinja", "{% set m = 1 %}\n{{ m|nosuch }}\n");
        _folder.Put("one.json", """{"chat_template":"one"}""");

        var result = Tool.Run(_folder.Path, ["convert", "in.jsonl", "-o", "out.jsonl", .. options.Contains("--to") ? [] : (string[])["--to", "text"], .. options]);

        Assert.Equal(2, result.Exit);
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("out.jsonl", _folder.Files);
    }

    [Fact]
    public void A_question_without_an_answer_is_a_fault_only_where_answers_are_held()
    {
        _folder.Put("prompts.jsonl", """{"prompt":"Name a colour.","user_id":"u1"}""" + "\n");

        Assert.Equal("""{"prompt":"Name a colour.","user_id":"u1"}""" + "\n", Tool.Run(_folder.Path, "convert", "prompts.jsonl", "--to", "prompt").Output);
        var alpaca = Tool.Run(_folder.Path, "convert", "prompts.jsonl", "--to", "alpaca");
        Assert.Equal((1, ""), (alpaca.Exit, alpaca.Output));
        Assert.Contains("DK1001 [output]", alpaca.Error, StringComparison.Ordinal);
    }
}
