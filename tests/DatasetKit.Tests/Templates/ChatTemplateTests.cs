using DatasetKit.Templates.Jinja;

namespace DatasetKit.Tests.Templates;

public class ChatTemplateTests
{
    private static readonly Message[] Talk = [new(Role.User, "Q1"), new(Role.Assistant, "A1")];
    private static readonly Message[] Asked = [.. Talk, new(Role.User, "Q2")];

    [Theory]
    [InlineData("llama-3", "llama-3")]
    [InlineData("gemma", "gemma")]
    [InlineData("deepseek", "deepseek-chat")]
    [InlineData("vicuna-v1.1", "vicuna_v1.1")]
    [InlineData("vicuna-v0", "zero_shot")]
    [InlineData("alpaca-chat", "alpaca")]
    [InlineData("dolly-chat", "dolly_v2")]
    [InlineData("chatml", "Yi-34b-chat")]
    [InlineData("llava-chatml", "llava-chatml")]
    [InlineData("llava-qwen-1.5", "qwen-7b-chat")]
    public void A_known_template_prints_what_FastChat_prints(string name, string golden)
    {
        var goldens = (PyDict)JsonReader.Read(File.ReadAllText(SharedFolder.PathOf("golden", "fastchat_templates.json"))).Ref!;
        goldens.TryGet(golden, out var expected);
        var template = ChatTemplate.Find(name)!;

        Assert.Equal(Field(expected, "one_turn"), template.Render(Talk).Text);
        Assert.Equal(Field(expected, "gen"), template.With(template.Options with { AddGenerationPrompt = true }).Render(Asked).Text);
    }

    [Fact]
    public void Vicuna_v0_with_a_conversation_before_the_question_is_FastChats_one_shot()
    {
        // The conversation is FastChat's own; it is taken from what FastChat printed.
        var printed = Golden("one_shot", "one_turn").Split("\n### ");
        Message[] shot = [new(Role.User, printed[1]["Human: ".Length..]), new(Role.Assistant, printed[2]["Assistant: ".Length..])];
        var template = ChatTemplate.Find("vicuna-v0")!;

        Assert.Equal(Golden("one_shot", "one_turn"), template.Render([.. shot, .. Talk]).Text);
        Assert.Equal(Golden("one_shot", "gen"), template.With(template.Options with { AddGenerationPrompt = true }).Render([.. shot, .. Asked]).Text);
    }

    [Fact]
    public void FastChats_tulu_is_Tulus_without_the_end_of_each_answer()
    {
        var template = ChatTemplate.Find("tulu")!;

        Assert.Equal(Golden("tulu", "one_turn"), template.Render(Talk).Text.Replace("</s>", "\n", StringComparison.Ordinal));
        Assert.Equal(Golden("tulu", "gen"), template.With(template.Options with { AddGenerationPrompt = true }).Render(Asked).Text.Replace("</s>", string.Empty, StringComparison.Ordinal));
    }

    private static string Golden(string name, string part)
    {
        var goldens = (PyDict)JsonReader.Read(File.ReadAllText(SharedFolder.PathOf("golden", "fastchat_templates.json"))).Ref!;
        goldens.TryGet(name, out var expected);
        return Field(expected, part);
    }

    [Theory]
    [InlineData("zephyr")]
    [InlineData("tulu")]
    [InlineData("tulu_thinker")]
    [InlineData("tulu_thinker_r1_style")]
    [InlineData("simple_concat_with_space")]
    [InlineData("simple_concat_with_new_line")]
    [InlineData("simple_chat")]
    [InlineData("assistant_message_only")]
    [InlineData("olmo")]
    [InlineData("olmo_thinker")]
    [InlineData("olmo_thinker_no_think_7b")]
    [InlineData("olmo_old")]
    [InlineData("olmo_thinker_no_think_sft_tokenization")]
    [InlineData("olmo_thinker_remove_intermediate_thinking")]
    [InlineData("olmo_thinker_rlzero")]
    [InlineData("olmo_thinker_code_rlzero")]
    [InlineData("r1_simple_chat")]
    [InlineData("r1_simple_chat_postpend_think")]
    [InlineData("r1_simple_chat_postpend_think_orz_style")]
    [InlineData("r1_simple_chat_postpend_think_tool_vllm")]
    [InlineData("qwen_instruct_user_boxed_math")]
    public void A_known_template_prints_what_open_instruct_prints(string name)
    {
        var golden = JsonReader.Read(File.ReadAllText(SharedFolder.PathOf("golden", "openinstruct_chat_templates.json")));
        ((PyDict)golden.Ref!).TryGet("rendered", out var rendered);
        Message[] messages = [new(Role.System, "S"), new(Role.User, " U1 "), new(Role.Assistant, "A1"), new(Role.User, "U2"), new(Role.Assistant, "A2")];
        var template = ChatTemplate.Find(name)!;

        var prompt = template.Render(messages);
        Assert.Equal(Field(rendered, name + "|gen=False"), prompt.Text);
        Assert.Equal(2, prompt.Loss.Count);
        // These have no generation prompt: what stands before an answer is trained with it, as open-instruct does.
        var cue = name switch { "simple_chat" => "\n\nAssistant: ", "simple_concat_with_space" => " ", "simple_concat_with_new_line" => "\n", _ => "" };
        Assert.StartsWith(cue + "A1", Part(prompt, 0), StringComparison.Ordinal);
        Assert.StartsWith(cue + "A2", Part(prompt, 1), StringComparison.Ordinal);
        Assert.Equal(Field(rendered, name + "|gen=True"), template.With(template.Options with { AddGenerationPrompt = true }).Render(messages[..^1]).Text);
    }

