using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Flan;

/// <summary>A row of a task: its fields, its options, and which field holds the answer.</summary>
internal sealed class FlanRow
{
    private readonly string _answerField;

    /// <param name="row">The row, whose fields are metadata.</param>
    /// <param name="options">The options of all rows, or the field that holds each row's; null for none.</param>
    /// <param name="answerField">The field that holds the answer.</param>
    public FlanRow(Example row, Manifest? options, string answerField)
    {
        Fields = row.Metadata.ToDictionary(field => field.Key.ToString(), field => field.Value.Text.ToString(), StringComparer.Ordinal);
        Source = row.Source;
        _answerField = answerField;
        Options = options is null ? [] : options.IsList ? [.. options.Items.Select(option => option.Text)] : [.. row.Metadata[options.Text].Elements.Select(option => option.Text.ToString())];
    }

    public IReadOnlyDictionary<string, string> Fields { get; }

    public SourceLocation Source { get; }

    public IReadOnlyList<string> Options { get; }

    /// <summary>The answer; empty when the row has none.</summary>
    public string Answer => Fields.GetValueOrDefault(_answerField, string.Empty);

    /// <summary>Fills a pattern. A place is filled once: a brace in the data is no place.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="options">Stands for <c>{options_}</c>.</param>
    /// <param name="answer">Stands for the answer's field.</param>
    public string Fill(string pattern, string options, string answer)
    {
        var values = Fields.Where(field => field.Key != _answerField).Select(field => (field.Key, field.Value)).Append(("options_", options)).Append((_answerField, answer)).ToArray();
        return new PromptText(pattern).Fill(values);
    }
}
