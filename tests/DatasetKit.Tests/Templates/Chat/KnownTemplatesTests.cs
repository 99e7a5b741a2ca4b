using System.IO.Compression;
using System.Text.Json;

namespace DatasetKit.Tests.Templates.Chat;

public class KnownTemplatesTests
{
    private static readonly Message[] Talk = [new(Role.User, "Q1"), new(Role.Assistant, "A1"), new(Role.User, "Q2"), new(Role.Assistant, "A2")];

    [Theory]
    [InlineData("qwen2.5", "qwen2.5-instruct")]
    [InlineData("phi-4", "LLM-Research/phi-4")]
    [InlineData("granite", "granite-3.0-instruct")]
    [InlineData("mistral-nemo", "mistralai-Mistral-Nemo-Instruct-2407")]
    public void A_known_template_prints_what_the_models_own_prints(string name, string real)
    {
        var known = ChatTemplate.Find(name)!;
        var own = ChatTemplate.Parse(RealTemplate(real), real, known.Options);

        foreach (var messages in new Message[][] { Talk, [new(Role.System, "S"), .. Talk], Talk[..3], [new(Role.System, "S"), .. Talk[..3]] })
        {
            foreach (var prompts in new[] { false, true })
            {
                Assert.Equal(With(own, prompts).Render(messages).Text, With(known, prompts).Render(messages).Text);
            }
        }
    }

    [Fact]
    public void Qwen_calls_tools_as_its_own_template_does()
    {
        var tools = JsonValue.Parse("""[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]""");
        var call = new ToolCall { Name = "f", Arguments = JsonValue.Parse("""{"x":"é"}""") };
        Message[] called = [Talk[0], new Message(Role.Assistant, default) { ToolCalls = [call] }, new(Role.Tool, "R1"), new(Role.Tool, "R2"), new(Role.Assistant, "A")];
        Message[] spoken = [Talk[0], new Message(Role.Assistant, "I look.") { ToolCalls = [call, call] }, new(Role.Tool, "R"), new(Role.Assistant, "A")];
        var known = ChatTemplate.Find("qwen2.5")!;
        var own = ChatTemplate.Parse(RealTemplate("qwen2.5-instruct"));

        foreach (var messages in new[] { called, spoken, [new(Role.System, "S"), .. called] })
        {
            Assert.Equal(own.Render(messages, tools).Text, known.Render(messages, tools).Text);
        }
    }

    [Fact]
    public void Qwen_answers_begin_right_after_the_line_that_names_the_assistant()
    {
        foreach (var name in new[] { "chatml", "qwen2.5", "qwen3" })
        {
            var prompt = ChatTemplate.Find(name)!.Render(Talk);

            Assert.Contains("<|im_start|>assistant\nA1<|im_end|>\n", prompt.Text, StringComparison.Ordinal);
            Assert.Equal("A1<|im_end|>\n", prompt.Text[prompt.Loss[0].Start..prompt.Loss[0].End]);
        }
    }

    private static ChatTemplate With(ChatTemplate template, bool prompts) => template.With(template.Options with { AddGenerationPrompt = prompts });

    /// <summary>A template of the corpus that Python rendered.</summary>
    private static string RealTemplate(string name)
    {
        using var file = File.OpenRead(SharedFolder.PathOf("conformance", "jinja", "templates.jsonl.gz"));
        using var lines = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using var template = JsonDocument.Parse(line);
            if (template.RootElement.GetProperty("name").GetString() == name)
            {
                return template.RootElement.GetProperty("template").GetString()!;
            }
        }

        Assert.Skip($"../shared has no template {name}");
        return "";
    }
}
