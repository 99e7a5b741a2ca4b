using System.Text.Json;
using DatasetKit.Recipes.Conversations;

namespace DatasetKit.Recipes.Tests;

public sealed class UltraChatRecipeTests : IDisposable
{
    private static readonly Recipe s_recipe = Recipe.Find("ultrachat")!;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>"Works when": the three filters on a fixture.</summary>
    [Fact]
    public async Task Thanks_swapped_roles_and_denied_feelings_are_left_out_each_with_its_reason()
    {
        var (records, report) = await Run("""
            {"id":"0","data":["Why is the sky blue?","Its air scatters blue light most.","Thank you so much for the explanation!","You are welcome."]}
            {"id":"1","data":["Thanks for your help!","You are welcome."]}
            {"id":"2","data":["Write a poem.","Roses.","You're welcome! Is there anything else I can help you with?","No."]}
            {"id":"3","data":["How do you feel?","As a program I don't have personal feelings or emotions."]}
            {"id":"4","data":["Thank you for the tip, but how long must it boil?","Ten minutes."]}
            {"id":"5","data":["Hello","Hi","Thanks!","Welcome.","And what is tea?","Leaves."]}

            """);

        Assert.Equal(
            [
                """{"id":"0","data":["Why is the sky blue?","Its air scatters blue light most."]}""",
                """{"id":"4","data":["Thank you for the tip, but how long must it boil?","Ten minutes."]}""",
                """{"id":"5","data":["Hello","Hi","And what is tea?","Leaves."]}""",
            ],
            records);
        Assert.Equal(1, Step(report, "polite").Dropped["thanks alone"]);
        Assert.Equal(1, Step(report, "role-swap").Dropped["user speaks as an assistant"]);
        Assert.Equal(1, Step(report, "no-emotions").Dropped["denies emotions or opinions"]);
        Assert.All(report.Steps, step => Assert.True(step.Balances, step.Name));
    }

    [Theory]
    [InlineData("Thanks!", true)]
    [InlineData("Wow, that's really helpful. Thank you so much for your help!", true)]
    [InlineData("Goodbye.", true)]
    [InlineData("Great.", false)]
    [InlineData("Thanks, and what about Rome?", false)]
    [InlineData("", false)]
    public void Thanks_alone_says_nothing_else(string text, bool isThanks) => Assert.Equal(isThanks, Phrases.IsThanks(text));

    [Theory]
    [InlineData("As an AI language model, I cannot do this.", true)]
    [InlineData("I'm glad I could help!", true)]
    [InlineData("How can I assist you today?", true)]
    [InlineData("Can you help me? I am an engineer.", false)]
    [InlineData("Should I say you're welcome after that?", false)]
    public void A_user_who_speaks_as_an_assistant_is_known(string text, bool isAssistants) => Assert.Equal(isAssistants, Phrases.IsAssistants(text));

    [Theory]
    [InlineData("I do not have emotions.", true)]
    [InlineData("Sorry, but I don’t have personal opinions or beliefs.", true)]
    [InlineData("I cannot feel emotions.", true)]
    [InlineData("People who do not have opinions are rare.", false)]
    [InlineData("I have no doubt.", false)]
    public void Denied_feelings_are_known(string text, bool denies) => Assert.Equal(denies, Phrases.DeniesFeelings(text));

    /// <summary>"Works when": data, messages and ShareGPT there and back.</summary>
    [Fact]
    public async Task Conversations_go_through_messages_and_sharegpt_and_back()
    {
        const string Line = """{"id":"7","data":["q1","a1","q2","a2"]}""";
        var cancel = TestContext.Current.CancellationToken;
        await Dataset.Read(_folder.Write("a.jsonl", Line + "\n")).WriteAsync(_folder["b.jsonl"], RecordFormat.OpenAIChat, new WriteOptions { Extra = ExtraPolicy.Keep }, cancel);
        await Dataset.Read(_folder["b.jsonl"]).WriteAsync(_folder["c.jsonl"], RecordFormat.ShareGpt, cancellationToken: cancel);
        await Dataset.Read(_folder["c.jsonl"]).WriteAsync(_folder["d.jsonl"], RecordFormat.Find("ultrachat")!, cancellationToken: cancel);
        Assert.Equal(Line + "\n", await File.ReadAllTextAsync(_folder["d.jsonl"], cancel));
    }

    /// <summary>"Works when": the render and its mask are the literal string.</summary>
    [Fact]
    public void The_template_shows_the_literal_string_and_trains_the_answers()
    {
        var rendered = PromptTemplate.Find("ultralm")!.Render(Example.Chat(new Message(Role.User, "Q1"), new Message(Role.Assistant, "A1"), new Message(Role.User, "Q2"), new Message(Role.Assistant, "A2")));
        Assert.Equal("<s>User: Q1</s>\nAssistant: A1</s>\nUser: Q2</s>\nAssistant: A2</s>", rendered.Text);
        Assert.Equal(["A1</s>", "A2</s>"], rendered.Loss.Select(span => rendered.Text[span.Start..span.End]));
    }

