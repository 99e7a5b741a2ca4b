using System.CommandLine;

namespace DatasetKit.Cli.Commands;

/// <summary>The recipes of published systems: what there is, what one does, and running one.</summary>
internal static class RecipeCommand
{
    public static Command Create() => new("recipe", "Build a published system's dataset: list the recipes, show what one does, run one.")
    {
        RecipeListCommand.Create(),
        RecipeShowCommand.Create(),
        RecipeRunCommand.Create(),
    };
}
