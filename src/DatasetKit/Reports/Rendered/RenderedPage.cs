using System.Globalization;
using System.Net;
using System.Text;
using DatasetKit.Internals;
using DatasetKit.Templates;

namespace DatasetKit.Reports;

/// <summary>One HTML page that needs nothing else: trained text is marked, in light and in dark. Data is shown and never interpreted.</summary>
internal sealed class RenderedPage(string template) : RenderedView
{
    private const string Style = """
        :root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --faint: #57606a; --line: #d0d7de; --trained: #b7ecc3; --on-trained: #06280f; }
        @media (prefers-color-scheme: dark) { :root { --paper: #0d1117; --ink: #d6dde5; --faint: #97a1ac; --line: #30363d; --trained: #1d572f; --on-trained: #e6f8ea; } }
        body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.4rem; } h2 { margin: 2.2rem 0 0; font-size: 1rem; } h2 a { color: inherit; text-decoration: none; } h2 a:hover { text-decoration: underline; }
        p { margin: .2rem 0; color: var(--faint); }
        pre { margin: .5rem 0; padding: .8rem 1rem; border: 1px solid var(--line); border-radius: .4rem; white-space: pre-wrap; overflow-wrap: anywhere; font: .875rem/1.6 ui-monospace, monospace; }
        mark { background: var(--trained); color: var(--on-trained); border-radius: .15rem; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
        mark i::before { content: "\21b5"; font-style: normal; opacity: .6; }
        meter { width: 10rem; height: .7rem; vertical-align: baseline; }
        footer { margin: 2.5rem 0; padding-top: .8rem; border-top: 1px solid var(--line); }
        """;

    private long _number;

    public override void Begin(JsonBuffer page)
    {
        var title = $"What the model sees: {WebUtility.HtmlEncode(template)}";
        Add(page, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <h1>{title}</h1>
            <p><mark>Marked text</mark> carries loss: the model learns to say it. All other text is context. <mark><i></i></mark> is a line end that is learnt too.</p>

            """);
    }

    public override void Show(JsonBuffer page, Example example, RenderedExample rendered, TokenCount? tokens)
    {
        _number++;
        var share = rendered.Characters == 0 ? 0 : (double)rendered.Trained / rendered.Characters;
        Add(page, string.Create(CultureInfo.InvariantCulture, $"""
            <section id="e{_number}">
            <h2><a href="#e{_number}">{WebUtility.HtmlEncode(PlaceOf(example))}</a></h2>
            <p><meter value="{share:0.####}">{share:P1}</meter> {RenderedTotals.Words(rendered, tokens)}</p>
            <pre>

            """));
        // The line end right after <pre> is not part of the text.
        var at = 0;
        foreach (var (start, end) in rendered.LossBytes)
        {
            Escape(page, rendered.Utf8.AsSpan(at, start - at), isTrained: false);
            page.Append("<mark>"u8);
            Escape(page, rendered.Utf8.AsSpan(start, end - start), isTrained: true);
            page.Append("</mark>"u8);
            at = end;
        }

        Escape(page, rendered.Utf8.AsSpan(at), isTrained: false);
        page.Append("</pre>\n</section>\n"u8);
    }

    public override void End(JsonBuffer page, RenderedTotals totals) => Add(page, string.Create(CultureInfo.InvariantCulture, $"""
        <footer><p>{totals.Examples:N0} {(totals.Examples == 1 ? "example" : "examples")}: {totals}</p></footer>
        </body>
        </html>

        """));

    private static void Add(JsonBuffer page, string html) => page.Append(Encoding.UTF8.GetBytes(html.ReplaceLineEndings("\n")));

    private static void Escape(JsonBuffer page, ReadOnlySpan<byte> text, bool isTrained)
    {
        for (int next; (next = text.IndexOfAny("&<>\n"u8)) >= 0; text = text[(next + 1)..])
        {
            ControlPictures.Append(page, text[..next]);
            page.Append(text[next] switch
            {
                (byte)'&' => "&amp;"u8,
                (byte)'<' => "&lt;"u8,
                (byte)'>' => "&gt;"u8,
                _ => isTrained ? "<i></i>\n"u8 : "\n"u8,
            });
        }

        ControlPictures.Append(page, text);
    }
}
