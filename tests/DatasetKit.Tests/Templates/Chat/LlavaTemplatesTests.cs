namespace DatasetKit.Tests.Templates.Chat;

/// <summary>LLaVA's family, as llava/conversation.py and llava/train/train.py print it.</summary>
public class LlavaTemplatesTests
{
    private const string Polite = "A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user's questions.";
    private const string PoliteHuman = "A chat between a curious human and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the human's questions.";
    private const string Sees = "You are a helpful language and vision assistant. You are able to understand the visual content that the user provides, and assist the user with a variety of tasks using natural language.";
    private const string Tagged =
        "A chat between a curious user and an artificial intelligence assistant. The assistant is able to understand the visual content that the user provides, and assist the user with a variety of tasks using natural language."
        + "The visual content will be provided with the following format: <Image>visual content</Image>.";

    private const string Header = "<|start_header_id|>";

    private static readonly Message[] Talk = [Asked("Q1 "), new(Role.Assistant, "A1"), new(Role.User, "Q2"), new(Role.Assistant, "A2")];

    [Theory]
    [InlineData("llava", Polite + " USER: <image>\nQ1 ASSISTANT: A1</s>USER: Q2 ASSISTANT: A2</s>", "ASSISTANT:")]
    [InlineData("llava-v1", PoliteHuman + " USER: <image>\nQ1 ASSISTANT: A1</s>USER: Q2 ASSISTANT: A2</s>", "ASSISTANT:")]
    [InlineData("llava-v1-mmtag", Tagged + " USER: <Image><image></Image>\nQ1 ASSISTANT: A1</s>USER: Q2 ASSISTANT: A2</s>", "ASSISTANT:")]
    [InlineData("llava-llama-2", "<s>[INST] <<SYS>>\n" + Sees + "\n<</SYS>>\n\n<image>\nQ1 [/INST] A1 </s><s>[INST] Q2 [/INST] A2 </s>", "")]
    [InlineData("llava-mistral-instruct", "[INST] <image>\nQ1 [/INST] A1 </s>[INST] Q2 [/INST] A2 </s>", "")]
    [InlineData("llava-mpt", "<|im_start|>system\nA conversation between a user and an LLM-based AI assistant. The assistant gives helpful and honest answers.<|im_end|>"
        + "<|im_start|>user\n<image>\nQ1<|im_end|><|im_start|>assistant\nA1<|im_end|><|im_start|>user\nQ2<|im_end|><|im_start|>assistant\nA2<|im_end|>", "<|im_start|>assistant\n")]
    [InlineData("llava-chatml-direct", "<|im_start|>system\nAnswer the questions.<|im_end|><|im_start|>user\n<image>\nQ1<|im_end|><|im_start|>assistant\nA1<|im_end|><|im_start|>user\nQ2<|im_end|><|im_start|>assistant\nA2<|im_end|>", "<|im_start|>assistant\n")]
    [InlineData("llava-qwen-1.5", "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n<image>\nQ1<|im_end|>\n<|im_start|>assistant\nA1<|im_end|>\n<|im_start|>user\nQ2<|im_end|>\n<|im_start|>assistant\nA2<|im_end|>\n", "<|im_start|>assistant\n")]
    [InlineData("llava-gemma", "<start_of_turn>user\n<image>\nQ1<end_of_turn>\n<start_of_turn>model\nA1<end_of_turn>\n<start_of_turn>user\nQ2<end_of_turn>\n<start_of_turn>model\nA2<end_of_turn>\n", "<start_of_turn>model\n")]
    [InlineData("llava-llama-3", "<|begin_of_text|>" + Header + "system<|end_header_id|>\n\n" + Sees + "<|eot_id|>" + Header + "user<|end_header_id|>\n\n<image>\nQ1<|eot_id|>" + Header + "assistant<|end_header_id|>\n\nA1<|eot_id|>"
        + Header + "user<|end_header_id|>\n\nQ2<|eot_id|>" + Header + "assistant<|end_header_id|>\n\nA2<|eot_id|>", Header + "assistant<|end_header_id|>\n\n")]
    public void A_conversation_is_printed_as_the_model_was_trained_with_it(string name, string text, string cue)
    {
        var template = ChatTemplate.Find(name)!;

        Assert.Equal(text, template.Render(Talk).Text);
        Assert.Equal(text + cue, template.With(template.Options with { AddGenerationPrompt = true }).Render(Talk).Text);
    }

    [Theory]
    [InlineData("llava-v0", PoliteHuman, "<image>")]
    [InlineData("llava-v0-mmtag", Tagged, "<Image><image></Image>")]
    public void The_first_version_is_trained_with_lines_and_asked_without(string name, string system, string picture)
    {
        var template = ChatTemplate.Find(name)!;

        Assert.Equal(system + "\n\n### Human: " + picture + "\nQ1\n### Assistant: A1\n### Human: Q2\n### Assistant: A2\n### ", template.Render(Talk).Text);
        Assert.Equal(system + "###Human: " + picture + "\nQ1###Assistant: A1###Human: Q2###Assistant:", template.With(template.Options with { AddGenerationPrompt = true }).Render(Talk[..3]).Text);
    }

    [Fact]
    public void The_first_stage_trains_the_caption_alone()
    {
        var template = ChatTemplate.Find("llava-plain")!;

        var prompt = template.Render(Talk[..2]);

        Assert.Equal("<image>A1\n", prompt.Text);
        Assert.Equal("A1\n", prompt.Text[prompt.Loss[0].Start..prompt.Loss[0].End]);
        Assert.Throws<JinjaException>(() => { _ = template.Render(Talk); });
        Assert.Throws<JinjaException>(() => { _ = template.Render([new Message(Role.User, "no picture"), Talk[1]]); });
    }

    [Fact]
    public void One_picture_goes_before_the_text_and_several_stay_where_they_are()
    {
        var template = ChatTemplate.Find("llava-mistral-instruct")!;

        Assert.Equal("[INST] <image>\nIs it\n red? [/INST]", template.Render([new Message(Role.User, " Is it<image>\n red? ")]).Text);
        Assert.Equal("[INST] <image> [/INST]", template.Render([new Message(Role.User, " <image> ")]).Text);
        Assert.Equal("[INST] Is <image> or <image> red? [/INST]", template.Render([new Message(Role.User, "Is <image> or <image> red?")]).Text);
    }

    /// <summary>A question with its picture after the text.</summary>
    private static Message Asked(string text) => new(Role.User, text) { Parts = [new ContentPart((Text)text), new ContentPart(new Media(MediaKind.Image, "a.png"))] };
}