    [Fact]
    public void Every_chat_template_of_open_instruct_is_known()
    {
        using var golden = System.Text.Json.JsonDocument.Parse(File.ReadAllText(SharedFolder.PathOf("golden", "openinstruct_chat_templates.json")));
        Assert.All(golden.RootElement.GetProperty("rendered").EnumerateObject(), rendered => Assert.NotNull(ChatTemplate.Find(rendered.Name.Split('|')[0])));
    }

    /// <summary>open_instruct/dataset_transformation.py, olmo_thinker_remove_intermediate_thinking.</summary>
    [Fact]
    public void Thoughts_before_the_last_answer_are_left_out_and_those_of_the_last_are_trained_after_the_mark_that_asks_for_them()
    {
        Message[] messages = [new(Role.User, "Q1"), new(Role.Assistant, "<think>a</think>\n\nA1"), new(Role.User, "Q2"), new(Role.Assistant, "<think>b</think>A2")];
        var prompt = ChatTemplate.Find("olmo_thinker_remove_intermediate_thinking")!.Render(messages);

        Assert.Equal(
            "<|im_start|>system\nYou are a helpful AI assistant.<|im_end|>\n<|im_start|>user\nQ1<|im_end|>\n<|im_start|>assistant\nA1<|im_end|>\n"
            + "<|im_start|>user\nQ2<|im_end|>\n<|im_start|>assistant\n<think>b</think>A2</s>",
            prompt.Text);
        Assert.StartsWith("A1<|im_end|>", Part(prompt, 0), StringComparison.Ordinal);
        Assert.Equal("b</think>A2</s>", Part(prompt, 1));
    }

    [Fact]
    public void Olmo_shows_functions_calls_and_the_environment()
    {
        Message[] messages =
        [
            new(Role.System, "S") { Metadata = Fields("functions", "[f]") }, new(Role.User, "Q") { Metadata = Fields("functions", "[g]") },
            new(Role.Assistant, default) { Metadata = Fields("function_calls", "f(1)") }, new(Role.Tool, "2") { WireRole = "environment" }, new(Role.Assistant, "Two."),
        ];

        Assert.Equal(
            "<|im_start|>system\nS <functions>[f]</functions><|im_end|>\n<|im_start|>user\nQ\n<functions>[g]</functions><|im_end|>\n"
            + "<|im_start|>assistant\n<function_calls>f(1)</function_calls><|im_end|>\n<|im_start|>environment\n2<|im_end|>\n<|im_start|>assistant\nTwo.</s>",
            ChatTemplate.Find("olmo")!.Render(messages).Text);
        Assert.StartsWith("<|im_start|>system\nYou are OLMo, a helpful function-calling AI assistant built by Ai2.", ChatTemplate.Find("olmo")!.Render(Talk).Text, StringComparison.Ordinal);

        static Metadata Fields(string name, string value) => new(new KeyValuePair<Text, JsonValue>(name, JsonValue.From(value)));
    }

    [Fact]
    public void UltraLM_is_asked_with_its_system_prompt_and_trained_without_it()
    {
        var template = ChatTemplate.Find("ultralm")!;

        Assert.Equal("User: Q1</s>\nAssistant: A1</s>", template.Render(Talk).Text);
        Assert.Equal(
            "User: A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, very detailed, and polite answers to the user's questions.</s>\n"
            + "User: Q1</s>\nAssistant: A1</s>\nUser: Q2</s>\nAssistant: ",
            template.With(template.Options with { AddGenerationPrompt = true }).Render(Asked).Text);
    }

