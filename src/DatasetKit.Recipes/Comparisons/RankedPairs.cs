using System.Globalization;

namespace DatasetKit.Recipes.Comparisons;

/// <summary>
/// Every two answers to a prompt as a better and a worse one, by their ranks or, where they have none, their scores; two that are equal are a tie and give no pair.
/// A pair of a chosen and a rejected answer is one already.
/// </summary>
internal sealed class RankedPairs
{
    private long _groups;

    /// <summary>The pairs, in the order of the answers; those of one prompt share a <c>group_id</c>, since a reward model is to see them together.</summary>
    public Outcome Make(Example example)
    {
        var answers = example.Completions;
        if (answers.Count == 0)
        {
            return Fault(example, "/responses", "there are no answers to be compared; data=demonstrations reads prompts and demonstrations");
        }

        var group = _groups++;
        var grouped = example.Metadata["group_id"].IsAbsent
            ? example.WithMetadata(example.Metadata.With("group_id", JsonValue.From(example.Id.HasValue ? example.Id : string.Create(CultureInfo.InvariantCulture, $"group_{group}"))))
            : example;
        if (answers is [{ Chosen: { } first }, { Chosen: { } second }] && first != second)
        {
            return grouped;
        }

        if (Order(answers) is not { } order)
        {
            var missing = Enumerable.Range(0, answers.Count).First(i => answers[i].Rank is null);
            return Fault(example, string.Create(CultureInfo.InvariantCulture, $"/ranks/{missing}"), "the answer has no rank; give each one a whole number, 1 for the best and the same for equals, or give all of them scores");
        }

        var pairs = new List<Example>();
        for (var i = 0; i < answers.Count; i++)
        {
            for (var j = i + 1; j < answers.Count; j++)
            {
                if (order[i] != order[j])
                {
                    pairs.Add(order[i] < order[j] ? Pair(grouped, answers[i], answers[j]) : Pair(grouped, answers[j], answers[i]));
                }
            }
        }

        return pairs.Count == 0 ? Outcome.Drop(answers.Count < 2 ? "nothing to compare" : "only ties") : Outcome.Split(pairs);
    }

    /// <summary>A number for each answer, the lower the better; null when nothing orders them all.</summary>
    private static double[]? Order(IReadOnlyList<Completion> answers)
    {
        var order = answers.Select(answer => (double?)answer.Rank).ToList();
        if (order.Contains(null))
        {
            order = [.. answers.Select(answer => double.TryParse(answer.Score.Text.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var score) ? -score : (double?)null)];
        }

        return order.Contains(null) ? null : [.. order.Select(number => number!.Value)];
    }

    private static Outcome Fault(Example example, string field, string message) => Outcome.Reject(new Finding(Diagnostics.Find("DK1006")!, Severity.Error, example.Source, field, message));

    private static Example Pair(Example example, Completion better, Completion worse) => example.WithCompletions(Marked(better, chosen: true), Marked(worse, chosen: false));

    private static Completion Marked(Completion answer, bool chosen) =>
        new(answer.Messages) { Chosen = chosen, Rank = answer.Rank, Score = answer.Score, Source = answer.Source, Metadata = answer.Metadata };
}
