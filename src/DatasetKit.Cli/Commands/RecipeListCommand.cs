using System.CommandLine;
using DatasetKit.Cli.Terminal;
using DatasetKit.Recipes;

namespace DatasetKit.Cli.Commands;

/// <summary>Lists the recipes.</summary>
internal static class RecipeListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "List the recipes.");
        command.SetAction(_ =>
        {
            StandardOutput.Write(Table.Of(Recipe.Known.Select(recipe => (recipe.Name, recipe.Title))));
            return ExitCode.Clean;
        });
        return command;
    }

    /// <summary>The recipe of a name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static Recipe Find(string name)
    {
        if (Recipe.Find(name) is { } recipe)
        {
            return recipe;
        }

        var near = Internals.NearestName.Of(name, Recipe.Known.Select(known => known.Name));
        throw new UsageException($"there is no recipe \"{name}\"{(near is null ? string.Empty : $"; did you mean {near}?")} (datasetkit recipe list)");
    }
}
