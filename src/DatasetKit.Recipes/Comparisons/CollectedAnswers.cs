using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Comparisons;

/// <summary>The answers of several models to the same tasks, each from a file of its own whose name is the model's.</summary>
/// <param name="files">The files; the tasks are those of the first one.</param>
/// <param name="reading">How files are read.</param>
/// <param name="prompt">What a model was asked for a task: the same for all files.</param>
internal sealed class CollectedAnswers(IReadOnlyList<string> files, ReadOptions reading, Func<Example, string> prompt)
{
    private readonly List<(string Source, Dictionary<string, Text> Answers)> _others = [.. files.Skip(1).Select(file => (SourceOf(file), Load(file, reading, prompt)))];

    /// <summary>A task of the first file with all its answers; those that have no words are no answers.</summary>
    public Outcome Collect(Example task)
    {
        var question = prompt(task);
        var answers = new List<Completion>();
        Add(SourceOf(files[0]), task.Output);
        foreach (var (source, others) in _others)
        {
            Add(source, others.GetValueOrDefault(question));
        }

        return answers.Count < 2
            ? Outcome.Drop("fewer than two answers")
            : Example.Instruct(question, default).WithSource(task.Source).WithCompletions([.. answers]);

        void Add(string source, Text answer)
        {
            if (answer.HasValue && answer.ToString().Trim().Length > 0)
            {
                answers.Add(new Completion([new Message(Role.Assistant, answer)]) { Source = source });
            }
        }
    }

    private static string SourceOf(string file) => Path.GetFileNameWithoutExtension(file);

    private static Dictionary<string, Text> Load(string file, ReadOptions reading, Func<Example, string> prompt)
    {
        var answers = new Dictionary<string, Text>(StringComparer.Ordinal);
        foreach (var task in Dataset.Read(file, reading).ToBlockingEnumerable())
        {
            answers[prompt(task)] = task.Output;
        }

        return answers;
    }
}
