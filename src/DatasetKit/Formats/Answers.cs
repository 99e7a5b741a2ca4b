using System.Globalization;
using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>Answers to be compared, as the formats see them that hold a better and a worse one, a ranking, or scores.</summary>
internal static class Answers
{
    /// <summary>Which of two answers is the better one: below zero the first, above zero the second, zero neither; null when nothing says it.</summary>
    public static int? Compare(Completion first, Completion second)
    {
        if (first.Rank is { } rank && second.Rank is { } other)
        {
            return rank.CompareTo(other);
        }

        if (Number(first.Score) is { } score && Number(second.Score) is { } against)
        {
            return against.CompareTo(score);
        }

        return first.Chosen is { } chosen && second.Chosen is { } second2 ? second2.CompareTo(chosen) : null;
    }

    /// <summary>The better and the worse of exactly two answers; or rejects the example.</summary>
    public static bool TryPair(RecordBuilder builder, Example example, string format, out Completion better, out Completion worse)
    {
        (better, worse) = (null!, null!);
        if (example.Completions is not [var first, var second])
        {
            builder.Reject("chosen", example.Completions.Count switch
            {
                0 => $"the example has no answers to be compared, which {format} holds",
                1 => $"{format} holds one better and one worse answer, and the example has one that is labelled or scored; write it as kto or gpt4-llm",
                var count => $"{format} holds one better and one worse answer, and the example has {count}; write it as ranking, or make pairs first",
            });
            return false;
        }

        var order = Compare(first, second);
        if (order is null or 0)
        {
            builder.Reject("chosen", order is null ? "nothing says which of the two answers is better" : $"the two answers are equally good, and {format} holds a better and a worse one");
            return false;
        }

        (better, worse) = order < 0 ? (first, second) : (second, first);
        return true;
    }

    /// <summary>A rank for each answer: its own, or the one that scores or choices make, where equal ones share a rank; null when nothing orders them all.</summary>
    public static int[]? Ranks(IReadOnlyList<Completion> answers)
    {
        var ranks = new int[answers.Count];
        for (var i = 0; i < ranks.Length; i++)
        {
            ranks[i] = 1;
            for (var j = 0; j < ranks.Length; j++)
            {
                if (Compare(answers[j], answers[i]) is not { } order)
                {
                    return null;
                }

                ranks[i] += order < 0 ? 1 : 0;
            }
        }

        for (var i = 0; i < ranks.Length; i++)
        {
            ranks[i] = answers[i].Rank ?? ranks[i];
        }

        return ranks;
    }

    /// <summary>A score as a number; null when it is none.</summary>
    public static double? Number(JsonValue score) =>
        score.Kind is JsonValueKind.Number or JsonValueKind.String
        && double.TryParse(score.Text.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number)
            ? number
            : null;

    /// <summary>Whether an answer is one message of the assistant that says no more than its text.</summary>
    public static bool IsText(Completion answer) => answer.Messages is [{ Role: Role.Assistant } message] && IsPlain(message);

    /// <summary>Whether a message says no more than its text.</summary>
    public static bool IsPlain(Message message) =>
        message is { ToolCalls.Count: 0, Parts.Count: 0, Metadata.Count: 0, Reasoning.IsAbsent: true, Name.IsAbsent: true, Weight.IsAbsent: true, Train: null, ToolCallId.IsAbsent: true };

    /// <summary>Rejects the example unless each answer is a text.</summary>
    public static bool AreTexts(RecordBuilder builder, Example example, string format)
    {
        foreach (var answer in example.Completions)
        {
            if (!IsText(answer))
            {
                builder.Reject("chosen", $"an answer is more than one text, which {format} cannot hold; write it as preference");
                return false;
            }
        }

        return true;
    }

