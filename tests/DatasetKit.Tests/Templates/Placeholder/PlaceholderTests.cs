using DatasetKit.Internals;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Templates.Placeholder;

/// <summary>The placeholder engine as a whole: text in, template out.</summary>
public class PlaceholderTests
{
    [Theory]
    [InlineData("{instruction}|{input}|{output}", "I|N|O")]
    [InlineData("{prompt}|{context}|{response}", "I|N|O")]
    [InlineData("{{{instruction}}}", "{I}")]
    [InlineData("{#input}[{input}]{/input}", "[N]")]
    [InlineData("{^input}none{/input}", "")]
    [InlineData("{#category}a{/category}{^category}b{/category}", "b")]
    [InlineData("{#input}{#output}both{/output}{/input}", "both")]
    [InlineData("{topic}", "T")]
    [InlineData("{#nothing}x{/nothing}", "")]
    public void A_template_shows_fields_and_blocks(string source, string expected)
    {
        var example = Example.Instruct("I", "O", "N").WithMetadata(new Metadata(new KeyValuePair<Text, JsonValue>("topic", JsonValue.From("T"))));
        Assert.Equal(expected, PromptTemplate.FromText(source).Render(example).Text);
    }

    [Fact]
    public void Braces_in_data_are_text()
    {
        Assert.Equal("{{ x }} {output}", PromptTemplate.FromText("{instruction}").Render(Example.Instruct("{{ x }} {output}", "O")).Text);
    }

    [Fact]
    public void Without_marks_the_output_and_the_text_right_after_it_carry_loss()
    {
        var prompt = PromptTemplate.FromText("Q: {instruction}\nA: {output}<eos>").Render(Example.Instruct("I", "O"));
        Assert.Equal(["O<eos>"], KnownTemplateTests.Trained(prompt));
    }

    [Fact]
    public void Marks_say_what_carries_loss()
    {
        var prompt = PromptTemplate.FromText("{+}{instruction}{-} x {+}{output}{-}!").Render(Example.Instruct("I", "O"));
        Assert.Equal(["I", "O"], KnownTemplateTests.Trained(prompt));
    }

    [Theory]
    [InlineData("ab\n  {instruction", 2, 3, "never closed")]
    [InlineData("}", 1, 1, "single }")]
    [InlineData("{#input}x", 1, 1, "never closed")]
    [InlineData("x{/input}", 1, 2, "never opened")]
    [InlineData("{#input}{/output}", 1, 9, "{/input} is expected")]
    [InlineData("{a b}", 1, 1, "no field name")]
    [InlineData("{+}x", 1, 1, "never ended")]
    [InlineData("é😀{-}", 1, 3, "never begun")]
    [InlineData("{#input}{+}{input}{/input}{output}{-}", 1, 19, "inside the block")]
    public void A_broken_template_is_refused_at_its_place(string source, int line, int column, string message)
    {
        var fault = Assert.Throws<TemplateException>(() => PromptTemplate.FromText(source, "mine.txt"));
        Assert.Equal(("mine.txt", line, column), (fault.TemplateName, fault.Line, fault.Column));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(new string(' ', column + 1) + "^", fault.Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_the_example_has_not_is_named()
    {
        var fault = Assert.Throws<TemplateException>(() => PromptTemplate.FromText("{topic}").Render(Example.Instruct("I", "O")));
        Assert.Contains("{topic}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_file_keeps_all_but_its_last_newline()
    {
        using var folder = new TempFolder();
        var path = Path.Join(folder.Path, "mine.txt");
        File.WriteAllText(path, "Q {instruction}\n{output}\n\n");
        Assert.Equal("Q I\nO\n", PromptTemplate.FromFile(path).Render(Example.Instruct("I", "O")).Text);
    }

    [Fact]
    public void Rendered_JSON_is_the_rendered_text_escaped()
    {
        Properties.Check(100, Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (a, b) =>
        {
            if (a is null || b is null || !Valid(a) || !Valid(b))
            {
                return;
            }

            var buffer = new JsonBuffer();
            buffer.Append((byte)'"');
            Assert.Null(PromptTemplate.Alpaca.Render(new PromptWriter(buffer, withSpans: false), Example.Instruct(a, b, b)));
            buffer.Append((byte)'"');
            Assert.Equal(PromptTemplate.Alpaca.Render(Example.Instruct(a, b, b)).Text, JsonValue.Parse(System.Text.Encoding.UTF8.GetString(buffer.Written)).Text.ToString());
        }));

        static bool Valid(string text) => text.EnumerateRunes().All(r => r.Value != 0xFFFD);
    }
}
