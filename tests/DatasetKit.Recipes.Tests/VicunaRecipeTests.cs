using System.Text.Json;
using DatasetKit.Recipes.Conversations;

namespace DatasetKit.Recipes.Tests;

public sealed class VicunaRecipeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Works_when_files_round_trip_reasons_are_told_no_pair_is_lost_and_renders_are_exact()
    {
        foreach (var name in (string[])["dummy_conversation.json", "sharegpt_glaive_toolcall_en_demo.json", "sharegpt_glaive_toolcall_zh_demo.json"])
        {
            var path = SharedFolder.PathOf("data", "vicuna", name);
            var report = await Dataset.Read(path).WriteAsync(_folder[name], RecordFormat.ShareGpt, new WriteOptions { Extra = ExtraPolicy.Keep }, TestContext.Current.CancellationToken);
            Assert.True(report.IsClean);
            using var before = JsonDocument.Parse(File.ReadAllBytes(path));
            using var after = JsonDocument.Parse(File.ReadAllBytes(_folder[name]));
            Assert.True(JsonElement.DeepEquals(before.RootElement, after.RootElement), name);
        }

        await Each_conversation_that_is_left_out_has_its_reason();
        await Safe_division_loses_no_pair_and_tells_of_pairs_that_are_too_long();
        Renders_and_trained_parts_are_the_literal_ones();
    }

    [Fact]
    public async Task Each_conversation_that_is_left_out_has_its_reason()
    {
        var rows = new List<object>
        {
            Row("ok", "How do ships float?", "<p>They displace <b>water</b>.</p>"),
            Row("one-turn", "Only a question, and nobody answers it"),
            Row("no-human", "", "Only an answer, and nobody asked for it"),
            Row("tiny", "a", "b"),
            new { id = "twice", conversations = new object[] { new { from = "human", value = "one question" }, new { from = "human", value = "and another one" }, new { from = "gpt", value = "the answer" } } },
            Row("blocked", "Who made you, please?", "I was made by OpenAI, of course."),
            Row("open-air", "Which openair festival is the oldest?", "One of the oldest is in Newport."),
            Row("busy", "How do ships sink, tell me?", "!Too many requests in 1 hour. Try again later."),
            Row("deep", "What is this mess of tags?", string.Concat(Enumerable.Repeat("<b>", 5000))),
            Row("ok", "How do planes fly?", "<p>Their wings push the air down.</p>"),
            new { id = "plug", plugins = new[] { "x" }, conversations = new object[] { new { from = "human", value = "Plan a trip to the sea" }, new { from = "gpt", value = "Take the train." } } },
            Row("copy", "How do ships float?", "<p>They displace <b>water</b>.</p>"),
            Row("cut", "How old is the moon?", "<p>Four and a half billion years.</p>", "And the sun?", "<p> </p>"),
        };
        var input = _folder.Write("raw.json", JsonSerializer.Serialize(rows));
        var recipe = Recipe.Find("vicuna")!;

        var report = Assert.Single(await recipe.RunAsync(recipe.Arguments([input]), _folder["clean.json"], options: new WriteOptions { Dropped = _folder["dropped.jsonl"] }, cancellationToken: TestContext.Current.CancellationToken));

        var dropped = File.ReadLines(_folder["dropped.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(
            line => JsonDocument.Parse(line.GetProperty("raw").GetString()!).RootElement.GetProperty("id").GetString() + (line.GetProperty("step").GetString() == "unique-id" ? " again" : ""),
            line => line.GetProperty("reason").GetString());
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["one-turn"] = "too short",
                ["no-human"] = "too short",
                ["tiny"] = "too short",
                ["twice"] = "wrong format",
                ["blocked"] = "blocked words",
                ["busy"] = "blocked words",
                ["deep"] = "parser",
                ["ok again"] = "duplicate id",
                ["plug"] = "plugin",
                ["copy"] = "duplicate start",
            }.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            dropped.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(["ok", "open-air", "cut"], Read("clean.json").Select(example => example.Id.ToString()));
        Assert.Equal(["They displace **water**.", "Four and a half billion years."], Read("clean.json").Where(example => example.Id != "open-air").Select(example => example.Messages[1].Content.ToString()));
        Assert.All(Read("clean.json"), example => Assert.Equal(2, example.Messages.Count));
        Assert.True(report.Ledger.Balances);
        Assert.All(report.Steps, step => Assert.True(step.Balances));
    }

    [Fact]
    public async Task A_system_prompt_of_its_own_stays_and_calls_of_tools_are_no_answers()
    {
        var input = _folder.Write("raw.json", """
            [{"id":"s","system":"Be brief.","model":"gpt4","conversations":[{"from":"human","value":"How do ships float?"},{"from":"gpt","value":"They displace <b>water</b>."}]},
             {"id":"t","conversations":[{"from":"system","value":"Be kind."},{"from":"human","value":"How do planes fly?"},{"from":"gpt","value":"Their wings push the air."}]},
             {"id":"f","conversations":[{"from":"human","value":"What is the weather?"},{"from":"function_call","value":"{\"name\":\"weather\",\"arguments\":{}}"},{"from":"observation","value":"sun"},{"from":"gpt","value":"It is sunny today."}]}]
            """);
        var recipe = Recipe.Find("vicuna")!;

        var report = Assert.Single(await recipe.RunAsync(recipe.Arguments([input]), _folder["clean.json"], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(1, report.Steps.Single(step => step.Name == "clean").Dropped["wrong format"]);
        using var clean = JsonDocument.Parse(File.ReadAllBytes(_folder["clean.json"]));
        Assert.Equal(["Be brief.|gpt4|2", "||2"], clean.RootElement.EnumerateArray().Select(row =>
            $"{(row.TryGetProperty("system", out var system) ? system : default)}|{(row.TryGetProperty("model", out var model) ? model : default)}|{row.GetProperty("conversations").GetArrayLength()}"));
    }

    [Fact]
    public async Task Alpacas_records_become_conversations_and_are_not_taken_for_HTML()
    {
        var input = _folder.Write("alpaca.json", """
            [{"instruction":"What does <b> do?","input":"","output":"<b> makes text bold."},{"instruction":"Add.","input":"1\n2","output":"3"},{"instruction":"Say it.","input":"x","output":"so be it"}]
            """);
        var recipe = Recipe.Find("vicuna")!;

        await recipe.RunAsync(recipe.Arguments([input]), _folder["chats.json"], cancellationToken: TestContext.Current.CancellationToken);

        // lm-sys/FastChat:fastchat/data/convert_alpaca.py: an input of one character is none.
        Assert.Equal(
            ["alpaca_0|What does <b> do?|<b> makes text bold.", "alpaca_1|Add.\nInput:\n1\n2|3", "alpaca_2|Say it.|so be it"],
            Read("chats.json").Select(example => $"{example.Id}|{example.Messages[0].Content}|{example.Messages[1].Content}"));
    }

    [Fact]
    public async Task Text_that_was_cleaned_before_is_checked_and_stays_as_it_is()
    {
        var input = _folder.Write("text.json", JsonSerializer.Serialize(new[] { Row("a", "What does <b> do?", "<b> makes text  bold.\n\n\nIt does."), Row("b", "Who are you?", "I am ChatGPT, at your service.") }));
        var recipe = Recipe.Find("vicuna")!;

        var report = Assert.Single(await recipe.RunAsync(recipe.Arguments([input], ("html", "false")), _folder["out.json"], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(1, report.Steps.Single(step => step.Name == "clean").Dropped["blocked words"]);
        Assert.Equal("<b> makes text  bold.\n\n\nIt does.", Assert.Single(Read("out.json")).Messages[1].Content.ToString());
    }

    [Fact]
    public async Task The_spelling_of_special_tokens_is_broken_on_request()
    {
        // lm-sys/FastChat:fastchat/data/optional_replace.py: a bar behind the first and before the last character; of two characters, one between them.
        var breaker = new TokenBreaker(["</s>", "<s>", "##", "x"]);
        Assert.Equal("a<|/s|>b<|s|>#|#x", breaker.Break("a</s>b<s>##x"));

        var input = _folder.Write("text.json", JsonSerializer.Serialize(new[] { Row("a", "What ends a turn?", "</s> ends a turn of Vicuna.") }));
        var recipe = Recipe.Find("vicuna")!;
        await recipe.RunAsync(recipe.Arguments([input], ("html", "false"), ("replace-tokens", "</s>, <s>")), _folder["out.json"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("<|/s|> ends a turn of Vicuna.", Assert.Single(Read("out.json")).Messages[1].Content.ToString());
    }

    [Fact]
    public async Task Safe_division_loses_no_pair_and_tells_of_pairs_that_are_too_long()
    {
        string[] turns = [.. Enumerable.Range(0, 12).Select(i => $"message {i} " + string.Concat(Enumerable.Repeat("word ", i == 5 ? 90 : 12)))];
        var input = _folder.Write("long.json", JsonSerializer.Serialize(new[] { Row("long", turns) }));
        var recipe = Recipe.Find("vicuna")!;

        var report = Assert.Single(await recipe.RunAsync(recipe.Arguments([input], ("tokenizer", "cl100k_base"), ("max-tokens", "80")), _folder["parts.json"], cancellationToken: TestContext.Current.CancellationToken));

        var parts = Read("parts.json").ToList();
        Assert.Equal(turns.Select(turn => turn.Trim()), parts.SelectMany(part => part.Messages).Select(message => message.Content.ToString()));
        Assert.All(parts, part => Assert.StartsWith("long_", part.Id.ToString(), StringComparison.Ordinal));
        Assert.Contains(report.Findings, group => group.Diagnostic.Code == "DK3001" && group.Severity == Severity.Warning);
        Assert.Equal(parts.Count - 1, report.Steps.Single(step => step.Name == "split").Added);

        var compat = Assert.Single(await recipe.RunAsync(recipe.Arguments([input], ("tokenizer", "cl100k_base"), ("max-tokens", "80"), ("splitter", "compat")), _folder["compat.json"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.True(compat.Ledger.Written <= report.Ledger.Written);
    }

    [Fact]
    public void Renders_and_trained_parts_are_the_literal_ones()
    {
        var rendered = PromptTemplate.Vicuna.Render(Example.Chat(new Message(Role.User, "Q1"), new Message(Role.Assistant, "A1"), new Message(Role.User, "Q2"), new Message(Role.Assistant, "A2")));
        Assert.Equal("A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user's questions. USER: Q1 ASSISTANT: A1</s>USER: Q2 ASSISTANT: A2</s>", rendered.Text);
        Assert.Equal(["A1</s>", "A2</s>"], rendered.Loss.Select(span => rendered.Text[span.Start..span.End]));
    }

    [Fact]
    public async Task Languages_are_kept_or_left_out_identity_is_added_and_parts_are_divided()
    {
        var input = _folder.Write("two.json", JsonSerializer.Serialize(new[]
        {
            Row("e", "What is the capital of France?", "The capital of France is Paris, on the river Seine."),
            Row("k", "프랑스의 수도는 어디입니까?", "프랑스의 수도는 파리입니다. 센 강에 있습니다."),
        }));
        var recipe = Recipe.Find("vicuna")!;

        var kept = Assert.Single(await recipe.RunAsync(recipe.Arguments([input], ("keep-language", "en"), ("assistant", "Owl")), _folder["en.json"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(1, kept.Steps.Single(step => step.Name == "language").Dropped["language ko"]);
        Assert.Contains(Read("en.json"), example => example.Id == "identity_0" && example.Messages[1].Content.ToString().Contains("Owl", StringComparison.Ordinal));

        var skipped = Assert.Single(await recipe.RunAsync(recipe.Arguments([input], ("skip-language", "en"), ("single-round", "true"), ("gpt4-only", "true"), ("train-share", "0.5")), _folder["{split}.json"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(1, skipped.Ledger.Written);
        Assert.Throws<RecipeException>(() => recipe.Compose(recipe.Arguments([input], ("keep-language", "xx"))));
        Assert.Throws<RecipeException>(() => recipe.Compose(recipe.Arguments([input], ("max-tokens", "9"))));
    }

    [Fact]
    public void Identity_questions_of_a_file_are_all_combined()
    {
        var path = _folder.Write("who.yaml", "- questions: [a, b]\n  answers: ['{assistant}', '{maker}', c]\n");
        var examples = IdentityQuestions.Of(path, "Owl", "us").ToList();
        Assert.Equal(6, examples.Count);
        Assert.Equal("Owl", examples[0].Messages[1].Content.ToString());
        Assert.Equal(2, Assert.Throws<RecipeException>(() => IdentityQuestions.Of(_folder.Write("bad.yaml", "- questions: [a]\n  answer: [b]\n"), "", "")).Line);
    }

    private static object Row(string id, params string[] values) => new { id, conversations = values.Select((value, i) => new { from = i % 2 == 0 ? "human" : "gpt", value }).Where(turn => turn.value.Length > 0) };

    private IEnumerable<Example> Read(string name) => Dataset.Read(_folder[name]).ToBlockingEnumerable(TestContext.Current.CancellationToken);
}
