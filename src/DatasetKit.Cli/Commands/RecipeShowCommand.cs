using System.CommandLine;
using System.Text;
using DatasetKit.Cli.Terminal;
using DatasetKit.Recipes;

namespace DatasetKit.Cli.Commands;

/// <summary>Prints what a recipe does, what can be set, and where the facts are from.</summary>
internal static class RecipeShowCommand
{
    public static Command Create()
    {
        var command = new Command("show", "Show a recipe: its steps, which of them are reproduced, its parameters with their defaults, and its sources.");
        var name = new Argument<string>("NAME") { Description = "The recipe (datasetkit recipe list)" };
        command.Add(name);
        command.SetAction(result =>
        {
            StandardOutput.Write(Page(RecipeListCommand.Find(result.GetValue(name)!)));
            return ExitCode.Clean;
        });
        return command;
    }

    internal static string Page(Recipe recipe)
    {
        var page = new StringBuilder($"{recipe.Name}: {recipe.Title}\n\nReads: {recipe.Inputs}\n\nSources\n");
        foreach (var source in recipe.Sources)
        {
            page.Append($"  {source}\n");
        }

        page.Append("\nSteps\n");
        foreach (var step in recipe.Steps)
        {
            page.Append($"  {step.Name}{(step.IsReproduced ? string.Empty : " (not reproduced)")}\n    {step.What}\n    Source: {step.Source}\n");
        }

        if (recipe.Parameters.Count > 0)
        {
            page.Append("\nParameters (--param name=value)\n");
        }

        foreach (var parameter in recipe.Parameters)
        {
            page.Append($"  {parameter.Name}={(parameter.DefaultText.Length == 0 ? "(none)" : parameter.DefaultText)}\n    {parameter.What} Takes: {parameter.Type}. Default from: {parameter.Source}.\n");
        }

        return page.ToString();
    }
}
