using System.Globalization;
using System.Text;

namespace DatasetKit.Recipes.Flan;

/// <summary>Writes the examples of a task in one of the four ways: with or without options, with or without examples before the question (google-research/FLAN:flan/v2/mixtures_utils.py).</summary>
/// <param name="task">The task.</param>
/// <param name="type"><c>zs_opt</c>, <c>zs_noopt</c>, <c>fs_opt</c> or <c>fs_noopt</c>.</param>
/// <param name="shots">Examples before the question, in the few-shot ways.</param>
/// <param name="count">Counts tokens.</param>
/// <param name="budget">Tokens of a question with its examples at most.</param>
/// <param name="seed">Decides the order, the options' styles and the examples.</param>
internal sealed class FlanRenderer(FlanTask task, string type, int shots, Func<string, int> count, int budget, int seed)
{
    private const string BetweenQuestionAndAnswer = "\n\n";
    private const string BetweenExamples = "\n\n\n";

    private readonly int[] _order = Shuffled(task.Rows.Count, seed);

    /// <summary>The four ways.</summary>
    public static IReadOnlyList<string> Types { get; } = ["zs_opt", "fs_opt", "zs_noopt", "fs_noopt"];

    /// <summary>The rows of the task in random order, each with its place in it as id.</summary>
    public IEnumerable<Example> Rows() => _order.Select((row, place) => Example.Instruct(default, default).WithId(place.ToString(CultureInfo.InvariantCulture)).WithSource(task.Rows[row].Source));

    /// <summary>The example of a row; the rows take the patterns in turn.</summary>
    public Outcome Render(Example at)
    {
        var place = int.Parse(at.Id.ToString(), CultureInfo.InvariantCulture);
        var (row, pattern, random) = (_order[place], place % task.Patterns.Count, new Random(unchecked((seed * 397) ^ place)));
        var (inputs, targets) = Fill(task.Rows[row], pattern, random);
        if (inputs.Length == 0 || targets.Length == 0)
        {
            return Outcome.Drop("empty");
        }

        if (type.StartsWith("fs", StringComparison.Ordinal))
        {
            var text = new StringBuilder();
            var left = budget - count(inputs);
            foreach (var other in Others(row, random))
            {
                var (question, answer) = Fill(task.Rows[other], pattern, random);
                var shot = question + BetweenQuestionAndAnswer + answer + BetweenExamples;
                left -= count(shot);
                if (left < 0)
                {
                    break;
                }

                text.Append(shot);
            }

            if (text.Length == 0)
            {
                return Outcome.Drop("no exemplar fits");
            }

            inputs = text.Append(inputs).Append(BetweenQuestionAndAnswer).ToString();
        }

        return Example.Instruct(inputs.TrimEnd(' '), targets).WithSource(task.Rows[row].Source).WithMetadata(Metadata.None
            .With("task_source", JsonValue.From(task.Source)).With("task_name", JsonValue.From(task.Name)).With("template_type", JsonValue.From(type))
            .With("template_idx", JsonValue.Parse(pattern.ToString(CultureInfo.InvariantCulture))));
    }

    private static int[] Shuffled(int count, int seed)
    {
        var order = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(order);
        return order;
    }

    /// <summary>Different rows at random, never the one that is asked.</summary>
    private IEnumerable<int> Others(int row, Random random)
    {
        var chosen = new HashSet<int> { row };
        for (var tries = 0; chosen.Count <= Math.Min(shots, task.Rows.Count - 1) && tries < 100 * shots; tries++)
        {
            var other = random.Next(task.Rows.Count);
            if (chosen.Add(other))
            {
                yield return other;
            }
        }
    }

    private (string Inputs, string Targets) Fill(FlanRow row, int pattern, Random random)
    {
        var (inputs, targets) = task.Patterns[pattern];
        if (!type.EndsWith("_opt", StringComparison.Ordinal) || row.Options.Count == 0)
        {
            inputs = inputs.Replace("\n\n{options_}", string.Empty, StringComparison.Ordinal).Replace("\n{options_}", string.Empty, StringComparison.Ordinal).Replace("{options_}", string.Empty, StringComparison.Ordinal);
            return (row.Fill(inputs, string.Empty, row.Answer), row.Fill(targets, string.Empty, row.Answer));
        }

        // A question that shows no options is answered in words.
        var (options, answer) = inputs.Contains("{options_}", StringComparison.Ordinal) ? OptionStyles.Write(row.Options, row.Answer, random) : (string.Empty, row.Answer);
        return (row.Fill(inputs, options, row.Answer), row.Fill(targets, options, answer));
    }
}
