using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Evolution;

/// <summary>One way to make another task of a task: its name, and the words that ask for it.</summary>
internal sealed record EvolvingOperation(string Name, PromptText Prompt)
{
    /// <summary>The operations of Evol-Instruct (Xu et al. 2023, section 3.2): five in depth, one in breadth.</summary>
    public static IReadOnlyList<string> Names { get; } = ["constraints", "deepen", "concretize", "reasoning", "input", "breadth"];

    /// <summary>All operations, with our words or those of a folder of files with these names.</summary>
    public static IReadOnlyList<EvolvingOperation> Load(string folder) => [.. Names.Select(name => new EvolvingOperation(name, PromptText.Load($"wizardlm/{name}.txt", folder)))];
}
