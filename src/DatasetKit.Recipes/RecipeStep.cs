namespace DatasetKit.Recipes;

/// <summary>One step of a recipe.</summary>
/// <param name="Name">Its name in reports, lower case: <c>clean</c>.</param>
/// <param name="What">What it does, in a sentence or two.</param>
/// <param name="Source">Where that is said: a repository and a path, or a paper's section.</param>
/// <param name="Apply">Does it with the verbs of a dataset; null when it is not reproduced, because it asks a model or a person.</param>
public sealed record RecipeStep(string Name, string What, string Source, Func<Dataset, RecipeArguments, Dataset>? Apply)
{
    /// <summary>Whether running the recipe does it.</summary>
    public bool IsReproduced => Apply is not null;
}
