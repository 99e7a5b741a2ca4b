using System.Globalization;
using System.Text;

namespace DatasetKit.Recipes.Flan;

/// <summary>How examples are written, whatever the task.</summary>
/// <param name="Options"><c>flan</c>, <c>random</c>, <c>fixed</c> or <c>letters</c>.</param>
/// <param name="Shots">Solved questions before one, where all have its pattern.</param>
/// <param name="Budget">Tokens of a question with those before it at most.</param>
/// <param name="IsCompat">Whether beginnings of dialogues are fused and the rest of the rows is dropped, as in the original.</param>
/// <param name="Seed">Decides the order, the styles and the solved questions.</param>
internal sealed record FlanStyle(string Options, int Shots, int Budget, bool IsCompat, int Seed);

/// <summary>Writes the examples of a task in one way (google-research/FLAN:flan/v2/tasks.py, few_shot.py, preprocessors.py).</summary>
/// <param name="task">The task.</param>
/// <param name="way">The way.</param>
/// <param name="count">Counts tokens.</param>
/// <param name="style">How they are written.</param>
internal sealed class FlanRenderer(FlanTask task, FlanWay way, Func<string, int> count, FlanStyle style)
{
    private static readonly int[] s_shotsOfTemplates = [5, 2, 1];
    private static readonly string[] s_separators = ["\n", "\n\n", "\n\n\n"];

    private readonly int[] _order = Shuffled(task.Rows.Count, style.Seed);

    private readonly int[] _places = Inverse(Shuffled(task.Rows.Count, style.Seed));

    private readonly IReadOnlyList<FlanPattern> _patterns = way.Shots switch
    {
        FlanShots.None => task.Patterns,
        FlanShots.Templates => [.. task.FewShot.Take(s_shotsOfTemplates.Length)],
        FlanShots.Mix when task.FewShot.Any(pattern => pattern.InMix) => [.. task.FewShot.Where(pattern => pattern.InMix)],
        _ => task.FewShot,
    };

    // One for all examples of a task, as in the original.
    private readonly string _separator = s_separators[new Random(style.Seed).Next(s_separators.Length)];

    /// <summary>The rows of the task, each with its number as id: out of its file, where bad records are rejected, or as they were read before.</summary>
    public Dataset Rows(bool fromFile) => !fromFile ? Dataset.From(task.Rows.Select((_, number) => At(number))) : task.Records.Process(() =>
    {
        var next = 0;
        return record => Outcome.Split([.. Enumerable.Range(0, FlanRows.Count(record)).Select(_ => At(next++))]);
    });

    /// <summary>The example of a row; in random order the rows take the patterns in turn.</summary>
    public Outcome Render(Example at)
    {
        var row = int.Parse(at.Id.ToString(), CultureInfo.InvariantCulture);
        var place = _places[row];
        if (style.IsCompat && place >= _order.Length / _patterns.Count * _patterns.Count)
        {
            return Outcome.Drop("no full round of patterns");
        }

        var (index, random) = (place % _patterns.Count, new Random(unchecked((style.Seed * 397) ^ place)));
        var pattern = _patterns[index];
        var (inputs, targets) = Fill(task.Rows[row], pattern, random);
        if (inputs.Length == 0 || targets.Length == 0)
        {
            return Outcome.Drop("empty");
        }

        if (way.Shots != FlanShots.None)
        {
            inputs = pattern.InputsPrefix + inputs + pattern.Delimiter + pattern.TargetsPrefix;
            var before = Before(place, index, count(inputs), random);
            if (before.Length == 0)
            {
                return Outcome.Drop("no exemplar fits");
            }

            // With mixed patterns it is the suffix of the second one.
            var suffix = way.Shots switch { FlanShots.X => string.Empty, FlanShots.Mix => task.FewShot[Math.Min(1, task.FewShot.Count - 1)].FinalSuffix, _ => pattern.FinalSuffix };
            (inputs, targets) = ((before + inputs).TrimEnd(' ') + suffix, targets.TrimEnd());
        }

        return Example.Instruct(inputs.TrimEnd(' '), targets).WithSource(task.Rows[row].Source).WithMetadata(Metadata.None
            .With("task_source", JsonValue.From(task.Source)).With("task_name", JsonValue.From(task.Name)).With("template_type", JsonValue.From(way.Type))
            .With("template_idx", JsonValue.Parse(index.ToString(CultureInfo.InvariantCulture))));
    }