    /// <summary>Keeps or loses what the answers say beyond their texts and what a reader of the format will see.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="answers">The answers of the example.</param>
    /// <param name="written">The same in the order in which they are written.</param>
    /// <param name="read">Each of them as the format's reader will make it, but for its messages.</param>
    public static void Keep(RecordBuilder builder, IReadOnlyList<Completion> answers, IReadOnlyList<Completion> written, IReadOnlyList<Completion> read)
    {
        if (!builder.Keeps)
        {
            for (var i = 0; i < written.Count; i++)
            {
                Lose(builder, written[i], read[i]);
            }

            return;
        }

        var differ = false;
        for (var i = 0; i < written.Count; i++)
        {
            differ |= !ReferenceEquals(answers[i], written[i]) || !IsSame(written[i], read[i]);
        }

        if (!differ)
        {
            return;
        }

        var comma = builder.CommaDue;
        var mark = builder.BeginKept();
        builder.StartArray();
        for (var i = 0; i < written.Count; i++)
        {
            builder.StartObject();
            if (!ReferenceEquals(answers[i], written[i]))
            {
                builder.Name("at"u8);
                builder.Number(answers.Index().First(answer => ReferenceEquals(answer.Item, written[i])).Index);
            }

            WriteDifference(builder, written[i], read[i]);
            builder.EndObject();
        }

        builder.EndArray();
        builder.EndKept(mark, "answers", comma);
    }

    /// <summary>Puts back what was kept; null when it does not fit the answers.</summary>
    public static IReadOnlyList<Completion>? Restore(IReadOnlyList<Completion> read, JsonValue kept)
    {
        var restored = new Completion[read.Count];
        var i = 0;
        foreach (var differences in kept.Items)
        {
            if (i >= read.Count || !differences.IsObject)
            {
                return null;
            }

            var at = i;
            if (!differences["at"].IsAbsent && !int.TryParse(differences["at"].Text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out at))
            {
                return null;
            }

            if (at >= restored.Length || restored[at] is not null)
            {
                return null;
            }

            restored[at] = Apply(read[i++], differences);
        }

        return i == read.Count ? restored : null;
    }

    private static Completion Apply(Completion answer, JsonValue differences)
    {
        var (chosen, rank, score, source, metadata) = (differences["chosen"], differences["rank"], differences["score"], differences["source"], differences["metadata"]);
        return new Completion(answer.Messages)
        {
            Chosen = chosen.IsAbsent ? answer.Chosen : chosen.Kind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null },
            Rank = rank.IsAbsent ? answer.Rank : int.TryParse(rank.Text.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            Score = score.IsAbsent ? answer.Score : score.Kind == JsonValueKind.Null ? default : score,
            Source = source.IsAbsent ? answer.Source : source.IsString ? source.Text : default,
            Metadata = metadata.IsAbsent ? answer.Metadata : new Metadata([.. metadata.Members]),
        };
    }

    private static bool IsSame(Completion first, Completion second) =>
        first.Chosen == second.Chosen && first.Rank == second.Rank && first.Score == second.Score && first.Source == second.Source && first.Metadata.SequenceEqual(second.Metadata);

    private static void Lose(RecordBuilder builder, Completion answer, Completion read)
    {
        if (!answer.Score.IsAbsent && read.Score.IsAbsent)
        {
            builder.LoseOnce("score");
        }

        if (!answer.Source.IsAbsent && read.Source.IsAbsent)
        {
            builder.LoseOnce("source");
        }

        if (read.Metadata.Count == 0)
        {
            foreach (var field in answer.Metadata)
            {
                builder.LoseOnce(field.Key.ToString());
            }
        }
    }

    private static void WriteDifference(RecordBuilder builder, Completion answer, Completion read)
    {
        if (answer.Chosen != read.Chosen)
        {
            builder.Name("chosen"u8);
            if (answer.Chosen is { } chosen)
            {
                builder.Bool(chosen);
            }
            else
            {
                builder.Value(default);
            }
        }

        if (answer.Rank != read.Rank)
        {
            builder.Name("rank"u8);
            if (answer.Rank is { } rank)
            {
                builder.Number(rank);
            }
            else
            {
                builder.Value(default);
            }
        }

        if (answer.Score != read.Score)
        {
            builder.Name("score"u8);
            builder.Value(answer.Score);
        }

        if (answer.Source != read.Source)
        {
            builder.Name("source"u8);
            builder.Quoted(answer.Source);
        }

        if (!answer.Metadata.SequenceEqual(read.Metadata))
        {
            builder.Name("metadata"u8);
            builder.StartObject();
            foreach (var field in answer.Metadata)
            {
                builder.Name(field.Key);
                builder.Value(field.Value);
            }

            builder.EndObject();
        }
    }
}
