using System.Net;
using System.Text;
using DatasetKit.Internals;
using DatasetKit.Reports;
using DatasetKit.Templates;

namespace DatasetKit.Tests.Reports.Rendered;

public class RenderedViewTests
{
    private static readonly string[] s_pieces = ["a", "<b>", "&amp;", "\"'", "\n", "\n\n", "  ", "\t", "😀", "é", "中文", "</pre>", "</mark>", "<i></i>", "]]>"];

    [Fact]
    public void Whatever_the_data_holds_a_page_shows_that_text_and_marks_what_is_trained()
    {
        foreach (var (example, rendered) in Samples())
        {
            var page = Shown(new RenderedPage("chatml"), example, rendered);
            var body = page[(page.IndexOf("<pre>\n", StringComparison.Ordinal) + 6)..page.IndexOf("</pre>\n</section>", StringComparison.Ordinal)];

            Assert.Equal(Encoding.UTF8.GetString(rendered.Utf8), Plain(body));
            Assert.Equal(Trained(rendered), body.Split("<mark>").Skip(1).Select(part => Plain(part[..part.IndexOf("</mark>", StringComparison.Ordinal)])));
        }
    }

    [Fact]
    public void Marks_add_nothing_but_themselves()
    {
        foreach (var (example, rendered) in Samples())
        {
            var plain = Shown(new RenderedTextView(MaskStyle.None, forTerminal: false), example, rendered);
            var marked = Shown(new RenderedTextView(MaskStyle.Marks, forTerminal: false), example, rendered);

            // A mark behind the last line end begins a line, and that line ends too.
            Assert.Equal(plain.TrimEnd('\n'), marked.Replace("⟦", string.Empty, StringComparison.Ordinal).Replace("⟧", string.Empty, StringComparison.Ordinal).TrimEnd('\n'));
        }
    }

    [Fact]
    public void Colours_are_off_at_the_end_of_every_line()
    {
        foreach (var (example, rendered) in Samples())
        {
            foreach (var line in Shown(new RenderedTextView(MaskStyle.Colours, forTerminal: true), example, rendered).Split('\n'))
            {
                Assert.False(line.LastIndexOf("\e[30;42m", StringComparison.Ordinal) > line.LastIndexOf("\e[0m", StringComparison.Ordinal), line);
            }
        }
    }

    [Theory]
    [InlineData("a\tb\nc", "a\tb\nc")]
    [InlineData("\u0000\u001b[31m\u007f\r", "␀␛[31m␡␍")]
    [InlineData("\u009b31m é\u0085", "<U+009B>31m é<U+0085>")]
    public void Control_characters_are_pictures_and_line_ends_and_tabs_stay(string text, string shown)
    {
        var page = new JsonBuffer();

        ControlPictures.Append(page, Encoding.UTF8.GetBytes(text));

        Assert.Equal(shown, Encoding.UTF8.GetString(page.Written));
    }

    [Fact]
    public void Figures_are_added_up()
    {
        var totals = new RenderedTotals();
        var (_, rendered) = Samples().First();
        totals.Add(rendered, new TokenCount(10, 4));
        totals.Add(rendered, new TokenCount(30, 6));

        Assert.Equal((2, 2L * rendered.Characters, 2L * rendered.Trained), (totals.Examples, totals.Characters, totals.Trained));
        Assert.EndsWith("; 40 tokens, 10 trained (25.0 %)", totals.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Conversations of awkward pieces.</summary>
    private static IEnumerable<(Example Example, RenderedExample Rendered)> Samples()
    {
        var random = Properties.Random(8);
        for (var i = 0; i < 200; i++)
        {
            var example = Example.Chat(new Message(Role.User, Words()), new Message(Role.Assistant, Words()), new Message(Role.User, Words()), new Message(Role.Assistant, Words()));
            var rendered = RenderedExample.Of(ChatTemplate.Known[i % 6], example, out _);
            if (rendered is not null)
            {
                yield return (example, rendered);
            }
        }

        string Words() => string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => s_pieces[random.Next(s_pieces.Length)]));
    }

    private static string Shown(RenderedView view, Example example, RenderedExample rendered)
    {
        var page = new JsonBuffer();
        view.Begin(page);
        view.Show(page, example, rendered, null);
        view.End(page, new RenderedTotals());
        return Encoding.UTF8.GetString(page.Written);
    }

    private static IEnumerable<string> Trained(RenderedExample rendered) => rendered.LossBytes.Select(span => Encoding.UTF8.GetString(rendered.Utf8.AsSpan(span.Start, span.End - span.Start)));

    private static string Plain(string html) =>
        WebUtility.HtmlDecode(html.Replace("<mark>", string.Empty, StringComparison.Ordinal).Replace("</mark>", string.Empty, StringComparison.Ordinal).Replace("<i></i>\n", "\n", StringComparison.Ordinal));
}
