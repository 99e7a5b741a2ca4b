using System.Text.Json;

namespace DatasetKit.Tests.Templates;

/// <summary>The known templates, each byte for byte as its source has it.</summary>
public class KnownTemplateTests
{
    private const string Intro = "Below is an instruction that describes a task. Write a response that appropriately completes the request.\n\n";

    [Fact]
    public void Alpaca_without_an_input_puts_the_output_right_after_the_colon()
    {
        var prompt = PromptTemplate.Alpaca.Render(Example.Instruct("I", "O", ""));
        Assert.Equal(Intro + "### Instruction:\nI\n\n### Response:O</s>", prompt.Text);
        Assert.Equal(["O</s>"], Trained(prompt));
    }

    [Fact]
    public void Alpaca_with_an_input_says_so_in_its_first_sentence()
    {
        var prompt = PromptTemplate.Alpaca.Render(Example.Instruct("I", "O", "N"));
        Assert.Equal(
            "Below is an instruction that describes a task, paired with an input that provides further context. Write a response that appropriately completes the request.\n\n### Instruction:\nI\n\n### Input:\nN\n\n### Response:O</s>",
            prompt.Text);
        Assert.Equal(["O</s>"], Trained(prompt));
    }

    [Fact]
    public void Vicuna_trains_each_answer_and_its_end_but_not_the_space_before_it()
    {
        var prompt = PromptTemplate.Vicuna.Render(Example.Chat(
            new Message(Role.User, "Q1"), new Message(Role.Assistant, "A1"), new Message(Role.User, "Q2"), new Message(Role.Assistant, "é😀")));
        Assert.Equal(
            "A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user's questions. USER: Q1 ASSISTANT: A1</s>USER: Q2 ASSISTANT: é😀</s>",
            prompt.Text);
        Assert.Equal(["A1</s>", "é😀</s>"], Trained(prompt));
    }

    [Fact]
    public void Vicuna_takes_a_system_prompt_of_the_example_instead_of_its_own()
    {
        var prompt = PromptTemplate.Vicuna.Render(Example.Chat(new Message(Role.System, "S"), new Message(Role.User, "Q"), new Message(Role.Assistant, "A")));
        Assert.Equal("S USER: Q ASSISTANT: A</s>", prompt.Text);
    }

    [Fact]
    public void A_conversation_that_a_template_cannot_show_is_refused_with_the_reason()
    {
        var tool = Example.Chat(new Message(Role.User, "Q"), new Message(Role.Tool, "R"), new Message(Role.User, "Q"), new Message(Role.Assistant, "A"));
        Assert.Contains("message 2 is of the role tool", Assert.Throws<TemplateException>(() => PromptTemplate.Vicuna.Render(tool)).Message, StringComparison.Ordinal);
        var two = Example.Chat(new Message(Role.User, "Q"), new Message(Role.Assistant, "A"), new Message(Role.User, "Q"), new Message(Role.Assistant, "A"));
        Assert.Contains("has 2", Assert.Throws<TemplateException>(() => PromptTemplate.Alpaca.Render(two)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dolly_is_what_its_own_code_prints()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.PathOf("golden", "dolly_templates.json")));
        Assert.Equal(golden.RootElement.GetProperty("no_context").GetString(), PromptTemplate.Dolly.Render(Example.Instruct("I", "R")).Text);
        var prompt = PromptTemplate.Dolly.Render(Example.Instruct("I", "R", "C"));
        Assert.Equal(golden.RootElement.GetProperty("with_context").GetString(), prompt.Text);
        Assert.Equal(["R\n\n### End"], Trained(prompt));
    }

