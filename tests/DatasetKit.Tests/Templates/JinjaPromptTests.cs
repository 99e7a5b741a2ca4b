namespace DatasetKit.Tests.Templates;

public class JinjaPromptTests
{
    private static readonly JinjaPrompt s_review = JinjaPrompt.Parse("{{text}} Good or bad? ||| {{answer_choices[label]}}", "bad ||| good");

    [Fact]
    public void Input_and_target_come_from_the_fields_of_a_record() =>
        Assert.Equal(["Fine. Good or bad?", "good"], s_review.Apply(JsonValue.Parse("""{"text":" Fine.","label":1}""")));

    [Fact]
    public void The_separator_within_a_field_stays_there() =>
        Assert.Equal(["a ||| b Good or bad?", "bad"], s_review.Apply(JsonValue.Parse("""{"text":"a ||| b","label":0}""")));

    [Fact]
    public void A_hyphen_in_a_name_is_an_underscore_in_the_template() =>
        Assert.Equal(["yes"], JinjaPrompt.Parse("{% if not none_at_all %}{{is_it}}{% endif %}").Apply(JsonValue.Parse("""{"is-it":"yes","none-at-all":null}""")));

    [Fact]
    public void Long_values_are_cut_when_it_is_asked_for()
    {
        var record = JsonValue.Parse($$"""{"text":"{{string.Join(' ', Enumerable.Repeat("word", 1000))}}"}""");
        Assert.Equal(4999, JinjaPrompt.Parse("{{text}}").Apply(record)[0].Length);
        Assert.InRange(JinjaPrompt.Parse("{{text}}", truncate: true).Apply(record)[0].Length, 2040, 2048);
    }

    [Fact]
    public void The_same_seed_chooses_the_same()
    {
        var prompt = JinjaPrompt.Parse("{{ range(1000) | list | choice }}");
        var record = JsonValue.Parse("{}");
        Assert.Equal(prompt.Apply(record, 5), prompt.Apply(record, 5));
        Assert.True(Enumerable.Range(0, 20).Select(seed => prompt.Apply(record, seed)[0]).Distinct().Count() > 5);
    }

    [Fact]
    public void A_field_named_as_the_choices_is_refused_and_so_is_what_is_no_object()
    {
        Assert.Contains("answer_choices", Assert.Throws<TemplateException>(() => s_review.Apply(JsonValue.Parse("""{"answer_choices":1}"""))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => s_review.Apply(JsonValue.Parse("[]")));
        Assert.Throws<JinjaException>(() => JinjaPrompt.Parse("{% if %}"));
    }

    [Fact]
    public void Where_the_connection_is_not_stripped_the_ends_alone_are()
    {
        var record = JsonValue.Parse("""{"a":" x ||| y "}""");
        Assert.Equal(["# x ||| y", "z"], JinjaPrompt.Parse("  # {{a}}\n||| z ").Apply(record).Select(part => part.Replace("#  ", "# ", StringComparison.Ordinal)));
        Assert.Equal(["#  x ||| y \n", " z"], JinjaPrompt.Parse("  # {{a}}\n||| z ", stripConnection: false).Apply(record));
    }
}
