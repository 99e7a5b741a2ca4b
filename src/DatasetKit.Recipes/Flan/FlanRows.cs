using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Flan;

/// <summary>Reads the rows of a task, and what a file of Super-NaturalInstructions says beside them.</summary>
/// <param name="task">The task in the manifest.</param>
/// <param name="reading">How files are read.</param>
internal sealed class FlanRows(Manifest task, ReadOptions reading)
{
    private readonly string? _answer = task.Find("answer")?.Text;
    private readonly Manifest? _options = task.Find("options");
    private readonly string? _dialog = task.Find("dialog")?.Text;

    /// <summary>The records of the task, good ones and bad ones.</summary>
    public Dataset Records => Dataset.Read(task.Get("file").File(), new AnyFieldsFormat(), Reading);

    /// <summary>So many rows does a record make: one, or its instances.</summary>
    public static int Count(Example record) => IsTask(record) ? record.Metadata["Instances"].Elements.Count() : 1;

    private List<string>? Columns => task.Find("columns")?.Items.Select(column => column.Text).ToList();

    private ReadOptions Reading => Columns is { } columns ? reading with { HasHeader = false, Columns = columns } : reading;

    private static bool IsTask(Example record) => record.Metadata["Instances"].IsArray && !record.Metadata["Definition"].IsAbsent;

    /// <summary>All rows, and the solved examples that stand apart from them; none when other rows are those.</summary>
    /// <exception cref="RecipeException">A file has no record that can be one.</exception>
    public (IReadOnlyList<FlanRow> Rows, IReadOnlyList<FlanRow> Exemplars) Read()
    {
        var isTable = Columns is not null;
        var (rows, exemplars) = (new List<FlanRow>(), new List<FlanRow>());
        Scan.Records(task.Get("file").File(), new AnyFieldsFormat(), Reading, record =>
        {
            if (IsTask(record))
            {
                // A task with all its instances (allenai/natural-instructions).
                var definition = record.Metadata["Definition"];
                var says = definition.IsArray ? definition.Elements.FirstOrDefault().Text.ToString() : definition.Text.ToString();
                rows.AddRange(record.Metadata["Instances"].Elements.Select(instance => Instance(instance, says, record.Source)));
                exemplars.AddRange(record.Metadata["Positive Examples"].Elements.Select(example => Instance(example, says, record.Source)));
            }
            else
            {
                rows.Add(Row(record, isTable));
            }
        });

        return (rows, task.Find("exemplars") is { } file ? Exemplars(file, rows) : exemplars);
    }

    /// <summary>A field of a table cannot hold a line end: Flan's files of chains of thought write <c>\n</c>, but for the answers (flan/v2/preprocessors.py, simple_cot_tsv).</summary>
    private static string Unescaped(string text) => text.Replace("\\n", "\n", StringComparison.Ordinal);

    private static List<string> Texts(JsonValue list) => [.. list.Elements.Select(element => element.Text.ToString())];

    private static string First(JsonValue value) => value.IsArray ? value.Elements.FirstOrDefault().Text.ToString() : value.Text.ToString();

    private FlanRow Instance(JsonValue instance, string definition, SourceLocation source) => new(
        new Dictionary<string, string>(StringComparer.Ordinal) { ["Definition"] = definition, ["input"] = instance["input"].Text.ToString(), ["output"] = First(instance["output"]) }, _answer ?? "output", source);

    private FlanRow Row(Example record, bool isTable)
    {
        var answer = _answer ?? "answer";
        var fields = record.Metadata.ToDictionary(
            field => field.Key.ToString(), field => isTable && field.Key != answer ? Unescaped(field.Value.Text.ToString()) : field.Value.Text.ToString(), StringComparer.Ordinal);
        return new FlanRow(fields, answer, record.Source)
        {
            Options = _options is null ? [] : _options.IsList ? [.. _options.Items.Select(option => option.Text)] : Texts(record.Metadata[_options.Text]),
            Dialog = _dialog is null ? [] : Texts(record.Metadata[_dialog]),
        };
    }

    /// <summary>Flan keeps the solved examples of all tasks in one file, of <c>task</c> and <c>sample</c> (flan/v2/tasks.py, niv2_few_shot_data).</summary>
    private List<FlanRow> Exemplars(Manifest file, List<FlanRow> rows)
    {
        var name = task.Get("name").Text.Split('.')[0];
        var definition = rows.Count > 0 ? rows[0].Fields.GetValueOrDefault("Definition", string.Empty) : string.Empty;
        var found = Dataset.Read(file.File(), new AnyFieldsFormat(), reading).ToBlockingEnumerable()
            .Where(record => record.Metadata["task"].Text.ToString().Split('.')[0] == name)
            .SelectMany(record => record.Metadata["sample"].Elements.Select(example => Instance(example, definition, record.Source))).ToList();
        return found.Count > 0 ? found : throw file.Fail($"it has no examples of the task {name}");
    }
}
