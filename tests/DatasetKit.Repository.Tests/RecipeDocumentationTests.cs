using DatasetKit.Recipes;

namespace DatasetKit.Repository.Tests;

/// <summary>Every recipe has a page that names all its steps and parameters, and a sample to run it on.</summary>
public class RecipeDocumentationTests
{
    public static TheoryData<string> Names => [.. Recipe.Known.Select(recipe => recipe.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recipe_has_a_page_that_names_its_steps_and_parameters(string name)
    {
        var recipe = Recipe.Find(name)!;
        string page = RepositoryFolder.Read($"docs/recipes/{name}.md");

        Assert.StartsWith($"# `{name}`", page, StringComparison.Ordinal);
        Assert.Contains("## What is not reproduced", page, StringComparison.Ordinal);
        Assert.Contains($"datasetkit recipe run {name} ", page, StringComparison.Ordinal);
        Expect.None(recipe.Steps.Where(step => !page.Contains($"`{step.Name}`", StringComparison.Ordinal)).Select(step => step.Name), $"say in docs/recipes/{name}.md what this step does");
        Expect.None(recipe.Parameters.Where(parameter => !page.Contains($"`{parameter.Name}`", StringComparison.Ordinal)).Select(parameter => parameter.Name), $"say in docs/recipes/{name}.md what this parameter decides");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recipe_says_where_each_of_its_facts_is_from(string name)
    {
        var recipe = Recipe.Find(name)!;

        Assert.NotEmpty(recipe.Sources);
        Assert.All(recipe.Steps, step => Assert.False(string.IsNullOrWhiteSpace(step.Source) || string.IsNullOrWhiteSpace(step.What)));
        Assert.All(recipe.Parameters, parameter => Assert.False(string.IsNullOrWhiteSpace(parameter.Source) || string.IsNullOrWhiteSpace(parameter.What)));
        Assert.Equal(recipe.Steps.Count, recipe.Steps.Select(step => step.Name).Distinct().Count());
        Assert.Equal(recipe.Parameters.Count, recipe.Parameters.Select(parameter => parameter.Name).Distinct().Count());
    }

    [Fact]
    public void The_list_of_recipes_names_them_all()
    {
        string list = RepositoryFolder.Read("docs/recipes/README.md");

        Expect.None(Recipe.Known.Where(recipe => !list.Contains($"[`{recipe.Name}`]({recipe.Name}.md)", StringComparison.Ordinal)).Select(recipe => recipe.Name), "name it in docs/recipes/README.md");
    }
}
