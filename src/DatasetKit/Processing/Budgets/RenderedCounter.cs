using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>Counts the text that a template makes of an example.</summary>
internal sealed class RenderedCounter : TokenCounter
{
    private readonly PromptTemplate _template;
    private readonly TrainingTokens _tokens;

    public RenderedCounter(Tokenizer tokenizer, PromptTemplate template)
        : base(tokenizer)
    {
        ArgumentNullException.ThrowIfNull(template);
        _template = template;
        _tokens = new TrainingTokens(tokenizer);
    }

    public override string Description => $"as {_template.Name} shows it";

    public override TokenCount Count(Example example)
    {
        var tokens = Tokenize(example, out var problem);
        if (tokens is null)
        {
            return new TokenCount(0, 0, problem);
        }

        var trained = 0;
        for (var i = 0; i < tokens.Labels.Count; i++)
        {
            trained += tokens.Labels[i] == TokenizedExample.Masked ? 0 : 1;
        }

        return new TokenCount(tokens.Ids.Count, trained);
    }

    public override TokenizedExample? Tokenize(Example example, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(example);
        var buffer = new JsonBuffer(capacity: 1024);
        var writer = new PromptWriter(buffer, withSpans: true);
        problem = _template.Render(writer, example);
        if (problem is not null)
        {
            return null;
        }

        var text = new Text(buffer.Written.ToArray(), 0, buffer.Length, TextForm.Escaped).ToUtf8();
        var spans = Trained(example, writer.Spans, out problem);
        return problem is null ? _tokens.Of(text, InBytes(text, spans)) : null;
    }

    /// <summary>Leaves out the answers that the example itself marks as not trained: a prompt template marks every answer, a chat template heeds the marks.</summary>
    private IReadOnlyList<LossSpan> Trained(Example example, IReadOnlyList<LossSpan> spans, out string? problem)
    {
        problem = null;
        var messages = example.Kind == ExampleKind.Chat ? example.OwnMessages : example.History;
        if (_template is ChatTemplate || messages.All(message => message.Train is not false))
        {
            return spans;
        }

        bool[] trained = [.. messages.Where(m => m.Role == Role.Assistant).Select(m => m.IsTrained), .. example.Kind == ExampleKind.Chat ? (bool[])[] : [true]];
        if (trained.Length == spans.Count)
        {
            return [.. spans.Where((_, i) => trained[i])];
        }

        problem = $"the example says which of its {trained.Length} answers are trained, and {_template.Name} marks {spans.Count}";
        return spans;
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
