using System.Text.Json;

namespace DatasetKit.Tests.Templates;

public sealed class AlpacaLoraTemplateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("alpaca")]
    [InlineData("alpaca_legacy")]
    [InlineData("alpaca_short")]
    [InlineData("vigogne")]
    public void The_published_files_show_what_their_prompter_shows_and_train_the_output_and_its_end(string name)
    {
        var path = SharedFolder.PathOf("data", "alpaca", "templates", name + ".json");
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        var template = PromptTemplate.FromFile(path);

        foreach (var input in (string[])["", "the {input}"])
        {
            // utils/prompter.py: the prompt by whether there is an input, formatted, and the label behind it.
            var prompt = file.RootElement.GetProperty(input.Length > 0 ? "prompt_input" : "prompt_no_input").GetString()!;
            var at = prompt.IndexOf("{input}", StringComparison.Ordinal);
            prompt = at < 0 ? prompt : string.Concat(prompt.AsSpan(0, at), "\u0001", prompt.AsSpan(at + "{input}".Length));
            prompt = prompt.Replace("{instruction}", "Say it.", StringComparison.Ordinal).Replace("\u0001", input, StringComparison.Ordinal);
            var rendered = template.Render(Example.Instruct("Say it.", "So be it.", input));

            Assert.Equal(prompt + "So be it.</s>", rendered.Text);
            var span = Assert.Single(rendered.Loss);
            Assert.Equal((prompt.Length, rendered.Text.Length), (span.Start, span.End));
        }
    }

    [Fact]
    public void The_legacy_file_is_Alpacas_own_template()
    {
        var legacy = PromptTemplate.FromFile(SharedFolder.PathOf("data", "alpaca", "templates", "alpaca_legacy.json"));
        foreach (var example in (Example[])[Example.Instruct("i", "o"), Example.Instruct("i", "o", "n")])
        {
            Assert.Equal(PromptTemplate.Alpaca.Render(example).Text, legacy.Render(example).Text);
        }
    }

    [Theory]
    [InlineData("""{"prompt_input":5,"prompt_no_input":"x"}""", "\"prompt_input\" is the number 5")]
    [InlineData("""{"prompt_no_input":"x"}""", "\"prompt_input\" is")]
    [InlineData("""{"prompt_input":"{instruction","prompt_no_input":"x"}""", "never closed")]
    [InlineData("""{"prompt_input":"x","prompt_no_input":"x" """, "is no JSON")]
    public void A_file_that_lacks_a_prompt_says_which(string json, string says) =>
        Assert.Contains(says, Assert.Throws<TemplateException>(() => PromptTemplate.FromFile(_folder.Write("mine.json", json))).Message, StringComparison.Ordinal);
}
