namespace DatasetKit.Recipes;

/// <summary>The known recipes: one visible line each, in the order in which the systems appeared.</summary>
public abstract partial class Recipe
{
    /// <summary>All known recipes.</summary>
    public static IReadOnlyList<Recipe> Known { get; } =
    [
        new InstructGptRecipe(),
        new BloomzRecipe(),
        new AlpacaRecipe(),
        new FlanRecipe(),
        new VicunaRecipe(),
        new Gpt4LlmRecipe(),
        new WizardLmRecipe(),
        new LimaRecipe(),
        new OptImlRecipe(),
        new DollyRecipe(),
        new TuluRecipe(),
        new UltraChatRecipe(),
    ];

    /// <summary>The known recipe of a name; null when there is none.</summary>
    /// <param name="name">For example <c>vicuna</c>.</param>
    public static Recipe? Find(string name) => Known.FirstOrDefault(recipe => string.Equals(recipe.Name, name, StringComparison.OrdinalIgnoreCase));
}
