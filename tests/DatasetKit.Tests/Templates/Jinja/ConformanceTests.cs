using DatasetKit.Templates.Jinja;

namespace DatasetKit.Tests.Templates.Jinja;

/// <summary>
/// The engine against what Python's jinja2 3.1.6 gives for real templates and for every corner of the language: outputs byte for byte, errors by class, spans equal.
/// </summary>
public class ConformanceTests
{
    [Fact]
    public void Real_chat_templates_give_what_Python_gives()
    {
        var folder = SharedFolder.PathOf("conformance", "jinja");
        var contexts = (PyDict)JsonReader.Read(File.ReadAllText(Path.Combine(folder, "contexts.json"))).Ref!;
        var templates = ConformanceCase.ReadAll(Path.Combine(folder, "templates.jsonl.gz"))
            .ToDictionary(one => one.Text("id"), one => new Lazy<JinjaTemplate>(() => JinjaTemplate.Parse(one.Text("template"), one.Name, JinjaEnvironment.Chat)));

        Check(ConformanceCase.ReadAll(Path.Combine(folder, "expected.jsonl.gz")), one =>
        {
            contexts.TryGet(one.Text("context_name"), out var context);
            return ConformanceCase.Show(templates[one.Text("template_id")].Value.Render((PyDict)context.Ref!, ConformanceCase.Options), one.HasSpans);
        });
    }

    [Fact]
    public void Every_corner_of_the_language_gives_what_Python_gives() =>
        Check(ConformanceCase.ReadAll(Path.Combine(SharedFolder.PathOf("conformance", "jinja"), "language_cases.jsonl.gz")), RunLanguageCase);

    [Fact]
    public void Cases_of_our_own_for_every_part_of_the_language_give_what_Python_gives() =>
        Check(ConformanceCase.ReadAll(Path.Combine(AppContext.BaseDirectory, "Templates", "Jinja", "Fixtures", "cases.jsonl")), RunLanguageCase);

    [Theory]
    [InlineData("promptsource_cases.jsonl.gz")]
    [InlineData("promptsource_truncate_cases.jsonl.gz")]
    public void Promptsource_templates_give_what_Python_gives(string file) =>
        Check(ConformanceCase.ReadAll(Path.Combine(SharedFolder.PathOf("conformance", "jinja"), file)), one =>
        {
            var template = new PromptSourceTemplate(one.Text("template"), one.TextOrNull("answer_choices"), one.Name, one.IsTrue("truncate"));
            var output = template.Render(one.Dict("context"), ConformanceCase.Options);
            Assert.Equal(one.TextOrNull("rendered") ?? output.Text, output.Text);
            if (one.Field("answer_choices_list").Ref is PyList choices)
            {
                Assert.Equal(choices.Items.Select(choice => choice.Text), output.Choices);
            }

            return string.Join("\n#part ", output.Parts);
        });

    internal static string RunLanguageCase(ConformanceCase one)
    {
        var options = one.Dict("options");
        var defaults = JinjaEnvironment.Chat.Lexing;
        var environment = JinjaEnvironment.Chat with
        {
            Lexing = new LexerOptions(
                Option(options, "trim_blocks", defaults.TrimBlocks), Option(options, "lstrip_blocks", defaults.LstripBlocks), Option(options, "keep_trailing_newline", defaults.KeepTrailingNewline)),
            AutoEscape = Option(options, "autoescape", false),
        };
        var template = JinjaTemplate.Parse(one.Text("template"), one.Name, one.TextOrNull("env") == "promptsource" ? JinjaEnvironment.PromptSource : environment);
        return ConformanceCase.Show(template.Render(one.Dict("context"), ConformanceCase.Options), one.HasSpans);
    }

    internal static void Check(IEnumerable<ConformanceCase> cases, Func<ConformanceCase, string> run)
    {
        var count = 0;
        var differences = new List<string>();
        foreach (var one in cases)
        {
            count++;
            if (one.Differs(() => run(one)) is { } difference)
            {
                differences.Add(difference);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{count} cases, {count - differences.Count} identical, {differences.Count} different");
        Assert.True(count > 0, "there are no cases");
        Assert.True(differences.Count == 0, $"{differences.Count} of {count} differ:\n{string.Join('\n', differences.Take(40))}");
    }

    private static bool Option(PyDict options, string name, bool otherwise) => options.TryGet(name, out var value) ? value.IsTrue : otherwise;
}
