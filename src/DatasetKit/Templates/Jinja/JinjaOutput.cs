namespace DatasetKit.Templates.Jinja;

/// <summary>What a render gives.</summary>
/// <param name="Text">The output.</param>
/// <param name="Generations">Where the <c>generation</c> blocks are, in code points, as transformers reports them.</param>
/// <param name="Runs">The origin of every character, when it was asked for.</param>
internal sealed record JinjaOutput(string Text, IReadOnlyList<(int Start, int End)> Generations, IReadOnlyList<Run>? Runs)
{
    public static JinjaOutput Of(RenderState state)
    {
        var text = state.Out.Written.ToString();
        if (state.Generations.Count == 0)
        {
            return new JinjaOutput(text, [], state.Out.Runs);
        }

        // The starts only grow, so one walk over the output turns them all into code points.
        var spans = new List<(int, int)>(state.Generations.Count);
        var at = 0;
        var points = 0;
        foreach (var (start, length) in state.Generations)
        {
            if (start < at)
            {
                at = 0;
                points = 0;
            }

            points += CodePoints.Count(text.AsSpan(at, start - at));
            at = start;
            spans.Add((points, points + length));
        }

        return new JinjaOutput(text, spans, state.Out.Runs);
    }
}
