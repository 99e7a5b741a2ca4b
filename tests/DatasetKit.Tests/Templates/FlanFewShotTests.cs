namespace DatasetKit.Tests.Templates;

public class FlanFewShotTests
{
    private static readonly Example Query = Example.Instruct("What is 2+2? ", "4");
    private static readonly Example[] Solved = [Example.Instruct("What is 1+1?", "2"), Example.Instruct("What is 1+2?", "3")];

    [Fact]
    public void Solved_examples_stand_before_the_query()
    {
        var shown = new FlanFewShot().Assemble(Solved, Query);
        Assert.Equal("What is 1+1?\n\n2\n\n\nWhat is 1+2?\n\n3\n\n\nWhat is 2+2? \n\n", shown.Instruction.ToString());
        Assert.Equal("4", shown.Output.ToString());
    }

    [Fact]
    public void Prefixes_stand_before_each_and_the_last_one_without_its_space()
    {
        var shown = new FlanFewShot { InputsPrefix = "Q: ", TargetsPrefix = "A: ", InputsTargetsDelimiter = "\n", ExampleSeparator = "\n\n" }.Assemble(Solved, Query);
        Assert.Equal("Q: What is 1+1?\nA: 2\n\nQ: What is 1+2?\nA: 3\n\nQ: What is 2+2? \nA:", shown.Instruction.ToString());
    }

    [Fact]
    public void Spaces_at_the_end_go_and_the_suffix_stays() =>
        Assert.Equal("0 a X 1 FLAN", FlanFewShot.Version1.Assemble([], Example.Instruct("a", "b")).Instruction.ToString());
}
