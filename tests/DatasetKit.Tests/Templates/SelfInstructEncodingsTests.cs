namespace DatasetKit.Tests.Templates;

public class SelfInstructEncodingsTests
{
    [Fact]
    public void There_are_seven_with_an_input_and_six_without()
    {
        Assert.Equal(7, PromptEncodings.SelfInstruct.WithInput.Select(encoding => encoding.Prompt).Distinct().Count());
        Assert.Equal(6, PromptEncodings.SelfInstruct.WithoutInput.Select(encoding => encoding.Prompt).Distinct().Count());
    }

    [Fact]
    public void Each_ends_the_text_and_leaves_a_space_before_the_answer_only_after_a_colon()
    {
        foreach (var encoding in PromptEncodings.SelfInstruct.WithInput.Concat(PromptEncodings.SelfInstruct.WithoutInput))
        {
            Assert.EndsWith("{output}<|endoftext|>", encoding.Completion, StringComparison.Ordinal);
            Assert.Equal(encoding.Prompt.EndsWith(':'), encoding.Completion.StartsWith(' '));
        }
    }

    [Fact]
    public void An_example_is_put_into_the_one_that_was_drawn()
    {
        var encoded = PromptEncodings.SelfInstruct.WithInput[0].Encode(Example.Instruct(" Add. ", "2\n", "1 1"));
        Assert.Equal("Add.\nInput: 1 1\nOutput:", encoded.Instruction.ToString());
        Assert.Equal(" 2<|endoftext|>", encoded.Output.ToString());
    }
}
