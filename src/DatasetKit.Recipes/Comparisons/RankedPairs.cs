namespace DatasetKit.Recipes.Comparisons;

/// <summary>Every two answers of a ranking as a better and a worse one; two of the same rank are a tie and give no pair.</summary>
internal sealed class RankedPairs
{
    private long _groups;

    /// <summary>The pairs, in the order of the answers; those of one prompt share a <c>group_id</c>, since a reward model is to see them together.</summary>
    public Outcome Make(Example example)
    {
        var answers = example.Completions;
        var group = _groups++;
        for (var i = 0; i < answers.Count; i++)
        {
            if (answers[i].Rank is null)
            {
                return Outcome.Reject(new Finding(
                    Diagnostics.Find("DK1006")!, Severity.Error, example.Source, $"/ranks/{i}", "the answer has no rank; give each one a whole number, 1 for the best and the same for equals"));
            }
        }

        var grouped = example.Metadata["group_id"].IsAbsent
            ? example.WithMetadata(example.Metadata.With("group_id", JsonValue.From(example.Id.HasValue ? example.Id : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"group_{group}"))))
            : example;
        var pairs = new List<Example>();
        for (var i = 0; i < answers.Count; i++)
        {
            for (var j = i + 1; j < answers.Count; j++)
            {
                if (answers[i].Rank != answers[j].Rank)
                {
                    pairs.Add(answers[i].Rank < answers[j].Rank ? Pair(grouped, answers[i], answers[j]) : Pair(grouped, answers[j], answers[i]));
                }
            }
        }

        return pairs.Count == 0 ? Outcome.Drop(answers.Count < 2 ? "nothing to compare" : "only ties") : Outcome.Split(pairs);
    }

    private static Example Pair(Example example, Completion better, Completion worse) => example.WithCompletions(Marked(better, chosen: true), Marked(worse, chosen: false));

    private static Completion Marked(Completion answer, bool chosen) =>
        new(answer.Messages) { Chosen = chosen, Rank = answer.Rank, Score = answer.Score, Source = answer.Source, Metadata = answer.Metadata };
}
