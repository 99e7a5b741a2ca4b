namespace DatasetKit.Templates;

/// <summary>A template that shows any number of rounds, all in the same way: a question and its answer, user and assistant in turn.</summary>
internal abstract class RoundsTemplate : PromptTemplate
{
    public sealed override string? Render(PromptWriter writer, Example example)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(example);
        if (!example.TryAsTurns(out var system, out var history, out var instruction, out var input, out var output, out var why))
        {
            return $"{Name} shows user and assistant in turn, but {why}";
        }

        Begin(writer, system);
        for (var i = 0; i < history.Count; i += 2)
        {
            Round(writer, history[i].Content, default, history[i + 1].Content);
            Between(writer);
        }

        Round(writer, instruction, input, output);
        return null;
    }

    /// <summary>Writes what stands before the first round.</summary>
    /// <param name="writer">Receives it.</param>
    /// <param name="system">The system prompt; empty without one.</param>
    protected virtual void Begin(PromptWriter writer, Text system)
    {
    }

    /// <summary>Writes a question and its answer.</summary>
    protected abstract void Round(PromptWriter writer, Text question, Text input, Text answer);

    /// <summary>Writes what stands between two rounds.</summary>
    protected virtual void Between(PromptWriter writer)
    {
    }
}
