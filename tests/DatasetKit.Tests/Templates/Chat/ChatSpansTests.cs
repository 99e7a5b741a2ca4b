using DatasetKit.Templates.Chat;
using DatasetKit.Templates.Jinja;
using DatasetKit.Tests.Templates.Jinja;

namespace DatasetKit.Tests.Templates.Chat;

public class ChatSpansTests
{
    /// <summary>
    /// Templates whose conversations one render tells otherwise than rendering turn by turn, in how many conversations, and what the template does that makes it so.
    /// docs/jinja-compatibility.md has the same table.
    /// </summary>
    private static readonly Dictionary<string, (int Count, string Reason)> s_known = new()
    {
        ["jamba"] = (10, "prints the end of a message when it gets to the next one, or after the last"),
        ["e2e.test.js#46"] = (10, "prints the end of a message when it gets to the next one, or after the last"),
        ["glm-4.1v-thinking"] = (10, "prints a space before each message and one after the last"),
        ["diffusion_gemma"] = (4, "prints tool results inside the call's message, and remembers the kind of the last message"),
        ["gemma4_e2b_chat_template"] = (4, "prints tool results inside the call's message, and remembers the kind of the last message"),
        ["gemma-4-edge"] = (4, "prints tool results inside the call's message, and remembers the kind of the last message"),
        ["command_a"] = (3, "ends every conversation with the cue, also where none is asked for"),
        ["gpt-oss"] = (1, "finds a call's name again when it prints the result"),
        ["Hy-MT2-1.8B"] = (1, "prints a mark after the last message instead of the cue"),
        ["tokenizer_configs.py#122"] = (1, "ends a message only when another follows"),
    };

    [Fact]
    public void What_the_assistant_says_is_what_remains_turn_by_turn_in_real_templates()
    {
        var folder = SharedFolder.PathOf("conformance", "jinja");
        var contexts = (PyDict)JsonReader.Read(File.ReadAllText(Path.Combine(folder, "contexts.json"))).Ref!;
        var templates = ConformanceCase.ReadAll(Path.Combine(folder, "templates.jsonl.gz"));
        var differences = new List<string>();
        var found = new Dictionary<string, int>();
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
                    found[one.Name] = found.GetValueOrDefault(one.Name) + 1;
                    differences.Add($"{one.Name} {name.Text}: expected {string.Join(' ', expected)}, got {string.Join(' ', actual)} in {Repr.Quote(conversation.Text)}");
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} conversations, {spans} spans, {differences.Count} different; {without} whose turns cannot be told apart");
        Assert.True(found.All(one => one.Value <= s_known.GetValueOrDefault(one.Key).Count), $"{differences.Count} of {compared} differ, {string.Join(", ", found)}:\n{string.Join('\n', differences.Take(60))}");
    }
}