    [Fact]
    public void Vicuna_is_what_its_own_code_prints()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.PathOf("golden", "fastchat_templates.json")));
        var expected = golden.RootElement.GetProperty("vicuna_v1.1").GetProperty("one_turn").GetString();
        Assert.Equal(expected, PromptTemplate.Vicuna.Render(Example.Instruct("Q1", "A1")).Text);
    }

    [Fact]
    public void Dolly_ends_its_generation_prompt_where_the_loss_begins()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.PathOf("golden", "dolly_templates.json")));
        var prompt = PromptTemplate.Dolly.Render(Example.Instruct("I", "R"));
        Assert.Equal(golden.RootElement.GetProperty("generation").GetString(), prompt.Text[..prompt.Loss[0].Start]);
    }

    [Fact]
    public void Tulu_is_what_its_chat_template_prints_where_nothing_is_stripped()
    {
        Example example = Example.Chat(new Message(Role.System, "S"), new Message(Role.User, "U1"), new Message(Role.Assistant, "A1"), new Message(Role.User, "U2"), new Message(Role.Assistant, "A2"));
        Assert.Equal(ChatTemplate.Find("tulu")!.Render(example.Messages).Text, PromptTemplate.Find("tulu")!.Render(example).Text);
    }

    /// <summary>"Works when" of Tülu: the render and its mask for one turn and for several with a system prompt.</summary>
    [Fact]
    public void Tulu_trains_each_answer_with_its_end_and_line_end_and_nothing_else()
    {
        var one = PromptTemplate.Find("tulu")!.Render(Example.Instruct(" Q \n", "\tA "));
        Assert.Equal("<|user|>\nQ\n<|assistant|>\nA</s>", one.Text);
        Assert.Equal(["A</s>"], Trained(one));

        var several = PromptTemplate.Find("tulu")!.Render(Example.Chat(new Message(Role.System, "S"), new Message(Role.User, " U1 "), new Message(Role.Assistant, "A1"), new Message(Role.User, "U2"), new Message(Role.Assistant, "A2 ")));
        Assert.Equal("<|system|>\nS\n<|user|>\nU1\n<|assistant|>\nA1</s>\n<|user|>\nU2\n<|assistant|>\nA2</s>", several.Text);
        Assert.Equal(["A1</s>\n", "A2</s>"], Trained(several));
    }

    /// <summary>allenai/open-instruct, open_instruct/finetune.py, encode_with_prompt_completion_format.</summary>
    [Theory]
    [InlineData("Q", "A", "Q A</s>", " A</s>")]
    [InlineData("Q ", "A", "Q A</s>", "A</s>")]
    [InlineData("Q\n", "A", "Q\nA</s>", "A</s>")]
    [InlineData("Q", "\tA", "Q\tA</s>", "\tA</s>")]
    public void A_prompt_and_its_completion_get_a_space_between_where_neither_has_one(string prompt, string completion, string text, string trained)
    {
        var rendered = PromptTemplate.Find("tulu-completion")!.Render(Example.Instruct(prompt, completion));
        Assert.Equal(text, rendered.Text);
        Assert.Equal([trained], Trained(rendered));
    }

    [Fact]
    public void Lima_trains_the_questions_too_when_it_is_told_to()
    {
        var prompt = PromptTemplate.Lima("[END]", trainsQuestions: true).Render(Example.Instruct("Q", "A"));
        Assert.Equal("Q[END]A[END]", prompt.Text);
        Assert.Equal(["Q[END]A[END]"], Trained(prompt));
    }

    [Fact]
    public void WizardLM_leaves_an_input_out_and_says_so() => Assert.False(PromptTemplate.Find("wizardlm")!.Shows("input"));

    [Fact]
    public void Names_are_found_whatever_their_case() => Assert.Same(PromptTemplate.Vicuna, PromptTemplate.Find("Vicuna"));

    /// <summary>The parts that carry loss, cut out by code points.</summary>
    internal static List<string> Trained(RenderedPrompt prompt)
    {
        var runes = prompt.Text.EnumerateRunes().ToList();
        return [.. prompt.Loss.Select(span => string.Concat(runes[span.Start..span.End].Select(r => r.ToString())))];
    }
}
