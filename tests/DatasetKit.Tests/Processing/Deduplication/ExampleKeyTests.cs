using DatasetKit.Processing;

namespace DatasetKit.Tests.Processing;

public class ExampleKeyTests
{
    private static readonly Example Plain = Example.Instruct("Translate.", "Good day", "Guten Tag");

    [Fact]
    public void The_prompt_is_what_stands_before_the_last_answer()
    {
        Same(ExampleKey.Prompt, Plain, Example.Instruct("Translate.", "Hello", "Guten Tag"));
        Differ(ExampleKey.Prompt, Plain, Example.Instruct("Translate.", "Good day", "Guten Abend"));
        Same(ExampleKey.Prompt, Chat("a", "b", "c", "d"), Chat("a", "b", "c", "x"));
        Differ(ExampleKey.Prompt, Chat("a", "b", "c", "d"), Chat("a", "x", "c", "d"));
        Differ(ExampleKey.Prompt, Chat("a", "b", "c", "d"), Chat("a", "b"));
        Differ(ExampleKey.Prompt, Plain, Plain.WithSystemPrompt("Be brief."));
        Same(ExampleKey.Prompt, Example.PlainText("x"), Example.PlainText("x"));
        Differ(ExampleKey.Prompt, Example.PlainText("x"), Example.PlainText("y"));
    }

    [Fact]
    public void An_empty_input_is_no_input() => Same(ExampleKey.Prompt, Example.Instruct("a", "b", ""), Example.Instruct("a", "b"));

    [Fact]
    public void Texts_hold_the_answer_too()
    {
        Differ(ExampleKey.Texts, Plain, Example.Instruct("Translate.", "Hello", "Guten Tag"));
        Differ(ExampleKey.Texts, Chat("a", "b"), Chat("a", "c"));
        Same(ExampleKey.Texts, Chat("a", "b"), Chat("a", "b"));
    }

    [Fact]
    public void Escapes_make_no_difference() =>
        Same(ExampleKey.Prompt, Formats.Convert.ReadGood(RecordFormat.Alpaca, """{"instruction":"\u00e9\/","output":"x"}"""), Example.Instruct("é/", "y"));

    [Fact]
    public void Fields_are_those_of_the_example_and_of_its_metadata()
    {
        var one = Formats.Convert.ReadGood(RecordFormat.Alpaca, """{"instruction":"a","output":"b","meta":{"url":"u","tags":["x","y"]},"n":1}""");
        var two = Formats.Convert.ReadGood(RecordFormat.Alpaca, """{"instruction":"c","output":"d","meta":{"url":"u","tags":["x","z"]},"n":1}""");
        Same(ExampleKey.Fields("/meta/url"), one, two);
        Same(ExampleKey.Fields("n, /meta/tags/0"), one, two);
        Differ(ExampleKey.Fields("n,/meta/tags/1"), one, two);
        Differ(ExampleKey.Fields("instruction"), one, two);
        Assert.False(ExampleKey.Fields("nothing").Append(new KeyBuffer(), one));
        Assert.Throws<ArgumentException>(() => ExampleKey.Fields("a,,b"));
    }

    [Fact]
    public void A_function_of_ones_own_makes_a_key() => Same(ExampleKey.By(example => example.Output.ToString()[..1]), Example.Instruct("a", "xy"), Example.Instruct("b", "xz"));

    private static Example Chat(params string[] texts) => Example.Chat([.. texts.Select((text, i) => new Message(i % 2 == 0 ? Role.User : Role.Assistant, text))]);

    private static void Same(ExampleKey key, Example one, Example two) => Assert.True(Hash(key, one).Is(Hash(key, two)));

    private static void Differ(ExampleKey key, Example one, Example two) => Assert.False(Hash(key, one).Is(Hash(key, two)));

    private static DatasetKit.Internals.Hash128 Hash(ExampleKey key, Example example)
    {
        var buffer = new KeyBuffer();
        Assert.True(key.Append(buffer, example));
        return buffer.Hash;
    }
}
