namespace DatasetKit.Templates.Jinja;

/// <summary>What a render gives.</summary>
/// <param name="Text">The output.</param>
/// <param name="Generations">Where the <c>generation</c> blocks are, in code points, as transformers reports them.</param>
/// <param name="Runs">The origin of every character, when it was asked for.</param>
internal sealed record JinjaOutput(string Text, IReadOnlyList<(int Start, int End)> Generations, Run[]? Runs)
{
    /// <summary>What the template prints to make the model answer, as far as the render showed it; only with <see cref="Runs"/>.</summary>
    public string? GenerationPrompt { get; init; }

    /// <summary>Where it would stand in <see cref="Text"/>, when it was not printed; else -1.</summary>
    public int GenerationPromptWouldBeAt { get; init; } = -1;

    /// <summary>For each message whether it would be printed after it, if the conversation ended there.</summary>
    public bool[] Cues { get; init; } = [];

    /// <summary>Where that stands in <see cref="Text"/>, in UTF-16 units; -1 when it does not.</summary>
    public int GenerationPromptAt { get; init; } = -1;

    public static JinjaOutput Of(RenderState state)
    {
        var text = state.Out.Written.ToString();
        if (state.Generations.Count == 0)
        {
            return Of(state, text, []);
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

        return Of(state, text, spans);
    }

    private static JinjaOutput Of(RenderState state, string text, List<(int, int)> spans) =>
        new(text, spans, state.Out.Runs) { GenerationPrompt = state.GenerationPrompt, GenerationPromptAt = state.GenerationPromptAt, Cues = state.Cues, GenerationPromptWouldBeAt = state.GenerationPromptWouldBeAt };
}
