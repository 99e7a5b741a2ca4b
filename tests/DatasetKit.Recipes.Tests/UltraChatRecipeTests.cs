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

    private static StepReport Step(BuildReport report, string name) => report.Steps.Single(step => step.Name == name);

    private async Task<(string[] Records, BuildReport Report)> Run(string text, params (string, string)[] parameters)
    {
        var input = _folder.Write("in.jsonl", text);
        var report = Assert.Single(await s_recipe.RunAsync(s_recipe.Arguments([input], parameters), _folder["out.jsonl"], cancellationToken: TestContext.Current.CancellationToken));
        return (await File.ReadAllLinesAsync(_folder["out.jsonl"], TestContext.Current.CancellationToken), report);
    }
}