    [Fact]
    public void Every_known_template_renders_and_trains_on_the_answers_alone()
    {
        Message[] messages = [.. Asked, new(Role.Assistant, "A2")];
        foreach (var template in ChatTemplate.Known.Where(template => template.Name != "llava-plain"))
        {
            var prompt = template.Render(messages);

            Assert.Equal(2, prompt.Loss.Count);
            Assert.Contains("A1", Part(prompt, 0));
            Assert.Contains("A2", Part(prompt, 1));
            Assert.DoesNotContain("Q2", Part(prompt, 0) + Part(prompt, 1));
        }
    }

    [Fact]
    public void A_message_that_is_not_to_be_trained_carries_no_loss()
    {
        var prompt = ChatTemplate.Find("chatml")!.Render([Talk[0], new Message(Role.Assistant, "A1") { Train = false }, Asked[2], new Message(Role.Assistant, "A2")]);

        Assert.Equal("A2<|im_end|>\n", Part(prompt, Assert.Single(Enumerable.Range(0, prompt.Loss.Count))));
    }

    [Fact]
    public void A_text_can_end_inside_its_last_message()
    {
        var template = ChatTemplate.Find("chatml")!;

        var prompt = template.With(template.Options with { ContinueFinalMessage = true }).Render(Talk);

        Assert.EndsWith("assistant\nA1", prompt.Text);
        Assert.Equal("A1", Part(prompt, 0));
    }

    [Fact]
    public void A_template_of_parts_gets_parts_and_one_of_texts_gets_texts()
    {
        var parts = ChatTemplate.Parse("{% for m in messages %}{% for p in m.content %}{{ p.text }}{% endfor %};{% endfor %}");
        var texts = ChatTemplate.Parse("{% for m in messages %}{{ m.content + ';' }}{% endfor %}");
        Message[] list = [new Message(Role.User, "ab") { Parts = [new ContentPart((Text)"a"), new ContentPart((Text)"b")] }];

        Assert.Equal("Q1;A1;", parts.Render(Talk).Text);
        Assert.Equal("ab;", texts.Render(list).Text);
    }

    [Fact]
    public void Arguments_are_an_object_or_a_text_as_the_template_wants_them()
    {
        var asObject = ChatTemplate.Parse("{% for m in messages %}{% for c in m.tool_calls or [] %}{{ c.function.arguments | tojson }}{% endfor %}{% endfor %}");
        var asText = ChatTemplate.Parse("{% for m in messages %}{% for c in m.tool_calls or [] %}{{ '' + c.function.arguments }}{% endfor %}{% endfor %}");
        foreach (var arguments in new[] { JsonValue.Parse("""{"a":1}"""), JsonValue.From("{\"a\":1}") })
        {
            Message[] messages = [Talk[0], new Message(Role.Assistant, default) { ToolCalls = [new ToolCall { Name = "f", Arguments = arguments }] }];

            Assert.Equal("""{"a": 1}""", asObject.Render(messages).Text);
            Assert.Equal("""{"a":1}""", asText.Render(messages).Text);
        }
    }

    [Fact]
    public void A_model_folder_gives_its_template_and_special_tokens()
    {
        using var folder = new TempFolder();
        folder.Write("tokenizer_config.json", """{"bos_token":{"content":"<s>"},"eos_token":"</s>","chat_template":[{"name":"default","template":"{{ bos_token }}d"},{"name":"tool_use","template":"t{{ eos_token }}"},{"name":"rag","template":"r"}]}""");
        var path = folder.Path;

        var template = ChatTemplate.Load(path);

        Assert.Equal("<s>d", template.Render(Talk).Text);
        Assert.Equal("t</s>", template.Render(Talk, JsonValue.Parse("[{}]")).Text);
        Assert.Equal("r", ChatTemplate.Load(path, "rag").Render(Talk).Text);
        Assert.Contains("default, tool_use, rag", Assert.Throws<TemplateException>(() => { _ = ChatTemplate.Load(path, "none"); }).Message);
        folder.Write("chat_template.jinja", "file{{ bos_token }}");
        Assert.Equal("file<s>", ChatTemplate.Load(path).Render(Talk).Text);
    }

    private static string Part(RenderedPrompt prompt, int index) => prompt.Text[prompt.Loss[index].Start..prompt.Loss[index].End];

    private static string Field(in Value dict, string name) => ((PyDict)dict.Ref!).TryGet(name, out var value) ? value.Text : throw new InvalidDataException(name);
}
