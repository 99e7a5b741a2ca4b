using DatasetKit.Internals;

namespace DatasetKit.Templates;

/// <summary>An example as the model sees it, and which of it is trained.</summary>
internal sealed class RenderedExample
{
    private RenderedExample(byte[] utf8, IReadOnlyList<LossSpan> loss, IReadOnlyList<string> hidden)
    {
        Hidden = hidden;
        Utf8 = utf8;
        Loss = loss;
        Characters = Utf8Text.CountCodePoints(utf8);
        Trained = (int)loss.Sum(span => (long)span.End - span.Start);
        LossBytes = InBytes(utf8, loss);
    }

    /// <summary>The text.</summary>
    public byte[] Utf8 { get; }

    /// <summary>What carries loss, in code points.</summary>
    public IReadOnlyList<LossSpan> Loss { get; }

    /// <summary>The same in bytes.</summary>
    public IReadOnlyList<(int Start, int End)> LossBytes { get; }

    /// <summary>Code points in all.</summary>
    public int Characters { get; }

    /// <summary>Code points that carry loss.</summary>
    public int Trained { get; }

    /// <summary>What the template knows and does not show of this example.</summary>
    public IReadOnlyList<string> Hidden { get; }

    /// <summary>Renders an example; null when it cannot be shown.</summary>
    public static RenderedExample? Of(PromptTemplate template, Example example, out string? problem)
    {
        var buffer = new JsonBuffer(capacity: 1024);
        var writer = new PromptWriter(buffer, withSpans: true);
        problem = template.Render(writer, example);
        if (problem is not null)
        {
            return null;
        }

        var text = new Text(buffer.Written.ToArray(), 0, buffer.Length, TextForm.Escaped).ToUtf8();
        var loss = TrainedSpans.Of(template, example, writer.Spans, out problem);
        return problem is null ? new RenderedExample(text.ToArray(), loss, writer.Hidden) : null;
    }

    private static (int Start, int End)[] InBytes(ReadOnlySpan<byte> utf8, IReadOnlyList<LossSpan> spans)
    {
        var loss = new (int Start, int End)[spans.Count];
        var (at, point) = (0, 0);
        for (var i = 0; i < loss.Length; i++)
        {
            Move(utf8, spans[i].Start, ref at, ref point);
            var start = at;
            Move(utf8, spans[i].End, ref at, ref point);
            loss[i] = (start, at);
        }

        return loss;
    }

    private static void Move(ReadOnlySpan<byte> utf8, int target, ref int at, ref int point)
    {
        at += Utf8Text.OffsetOfCodePoint(utf8[at..], target - point);
        point = target;
    }
}