    private static int[] Shuffled(int count, int seed)
    {
        var order = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(order);
        return order;
    }

    private static int[] Inverse(int[] order)
    {
        var places = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
        {
            places[order[place]] = place;
        }

        return places;
    }

    private Example At(int number) => Example.Instruct(default, default).WithId(number.ToString(CultureInfo.InvariantCulture)).WithSource(task.Rows[number].Source);

    /// <summary>The solved questions before one: as many as fit.</summary>
    private string Before(int place, int index, int tokens, Random random)
    {
        var text = new StringBuilder();
        var left = style.Budget - tokens;
        foreach (var (row, pattern) in Chosen(place, index, random))
        {
            var (question, answer) = Fill(row, pattern, random);
            var shot = pattern.InputsPrefix + question + pattern.Delimiter + pattern.TargetsPrefix + answer + (way.Shots == FlanShots.Mix ? _separator : pattern.Separator);
            left -= count(shot);
            if (left < 0)
            {
                break;
            }

            text.Append(shot);
        }

        return text.ToString();
    }

    private IEnumerable<(FlanRow Row, FlanPattern Pattern)> Chosen(int place, int index, Random random)
    {
        if (task.Exemplars.Count > 0)
        {
            // Those of Super-NaturalInstructions stand in the task; two of them are shown.
            var order = Shuffled(task.Exemplars.Count, random.Next());
            return order.Take(2).Select(exemplar => (task.Exemplars[exemplar], _patterns[index]));
        }

        var shots = way.Shots switch { FlanShots.Templates => s_shotsOfTemplates[index], FlanShots.Mix => 5, FlanShots.X => 25, _ => style.Shots };
        var others = Others(place, shots, random).Select(other => (Row: task.Rows[_order[other]], Index: way.Shots is FlanShots.Mix or FlanShots.X ? other % _patterns.Count : index));
        return others.Where(other => way.Shots != FlanShots.X || other.Index == index).Select(other => (other.Row, _patterns[other.Index]));
    }

    /// <summary>Different places at random, never the one that is asked.</summary>
    private IEnumerable<int> Others(int place, int shots, Random random)
    {
        var chosen = new HashSet<int> { place };
        for (var tries = 0; chosen.Count <= Math.Min(shots, _order.Length - 1) && tries < 100 * shots; tries++)
        {
            var other = random.Next(_order.Length);
            if (chosen.Add(other))
            {
                yield return other;
            }
        }
    }

    private (string Inputs, string Targets) Fill(FlanRow row, FlanPattern pattern, Random random)
    {
        var (inputs, targets) = (pattern.Inputs, pattern.Targets);
        var dialog = row.Dialog.Count == 0 ? string.Empty
            : IsRandom ? DialogStyles.Draw(row.Dialog, style.IsCompat ? DialogStyles.FusedStarts : DialogStyles.Starts, random)
            : DialogStyles.Format(row.Dialog);
        if (!way.HasOptions || row.Options.Count == 0)
        {
            inputs = inputs.Replace("\n\n{options_}", string.Empty, StringComparison.Ordinal).Replace("\n{options_}", string.Empty, StringComparison.Ordinal).Replace("{options_}", string.Empty, StringComparison.Ordinal);
            return (row.Fill(inputs, string.Empty, dialog, row.Answer), row.Fill(targets, string.Empty, dialog, row.Answer));
        }

        // A question that shows no options is answered in words.
        var (options, answer) = !inputs.Contains("{options_}", StringComparison.Ordinal) ? (string.Empty, row.Answer)
            : IsRandom ? FlanOptions.Draw(row.Options, row.Answer, style.Seed, random.Next())
            : (FlanOptions.Format(row.Options, style.Options == "letters"), row.Answer);
        return (row.Fill(inputs, options, dialog, row.Answer), row.Fill(targets, options, dialog, answer));
    }

    /// <summary>The original draws a style where nothing comes before the question, and has one where something does.</summary>
    private bool IsRandom => style.Options == "random" || (style.Options == "flan" && way.Shots == FlanShots.None);
}
