using DatasetKit.Recipes.Html;

namespace DatasetKit.Recipes.Tests.Html;

public class ShareGptTextTests
{
    [Theory]
    [InlineData("<div class=\"x\"><pre><code>pythonCopy code<span class=\"k\">import</span> os_path\n</code></pre></div>", "```python\nimport os_path\n```")]
    [InlineData("2 / 3<p>Yes.</p>", "Yes.")]
    [InlineData("a Copy120 chars / 20 words b", "a  b")]
    [InlineData("a\n```Copy code``` b", "a\n b")]
    public void What_the_page_put_in_is_taken_out(string html, string text) => Assert.Equal(text, ShareGptText.Clean(html, compat: false));

    [Fact]
    public void Paragraphs_stay_apart_unless_compat_is_asked_for()
    {
        Assert.Equal("a\n\nb", ShareGptText.Clean("a\n\n\nb", compat: false));
        Assert.Equal("a\nb", ShareGptText.Clean("a\n\n\nb", compat: true));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData("\u200Ba", false)]
    [InlineData("\u0007", false)]
    [InlineData("😀", true)]
    public void A_text_begins_with_a_character_that_can_be_seen(string text, bool printable) => Assert.Equal(printable, ShareGptText.BeginsPrintable(text));
}
