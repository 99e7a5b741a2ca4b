using DatasetKit.Recipes.SelfInstruct;

namespace DatasetKit.Recipes.Tests.SelfInstruct;

public class FinetuneTextTests
{
    [Theory]
    [InlineData("Letter: Dear all,\n\nplease come.", "Dear all,\nplease come.")]
    [InlineData("From: a\nTo: b", "From: a\nTo: b")]
    [InlineData("Step: one\nStep: two", "one\nStep: two")]
    [InlineData("no field, one\n\nblank line", "no field, one\nblank line")]
    [InlineData("", "")]
    public void The_name_of_an_only_field_and_blank_lines_are_taken_out(string input, string expected) => Assert.Equal(expected, FinetuneText.Plain(input));

    [Fact]
    public void Half_of_the_inputs_are_made_plain_and_all_encodings_are_drawn()
    {
        var encode = new FinetuneText(42);
        var with = Enumerable.Range(0, 700).Select(_ => Assert.Single(encode.Encode(Example.Instruct("Sum up.", "short", "Letter: long")).Examples)).ToList();
        var without = Enumerable.Range(0, 600).Select(_ => Assert.Single(encode.Encode(Example.Instruct("Sing.", "la")).Examples)).ToList();

        Assert.InRange(with.Count(example => !example.Instruction.ToString().Contains("Letter: ", StringComparison.Ordinal)), 300, 400);
        Assert.Equal(7, with.Select(example => example.Instruction.ToString().Replace("Letter: ", string.Empty, StringComparison.Ordinal)).Distinct().Count());
        Assert.Equal(6, without.Select(example => example.Instruction.ToString()).Distinct().Count());
        Assert.All(with.Concat(without), example => Assert.EndsWith("<|endoftext|>", example.Output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_conversation_is_rejected()
    {
        var outcome = new FinetuneText(1).Encode(Example.Chat(new Message(Role.User, "a"), new Message(Role.Assistant, "b")));
        Assert.Empty(outcome.Examples);
        Assert.Equal("DK1016", outcome.Fault?.Diagnostic.Code);
    }
}
