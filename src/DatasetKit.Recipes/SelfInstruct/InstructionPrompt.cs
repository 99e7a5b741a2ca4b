using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.SelfInstruct;

/// <summary>
/// The words that ask something about one instruction: whether it is a classification (yizhongw/self-instruct:self_instruct/identify_clf_or_not.py), or for
/// instances of it (self_instruct/generate_instances.py).
/// </summary>
/// <param name="words">With <c>{instruction}</c> where it belongs; words without that place, such as the originals, are followed by it.</param>
/// <param name="after">What follows the instruction when the words have no place for it.</param>
internal sealed class InstructionPrompt(PromptText words, string after)
{
    private const string Place = "instruction";

    /// <summary>Asks whether it is a classification.</summary>
    public static InstructionPrompt Classification(string path) => new(PromptText.Load("alpaca/classification.txt", path), "Is it classification?");

    /// <summary>Asks for a label first and a text for it later, since models that begin with the text give nearly all of them one label.</summary>
    public static InstructionPrompt LabelsFirst(string folder) => new(PromptText.Load("alpaca/labels-first.txt", folder), string.Empty);

    /// <summary>Asks for inputs and their outputs.</summary>
    public static InstructionPrompt InputsFirst(string folder) => new(PromptText.Load("alpaca/inputs-first.txt", folder), string.Empty);

    /// <summary>The request about an instruction.</summary>
    public string For(string instruction)
    {
        var template = words.Template.TrimEnd('\n');
        return template.Contains("{" + Place + "}", StringComparison.Ordinal)
            ? new PromptText(after.Length > 0 ? template : template + "\n").Fill((Place, instruction.Trim()))
            : $"{template} {instruction.Trim()}\n{after}";
    }
}
