using DatasetKit.Templates.Chat;
using DatasetKit.Templates.Jinja;
using DatasetKit.Tests.Templates.Jinja;

namespace DatasetKit.Tests.Templates.Chat;

public class ChatSpansTests
{
    /// <summary>
    /// Conversations in which one render does not tell what rendering turn by turn tells: conditions on variables that the template itself
    /// keeps of earlier messages, and empty turns between whitespace. docs/jinja-compatibility.md has the figures.
    /// </summary>
    private const int Known = 53;

    [Fact]
    public void What_the_assistant_says_is_what_remains_turn_by_turn_in_real_templates()
    {
        var folder = SharedFolder.PathOf("conformance", "jinja");
        var contexts = (PyDict)JsonReader.Read(File.ReadAllText(Path.Combine(folder, "contexts.json"))).Ref!;
        var templates = ConformanceCase.ReadAll(Path.Combine(folder, "templates.jsonl.gz"));
        var differences = new List<string>();
        var (compared, spans, without) = (0, 0, 0);
        foreach (var one in templates)
        {
            var template = JinjaTemplate.Parse(one.Text("template"), one.Name, JinjaEnvironment.Chat);
            foreach (var name in template.HasGenerationTags ? [] : contexts.Part(ViewPart.Keys))
            {
                contexts.TryGet(name, out var value);
                var conversation = new TurnByTurn(template, (PyDict)value.Ref!);
                if (conversation.Remainders() is not { } expected)
                {
                    without++;
                    continue;
                }

                compared++;
                spans += expected.Count;
                var actual = conversation.Spans();
                if (!expected.SequenceEqual(actual))
                {
                    differences.Add($"{one.Name} {name.Text}: expected {string.Join(' ', expected)}, got {string.Join(' ', actual)} in {Repr.Quote(conversation.Text)}");
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} conversations, {spans} spans, {differences.Count} different; {without} whose turns cannot be told apart");
        Assert.True(differences.Count <= Known, $"{differences.Count} of {compared} differ:\n{string.Join('\n', differences.Take(60))}");
    }
}
