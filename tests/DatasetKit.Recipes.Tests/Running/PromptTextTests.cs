using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Tests.Running;

public class PromptTextTests
{
    [Fact]
    public void Places_are_filled_once_and_other_braces_stay() =>
        Assert.Equal("a {b} c {x}", new PromptText("a {one} c {x}").Fill(("one", "{b}"), ("b", "never")));
}
