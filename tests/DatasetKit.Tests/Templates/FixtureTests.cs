using System.Text.Json;
using Convert = DatasetKit.Tests.Formats.Convert;

namespace DatasetKit.Tests.Templates;

/// <summary>
/// Each file holds a record, a template by name or source, and either the text with its trained parts or a piece of the reason
/// why the template cannot show it. A new file needs no code.
/// </summary>
public class FixtureTests
{
    private static readonly string s_root = Path.Combine(AppContext.BaseDirectory, "Templates", "Fixtures");

    public static TheoryData<string> Files() => [.. Directory.EnumerateFiles(s_root, "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_record_is_shown_as_its_fixture_says(string file)
    {
        using var fixture = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_root, file)));
        var root = fixture.RootElement;
        var template = root.TryGetProperty("template", out var name) ? PromptTemplate.Find(name.GetString()!)! : PromptTemplate.FromText(root.GetProperty("source").GetString()!);
        var json = root.GetProperty("record").GetRawText();
        var example = Convert.ReadGood(RecordFormat.Detect(Convert.RecordOf(json))!, json);

        if (root.TryGetProperty("reason", out var reason))
        {
            Assert.Contains(reason.GetString()!, Assert.Throws<TemplateException>(() => template.Render(example)).Message, StringComparison.Ordinal);
            return;
        }

        var prompt = template.Render(example);
        Assert.Equal(root.GetProperty("text").GetString(), prompt.Text);
        Assert.Equal(root.GetProperty("trained").EnumerateArray().Select(part => part.GetString()!), KnownTemplateTests.Trained(prompt));
    }

    [Fact]
    public void Every_known_template_has_a_fixture()
    {
        var names = Directory.EnumerateFiles(s_root, "*.json").Select(path => Path.GetFileName(path)).ToList();
        Assert.All(PromptTemplate.Known, template => Assert.Contains(names, name => name.StartsWith(template.Name + "-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Alpaca_is_the_published_prompt_and_the_output_right_behind_it()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.PathOf("data", "alpaca", "templates", "alpaca_legacy.json")));
        Assert.Equal(Filled("prompt_no_input") + "O</s>", PromptTemplate.Alpaca.Render(Example.Instruct("I", "O")).Text);
        Assert.Equal(Filled("prompt_input") + "O</s>", PromptTemplate.Alpaca.Render(Example.Instruct("I", "O", "N")).Text);

        string Filled(string key) => golden.RootElement.GetProperty(key).GetString()!.Replace("{instruction}", "I", StringComparison.Ordinal).Replace("{input}", "N", StringComparison.Ordinal);
    }
}
