using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Tests.Running;

public sealed class ManifestTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_fault_names_the_file_the_line_and_the_nearest_name()
    {
        var manifest = Manifest.Load(_folder.Write("mix.yaml", "sources:\n  - name: a\n    portoin: 0.5\n"));
        var source = Assert.Single(manifest.Get("sources").Items);

        var fault = Assert.Throws<RecipeException>(() => source.Only("name", "portion"));

        Assert.Equal(3, fault.Line);
        Assert.EndsWith("mix.yaml:3: there is no \"portoin\"; did you mean portion?", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: [1, 2", 1)]
    [InlineData("a: 1\n---\nb: 2\n", 0)]
    public void What_is_not_one_document_of_YAML_is_refused(string text, long line) =>
        Assert.Equal(line, Assert.Throws<RecipeException>(() => Manifest.Load(_folder.Write("bad.yaml", text))).Line > 0 ? 1 : 0);

    [Fact]
    public void Values_have_types()
    {
        var manifest = Manifest.Load(_folder.Write("m.json", "{\"share\": 0.5, \"count\": 3, \"word\": \"x\"}"));
        Assert.Equal(0.5, manifest.Get("share").Number);
        Assert.Equal(3, manifest.Get("count").Count);
        Assert.Equal(1, Assert.Throws<RecipeException>(() => manifest.Get("word").Number).Line);
        Assert.Contains("known are alpha, beta", Assert.Throws<RecipeException>(() => manifest.Get("word").OneOf("alpha", "beta")).Message, StringComparison.Ordinal);
        Assert.Throws<RecipeException>(() => manifest.Get("word").File());
        Assert.Throws<RecipeException>(() => manifest.Get("none"));
    }
}