    [Fact]
    public async Task Long_conversations_are_divided_and_no_pair_is_lost()
    {
        var pairs = string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"question number {i}\",\"answer number {i}\""));
        var (records, _) = await Run($$"""{"id":"x","data":[{{pairs}}]}""" + "\n", ("tokenizer", "cl100k_base"), ("max-tokens", "90"));
        var parts = records.Select(record => JsonDocument.Parse(record).RootElement).ToList();
        Assert.True(parts.Count > 3);
        Assert.Equal("x_0", parts[0].GetProperty("id").GetString());
        Assert.Equal(40, parts.Sum(part => part.GetProperty("data").GetArrayLength()));
    }

    [Fact]
    public async Task Subjects_entities_kinds_of_text_and_passages_become_conversations_from_run_to_run()
    {
        (string, string)[] sources =
        [
            ("topics", _folder.Write("topics.txt", "Cooking\n\nRivers\n")), ("entities", _folder.Write("entities.txt", "The Elbe\n")), ("types", _folder.Write("types.txt", "a poem\n")),
            ("materials", _folder.Write("passages.jsonl", """{"text":"A passage."}""" + "\n")),
            ("subtopics", "2"), ("questions", "2"), ("basic", "2"), ("specific", "2"), ("general", "3"), ("specific-sample", "3"), ("general-sample", "2"), ("instructions", "2"), ("tasks", "2"),
            ("writing-rounds", "2"), ("polite", "false"), ("requests", _folder["requests.jsonl"]),
        ];
        var replies = _folder.Write("replies.jsonl", "");
        for (var run = 0; run < 20; run++)
        {
            var reports = await s_recipe.RunAsync(s_recipe.Arguments([], [.. sources, ("replies", replies)]), _folder["out.jsonl"], options: new WriteOptions { Force = true, Extra = ExtraPolicy.Keep }, cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(reports[0].Ledger.Balances);
            if (reports.Count == 1)
            {
                var read = Dataset.Read(_folder["out.jsonl"]).ToBlockingEnumerable(TestContext.Current.CancellationToken).ToList();
                var kinds = read.GroupBy(example => $"{example.Metadata["sector"].Text} {example.Metadata["kind"].Text}").ToDictionary(group => group.Key, group => group.Count());
                // Two subjects of two subjects of two questions; two basic questions, of the others as many as the samples have; two of a kind of text; two of a passage.
                Assert.Equal(8, kinds["world question"]);
                Assert.Equal((2, 3, 2), (kinds["world meta"], kinds["world specific"], kinds["world general"]));
                Assert.Equal(2, kinds.GetValueOrDefault("writing instruction") + kinds.GetValueOrDefault("writing expanded"));
                Assert.Equal(2, kinds["materials instruction"]);
                Assert.All(read, talk => Assert.Equal(2 * int.Parse(talk.Metadata["rounds"].ToString(), System.Globalization.CultureInfo.InvariantCulture), talk.Messages.Count));
                Assert.All(read.Where(talk => talk.Metadata["sector"].Text.ToString() == "writing"), talk => Assert.Equal(4, talk.Messages.Count));
                Assert.All(read.Where(talk => talk.Metadata["sector"].Text.ToString() == "world"), talk => Assert.InRange(talk.Messages.Count, 6, 14));
                Assert.Equal(read.Count, read.Select(talk => talk.Id.ToString()).Distinct().Count());
                return;
            }

            foreach (var request in Dataset.Read(_folder["requests.jsonl"], RecordFormat.OpenAIChat).ToBlockingEnumerable(TestContext.Current.CancellationToken).ToList())
            {
                var asked = request.Messages[^1].Content.ToString();
                var reply = asked.Contains("with a number before it", StringComparison.Ordinal) || asked.Contains("most basic", StringComparison.Ordinal)
                    ? string.Join('\n', Enumerable.Range(1, 4).Select(i => $"{i}. Matter {i} of {asked.Length}"))
                    : $"Words {run}.";
                File.AppendAllText(replies, JsonSerializer.Serialize(new { messages = (object[])[.. request.Messages.Select(message => new { role = message.Role == Role.User ? "user" : "assistant", content = message.Content.ToString() }), new { role = "assistant", content = reply }] }) + "\n");
            }
        }

        Assert.Fail("there are always more requests");
    }

    [Fact]
    public async Task A_list_of_an_odd_number_is_rejected_or_repaired_as_is_said()
    {
        const string Text = """
            {"id":"0","data":["q","a","unanswered"],"note":1}
            {"id":"1","data":["q","a"]}

            """;
        var (records, report) = await Run(Text);
        Assert.Equal(["""{"id":"1","data":["q","a"]}"""], records);
        Assert.Equal(1, report.Ledger.Rejected);

        (records, report) = await Run(Text, ("odd", "repair"));
        Assert.Equal(["""{"id":"0","data":["q","a"]}""", """{"id":"1","data":["q","a"]}"""], records);
        Assert.Equal("DK1010", Assert.Single(report.Findings).Diagnostic.Code);
    }

    [Fact]
    public void Without_any_input_the_message_says_what_could_be_one()
    {
        var fault = Assert.Throws<RecipeException>(() => s_recipe.Compose(s_recipe.Arguments([])));
        Assert.Contains("or set topics, entities, types or materials", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_subjects_without_a_line_stops_the_run()
    {
        var fault = Assert.Throws<RecipeException>(() => s_recipe.Compose(s_recipe.Arguments([], ("topics", _folder.Write("topics.txt", "\n \n")))));
        Assert.Contains("it has no line; the parameter topics", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rounds_that_cannot_be_stop_the_run_also_where_nobody_talks() =>
        Assert.Throws<RecipeException>(() => s_recipe.Compose(s_recipe.Arguments([_folder.Write("in.jsonl", "no JSON")], ("world-rounds", "9-2"))));

    private static StepReport Step(BuildReport report, string name) => report.Steps.Single(step => step.Name == name);

    private async Task<(string[] Records, BuildReport Report)> Run(string text, params (string, string)[] parameters)
    {
        var input = _folder.Write("in.jsonl", text);
        var report = Assert.Single(await s_recipe.RunAsync(s_recipe.Arguments([input], parameters), _folder["out.jsonl"], options: new WriteOptions { Force = true }, cancellationToken: TestContext.Current.CancellationToken));
        return (await File.ReadAllLinesAsync(_folder["out.jsonl"], TestContext.Current.CancellationToken), report);
    }
}
