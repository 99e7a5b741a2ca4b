namespace DatasetKit.Handlebars.Tests;

public class HandlebarsEngineTests
{
    private const string Chat = "{{#each messages}}<{{role}}>{{content}}</s>\n{{/each}}";

    private static readonly Example s_conversation = Example.Chat(
        new Message(Role.System, "Be brief."), new Message(Role.User, "Hi"), new Message(Role.Assistant, "Hello 😀"), new Message(Role.User, "Why?"), new Message(Role.Assistant, "Because."));

    [Theory]
    [InlineData("{{instruction}}|{{input}}|{{output}}", "I|N|O")]
    [InlineData("{{prompt}}|{{context}}|{{response}}", "I|N|O")]
    [InlineData("{{#if input}}[{{input}}]{{else}}none{{/if}}", "[N]")]
    [InlineData("{{#unless category}}none{{/unless}}", "none")]
    [InlineData("{{topic}} {{deep.list.[1]}} {{deep.more}}", "T b 1.50")]
    [InlineData("{{#each deep.list}}{{@index}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}", "0a, 1b")]
    [InlineData("{{#with deep}}{{more}}{{/with}}{{lookup deep 'more'}}", "1.501.50")]
    [InlineData("{{nothing}}{{nothing.at.all}}", "")]
    [InlineData("{{#if (eq topic 'T')}}yes{{/if}}{{#if (ne topic 'T')}}no{{/if}}", "yes")]
    [InlineData("{{#*inline \"p\"}}<{{topic}}>{{/inline}}{{> p}}{{> p}}", "<T><T>")]
    [InlineData("a {{~ topic ~}} b {{!-- {{not}} shown --}}c", "aTb c")]
    [InlineData("\\{{topic}}", "{{topic}}")]
    public void A_template_shows_fields_blocks_and_partials(string source, string expected)
    {
        var example = Example.Instruct("I", "O", "N").WithMetadata(new Metadata(
            new KeyValuePair<Text, JsonValue>("topic", JsonValue.From("T")), new KeyValuePair<Text, JsonValue>("deep", JsonValue.Parse("""{"list":["a","b"],"more":1.50}"""))));

        Assert.Equal(expected, Parse(source).Render(example).Text);
    }

    [Fact]
    public void Nothing_is_escaped_for_HTML_and_braces_in_data_are_text()
    {
        const string Text = "<a href=\"x\">R&D's {{output}}</a>";

        Assert.Equal(Text + Text, Parse("{{instruction}}{{{output}}}").Render(Example.Instruct(Text, Text)).Text);
    }

    [Fact]
    public void A_conversation_is_a_list_of_messages_and_what_the_assistant_says_carries_loss()
    {
        var prompt = Parse(Chat).Render(s_conversation);

        Assert.Equal("<system>Be brief.</s>\n<user>Hi</s>\n<assistant>Hello 😀</s>\n<user>Why?</s>\n<assistant>Because.</s>\n", prompt.Text);
        Assert.Equal(["Hello 😀", "Because."], Trained(prompt));
    }

    [Fact]
    public void Blocks_of_loss_say_what_carries_it()
    {
        var prompt = Parse("{{#each messages}}<{{role}}>{{#if (eq role 'assistant')}}{{#loss}}{{content}}</s>{{/loss}}{{else}}{{content}}{{/if}}\n{{/each}}").Render(s_conversation);

        Assert.Equal(["Hello 😀</s>", "Because.</s>"], Trained(prompt));
    }

    [Fact]
    public void A_message_that_is_not_to_be_trained_carries_no_loss_either_way()
    {
        var example = Example.Chat(new Message(Role.User, "Q"), new Message(Role.Assistant, "wrong") { Train = false }, new Message(Role.User, "Q"), new Message(Role.Assistant, "right"));

        Assert.Equal(["right"], Trained(Parse(Chat).Render(example)));
        Assert.Equal(["right"], Trained(Parse("{{#each messages}}{{role}}{{#if (eq role 'assistant')}}{{#loss}}{{content}}{{/loss}}{{/if}}{{/each}}").Render(example)));
    }

    [Fact]
    public void The_output_of_a_single_turn_carries_loss_also_inside_partials_and_blocks()
    {
        var prompt = Parse("{{#*inline \"answer\"}}[{{output}}]{{/inline}}{{instruction}} {{#with this}}{{> answer}}{{/with}}").Render(Example.Instruct("I", "O"));

        Assert.Equal("I [O]", prompt.Text);
        Assert.Equal(["O"], Trained(prompt));
    }

