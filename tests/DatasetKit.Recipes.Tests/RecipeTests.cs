namespace DatasetKit.Recipes.Tests;

public sealed class RecipeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Steps_that_are_not_reproduced_are_not_run()
    {
        var recipe = Recipe.Find("vicuna")!;
        Assert.Contains(recipe.Steps, step => !step.IsReproduced);
        Assert.Null(Recipe.Find("nothing"));
    }

    [Fact]
    public async Task A_run_tells_for_each_step_what_became_of_the_examples()
    {
        var input = _folder.Write("in.jsonl", """
            {"id":"a","conversations":[{"from":"human","value":"one"},{"from":"gpt","value":"The first of all the numbers."}]}
            {"id":"a","conversations":[{"from":"human","value":"two"},{"from":"gpt","value":"The second of all the numbers."}]}

            """);
        var recipe = Recipe.Find("vicuna")!;

        var report = Assert.Single(await recipe.RunAsync(recipe.Arguments([input]), _folder["out.jsonl"], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(recipe.Steps.Where(step => step.IsReproduced).Select(step => step.Name), report.Steps.Select(step => step.Name));
        Assert.All(report.Steps, step => Assert.True(step.Balances, step.Name));
        Assert.True(report.Ledger.Balances);
        Assert.Equal(1, report.Steps.Single(step => step.Name == "unique-id").Dropped["duplicate id"]);
    }

    [Fact]
    public void A_missing_input_is_found_before_anything_is_read()
    {
        var recipe = Recipe.Find("vicuna")!;
        var fault = Assert.Throws<InputException>(() => recipe.Arguments([_folder["none.json"]]));
        Assert.Equal("DK9301", fault.Finding.Code);
    }

    [Fact]
    public void Parameters_keep_their_defaults_until_they_are_given()
    {
        var recipe = Recipe.Find("vicuna")!;
        var limit = (RecipeParameter<int>)recipe.Parameters.Single(parameter => parameter.Name == "max-tokens");
        Assert.Equal(limit.Default, recipe.Arguments(["-"]).Get(limit));
        Assert.Equal(77, recipe.Arguments(["-"], ("max-tokens", "77")).Get(limit));
        Assert.Throws<RecipeException>(() => recipe.Arguments(["-"], ("max-tokens", "many")));
    }
}
