using System.Globalization;
using DatasetKit.Recipes.Novelty;

namespace DatasetKit.Recipes.SelfInstruct;

/// <summary>
/// Keeps instructions that are not like one before, and says beside each what it is most like (tatsu-lab/stanford_alpaca:generate_instruction.py,
/// yizhongw/self-instruct:self_instruct/bootstrap_instructions.py).
/// </summary>
internal sealed class NewInstructions
{
    /// <summary>The mean of the scores with all that were there.</summary>
    public const string Average = "avg_similarity_score";

    private const int Most = 10;
    private readonly RougePool _pool;
    private readonly List<string> _texts = [];
    private readonly string? _field;

    /// <param name="threshold">The ROUGE-L F1 with any other at most.</param>
    /// <param name="words">Makes words of a text.</param>
    /// <param name="known">What is there already.</param>
    /// <param name="field">Where the ten most similar are noted; null to note nothing.</param>
    public NewInstructions(double threshold, Func<string, List<string>> words, IEnumerable<string> known, string? field)
    {
        (_pool, _field) = (new RougePool(threshold, words), field);
        foreach (var text in known)
        {
            _pool.Add(text);
            _texts.Add(text);
        }
    }

    /// <summary>The task if its instruction is new.</summary>
    public Outcome Keep(Example task)
    {
        var text = task.Instruction.ToString();
        if (!_pool.TryAdd(text))
        {
            return Outcome.Drop("like another");
        }

        // The last score is its own.
        var kept = _field is null ? task : Note(task, _field, _pool.Scores(text)[..^1]);
        _texts.Add(text);
        return kept;
    }

    private Example Note(Example task, string field, double[] scores)
    {
        // Of equal scores the later one first, as the originals' sorting has it.
        var nearest = Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).ThenByDescending(i => i).Take(Most);
        var similar = nearest.DistinctBy(i => _texts[i]).Select(i => $"{JsonValue.From(_texts[i])}:{Number(scores[i])}");
        var average = scores.Length == 0 ? 0 : scores.Average();
        return task.WithMetadata(task.Metadata
            .With(field, JsonValue.Parse($"{{{string.Join(',', similar)}}}"))
            .With(Average, JsonValue.Parse(Number(average))));
    }

    private static string Number(double score) => score.ToString("R", CultureInfo.InvariantCulture);
}
