using System.Text;

namespace DatasetKit.Templates.Jinja;

/// <summary>Filler text. Its words come from the injected source of chance, so it is the same wherever that is.</summary>
internal static class Lipsum
{
    private static readonly Signature s_write = new("generate_lorem_ipsum", 0, "n", "html", "min", "max");

    private static readonly string[] s_words =
    [
        "lorem", "ipsum", "dolor", "sit", "amet", "consectetur", "adipiscing", "elit", "sed", "do", "eiusmod", "tempor", "incididunt", "ut", "labore", "et",
        "dolore", "magna", "aliqua", "enim", "ad", "minim", "veniam", "quis", "nostrud", "exercitation", "ullamco", "laboris", "nisi", "aliquip", "ex", "ea",
        "commodo", "consequat", "duis", "aute", "irure", "in", "reprehenderit", "voluptate", "velit", "esse", "cillum", "fugiat", "nulla", "pariatur",
    ];

    public static Value Write(RenderState state, in Arguments arguments)
    {
        var bound = s_write.Bind(arguments);
        var paragraphs = Coerce.IndexOr(bound[0], 5);
        var html = bound[1].IsMissing || bound.IsTrue(state, 1);
        var min = Coerce.IndexOr(bound[2], 20);
        var max = Coerce.IndexOr(bound[3], 100);
        if (paragraphs > 0 && max <= min)
        {
            throw PyError.Value($"empty range for randrange() ({min}, {max}, {max - min})");
        }

        var mark = state.BeginText();
        for (var i = 0L; i < paragraphs; i++)
        {
            if (i > 0)
            {
                state.Out.Append(html ? "\n" : "\n\n");
            }

            state.Out.Append(html ? "<p>" : string.Empty);
            Paragraph(state, min + Pick(state, max - min));
            state.Out.Append(html ? "</p>" : string.Empty);
        }

        return state.EndText(mark, html);
    }

    private static void Paragraph(RenderState state, long count)
    {
        var starts = true;
        var last = -1;
        for (var i = 0L; i < count; i++)
        {
            state.Step();
            var index = (int)Pick(state, s_words.Length);
            index = index == last ? (index + 1) % s_words.Length : index;
            last = index;
            var word = new StringBuilder(s_words[index]);
            word[0] = starts ? char.ToUpperInvariant(word[0]) : word[0];
            starts = i == count - 1 || i % 12 == 11;
            state.Out.Append(i > 0 ? " " : string.Empty);
            state.Out.Append(word.ToString());
            state.Out.Append(starts ? "." : string.Empty);
        }
    }

    private static long Pick(RenderState state, long count) => state.Random?.Invoke((int)Math.Min(count, int.MaxValue)) ?? 0;
}
