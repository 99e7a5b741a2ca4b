using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Flan;

/// <summary>A row of a task: its fields, its options or turns, and which field holds the answer.</summary>
/// <param name="Fields">The fields by their names.</param>
/// <param name="AnswerField">The field that holds the answer.</param>
/// <param name="Source">Where it stands.</param>
internal sealed record FlanRow(IReadOnlyDictionary<string, string> Fields, string AnswerField, SourceLocation Source)
{
    /// <summary>The answers to choose from; none when it is not such a question.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The turns of a dialogue, of which the answer is the next; none when it is none.</summary>
    public IReadOnlyList<string> Dialog { get; init; } = [];

    /// <summary>The answer; empty when the row has none.</summary>
    public string Answer => Fields.GetValueOrDefault(AnswerField, string.Empty);

    /// <summary>Fills a pattern. A place is filled once: a brace in the data is no place.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="options">Stands for <c>{options_}</c>.</param>
    /// <param name="dialog">Stands for <c>{dialog_}</c>.</param>
    /// <param name="answer">Stands for the answer's field.</param>
    public string Fill(string pattern, string options, string dialog, string answer) => new PromptText(pattern).Fill(
        [.. Fields.Where(field => field.Key != AnswerField).Select(field => (field.Key, field.Value)), ("options_", options), ("dialog_", dialog), (AnswerField, answer)]);
}