    [Fact]
    public void Tool_calls_and_reasoning_are_shown()
    {
        var example = Example.Chat(
            new Message(Role.User, "Q"),
            new Message(Role.Assistant, "A") { Reasoning = "R", ToolCalls = [new ToolCall { Id = "c1", Name = "f", Arguments = JsonValue.Parse("{\"x\": 1}") }] });

        var prompt = Parse("{{#each messages}}{{reasoning_content}}|{{content}}{{#each tool_calls}}|{{id}}:{{name}}({{arguments}}){{/each}};{{/each}}").Render(example);

        Assert.Equal("|Q;R|A|c1:f({\"x\":1});", prompt.Text.Replace(": 1", ":1", StringComparison.Ordinal));
        Assert.Equal("R", Trained(prompt)[0]);
    }

    [Theory]
    [InlineData("ab\n  {{instruction", 2, 3, "never closed")]
    [InlineData("é😀{{/if}}", 1, 3, "never opened")]
    [InlineData("{{#if input}}x", 1, 1, "never closed")]
    [InlineData("{{#if input}}\n{{/each}}", 2, 1, "{{/if}} is expected")]
    [InlineData("x\n{{nosuch 1 2}}", 2, 1, "no helper \"nosuch\"")]
    [InlineData("x {{#if (nosuch input)}}{{/if}}", 1, 3, "no helper \"nosuch\"")]
    [InlineData("\n\n {{> nosuch}}", 3, 2, "no partial \"nosuch\"")]
    [InlineData("{{}}", 1, 1, "empty")]
    [InlineData("x{{#if}}y{{/if}}", 1, 2, "told of what")]
    public void A_broken_template_is_refused_at_its_place(string source, int line, int column, string message)
    {
        var fault = Assert.Throws<TemplateException>(() => Parse(source));

        Assert.Equal(("mine.hbs", line, column), (fault.TemplateName, fault.Line, fault.Column));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("^", fault.Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_template_cannot_show_is_said()
    {
        var turn = Parse("{{instruction}}{{output}}");

        Assert.Contains("another conversation", Assert.Throws<TemplateException>(() => turn.Render(s_conversation)).Message, StringComparison.Ordinal);
        Assert.Equal("QA", turn.Render(Example.Chat(new Message(Role.User, "Q"), new Message(Role.Assistant, "A"))).Text);
        Assert.Contains("media", Assert.Throws<TemplateException>(() => Parse(Chat).Render(Example.Chat(new Message(Role.User, "Q") { Parts = [new ContentPart(new Media(MediaKind.Image, "a.png"))] }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_partial_that_calls_itself_is_a_reason_and_no_end_of_the_process() =>
        Assert.Contains("recursion", Assert.Throws<TemplateException>(() => Parse("{{#*inline \"p\"}}x{{> p}}{{> p}}{{/inline}}{{> p}}").Render(Example.Instruct("I", "O"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_template_that_prints_without_end_is_stopped()
    {
        var many = Example.Chat([.. Enumerable.Range(0, 400).Select(i => new Message(i % 2 == 0 ? Role.User : Role.Assistant, "a text of some length"))]);

        Assert.Contains("more than", Assert.Throws<TemplateException>(() => Parse("{{#each messages}}{{#each ../messages}}{{#each @root.messages}}{{content}}{{/each}}{{/each}}{{/each}}").Render(many)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_template_renders_from_many_threads()
    {
        var template = Parse(Chat);

        Parallel.For(0, 2000, i =>
        {
            var prompt = template.Render(Example.Chat(new Message(Role.User, $"Q{i}"), new Message(Role.Assistant, $"A{i}")));
            Assert.Equal($"<user>Q{i}</s>\n<assistant>A{i}</s>\n", prompt.Text);
            Assert.Equal([$"A{i}"], Trained(prompt));
        });
    }

    private static PromptTemplate Parse(string source) => ((ITemplateEngine)HandlebarsEngine.Instance).Parse(source, "mine.hbs");

    private static string[] Trained(RenderedPrompt prompt)
    {
        var runes = prompt.Text.EnumerateRunes().ToArray();
        return [.. prompt.Loss.Select(span => string.Concat(runes[span.Start..span.End]))];
    }
}
