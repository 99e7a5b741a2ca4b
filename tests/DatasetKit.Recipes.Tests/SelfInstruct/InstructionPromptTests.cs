using DatasetKit.Recipes.SelfInstruct;

namespace DatasetKit.Recipes.Tests.SelfInstruct;

public sealed class InstructionPromptTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Words_without_a_place_for_the_instruction_are_followed_by_it_as_the_originals_are()
    {
        // As identify_clf_or_not.py and generate_instances.py put a request together: words + " " + instruction + "\n" and, of the first, the question.
        var words = _folder.Write("classification.txt", "Some words.\n\nTask:");
        _folder.Write("labels-first.txt", "Labels.\n\nTask:\n");
        _folder.Write("inputs-first.txt", "Inputs {of it}.\n\nTask:");

        Assert.Equal("Some words.\n\nTask: Name it.\nIs it classification?", InstructionPrompt.Classification(words).For(" Name it.\n"));
        Assert.Equal("Labels.\n\nTask: Name it.\n", InstructionPrompt.LabelsFirst(_folder.Path).For("Name it."));
        Assert.Equal("Inputs {of it}.\n\nTask: Name it.\n", InstructionPrompt.InputsFirst(_folder.Path).For("Name it."));
    }

    [Fact]
    public void Our_words_have_a_place_for_it()
    {
        Assert.EndsWith("\n\nTask: Say {why}.\nClassification:", InstructionPrompt.Classification(string.Empty).For("Say {why}."), StringComparison.Ordinal);
        Assert.EndsWith("\n\nTask: Say {why}.\n", InstructionPrompt.LabelsFirst(string.Empty).For("Say {why}."), StringComparison.Ordinal);
        Assert.EndsWith("\n\nTask: Say {why}.\n", InstructionPrompt.InputsFirst(string.Empty).For("Say {why}."), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_in_the_manner_of_our_examples_can_be_taken_apart()
    {
        Assert.Equal(
            ["Departure: 9.40\nArrival: 11.05|1 hour"],
            Read(" Example 1\nDeparture: 9.40\nArrival: 11.05\nOutput: 1 hour\n", "false").Examples.Select(task => $"{task.Input}|{task.Output}"));
        Assert.Equal(["|Salt; Rye"], Read("Output: Salt; Rye", "false").Examples.Select(task => $"{task.Input}|{task.Output}"));
        Assert.Equal(["The pond is frozen.|winter", "Swallows leave.|autumn"], Read("Class label: winter\nThe pond is frozen.\nClass label: autumn\nSwallows leave.", "true").Examples.Select(task => $"{task.Input}|{task.Output}"));
    }

    private static Outcome Read(string text, string kind) =>
        InstanceReply.Read(Example.Instruct("p", text).WithMetadata(Metadata.None.With("instruction", JsonValue.From("Do it.")).With("is_classification", JsonValue.Parse(kind))));
}
