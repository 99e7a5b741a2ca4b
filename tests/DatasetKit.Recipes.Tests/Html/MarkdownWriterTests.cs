using DatasetKit.Recipes.Html;

namespace DatasetKit.Recipes.Tests.Html;

public class MarkdownWriterTests
{
    // Expected as matthewwithanm/python-markdownify 0.11.6 has them, from its rules.
    [Theory]
    [InlineData("<p>a</p><p>b</p>", "a\n\nb\n\n")]
    [InlineData("<h1>One</h1><h2>Two</h2><h3>Three</h3>", "One\n===\n\nTwo\n---\n\n### Three\n\n")]
    [InlineData("a <strong>b </strong>c <em>d</em>", "a **b** c *d*")]
    [InlineData("snake_case * 2", "snake\\_case \\* 2")]
    [InlineData("<code>snake_case * 2</code>", "`snake_case * 2`")]
    [InlineData("<pre><code>x  =\t1\n  y</code></pre>", "\n```\nx  =\t1\n  y\n```\n")]
    [InlineData("<ul>\n<li>a</li>\n<li>b<ul><li>c</li></ul></li>\n</ul>", "* a\n* b\n\t+ c\n")]
    [InlineData("<ol start=\"3\"><li>a</li><li>b</li></ol>", "3. a\n4. b\n")]
    [InlineData("<a href=\"https://example.com\">https://example.com</a> <a href=\"c\" title=\"t\">d</a>", "<https://example.com> [d](c \"t\")")]
    [InlineData("<img alt=\"x\" src=\"y.png\">", "![x](y.png)")]
    [InlineData("a<br>b<hr>", "a  \nb\n\n---\n\n")]
    [InlineData("<blockquote>a\nb</blockquote>", "\n> a\n> b\n\n")]
    [InlineData("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n")]
    [InlineData("<table><tbody><tr><td>1</td></tr></tbody></table>", "\n\n|  |\n| --- |\n| 1 |\n\n")]
    [InlineData("1 &lt; 2 &amp; 3", "1 < 2 & 3")]
    [InlineData("<!-- no -->a  b", "a b")]
    public void Elements_become_what_Markdown_has_for_them(string html, string markdown) => Assert.Equal(markdown, MarkdownWriter.Of(html));

    [Fact]
    public void What_is_nested_without_end_is_refused() =>
        Assert.Throws<HtmlException>(() => MarkdownWriter.Of(string.Concat(Enumerable.Repeat("<b>", 5000))));
}
