using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>
/// GPT-4-LLM's comparison data: <c>user_input</c> with <c>completion_a</c>, the better, and <c>completion_b</c> (v1), or with
/// <c>responses_and_scores</c> of <c>response</c>, <c>source</c>, <c>score</c> (v2); Instruction-Tuning-with-GPT-4/GPT-4-LLM:README.md.
/// </summary>
internal sealed class Gpt4LlmFormat : RecordFormat
{
    private const string ScoresShape = "gpt4-llm:scores";

    public override string Name => "gpt4-llm";

    public override string Description => "user_input with completion_a and completion_b, or responses_and_scores (GPT-4-LLM comparison v1, v2)";

    public override bool Matches(Record record) => record.Has("user_input") && (record.Has("completion_a", "completion_b") || record.Has("responses_and_scores"));

    public override Example? Read(Record record)
    {
        if (!record.Has("user_input"))
        {
            return record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"user_input\"; name the format with --from");
        }

        var question = record.TakeText("user_input");
        var isScored = record.Has("responses_and_scores");
        List<Completion> answers = isScored ? ReadScored(record) : [Answer(record, "completion_a", true), Answer(record, "completion_b", false)];
        return CommonFields.Finish(record, new Example
        {
            Instruction = question,
            Completions = answers,
            Source = record.Location,
            Shape = isScored && IsBarePair(answers) ? ScoresShape : null,
        });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (!Question.IsAsked(builder, example, Name) || !Question.IsText(builder, example, Name) || !Answers.AreTexts(builder, example, Name))
        {
            return;
        }

        if (example.Kind == ExampleKind.Instruct && example.Instruction.IsAbsent && example.Input.IsEmpty)
        {
            builder.Reject("user_input", "the example has no question");
            return;
        }

        if (IsBarePair(example.Completions) && !Shape.Is(example, ScoresShape) && Answers.Compare(example.Completions[0], example.Completions[1]) is not (null or 0))
        {
            Answers.TryPair(builder, example, Name, out var better, out var worse);
            Question.WriteText(builder, "user_input"u8, example);
            builder.Property("completion_a"u8, better.Messages[0].Content);
            builder.Property("completion_b"u8, worse.Messages[0].Content);
            Answers.Keep(builder, example.Completions, [better, worse], [new Completion(better.Messages) { Chosen = true }, new Completion(worse.Messages) { Chosen = false }]);
        }
        else if (!TryWriteScored(builder, example))
        {
            return;
        }

        builder.Extra(example.Metadata);
        builder.ExtraId(example);
        builder.Extra("category", example.Category);
        CommonFields.ExtraSystem(builder, example.System);
        builder.Extra("tools", example.Tools);
    }

    private static bool IsBarePair(IReadOnlyList<Completion> answers) =>
        answers.Count == 2 && answers.All(answer => answer is { Score.IsAbsent: true, Source.IsAbsent: true, Metadata.Count: 0 });

    private static Completion Answer(Record record, string name, bool chosen) => new([new Message(Role.Assistant, record.TakeText(name))]) { Chosen = chosen };

    private static List<Completion> ReadScored(Record record)
    {
        var list = record.Take("responses_and_scores");
        var answers = new List<Completion>();
        if (!list.IsArray)
        {
            record.Reject(StructureDiagnostics.MalformedField, "/responses_and_scores", $"{Record.Describe(list)} where a list of answers is expected, each with response, source and score");
        }

        foreach (var value in list.Items)
        {
            var pointer = $"/responses_and_scores/{answers.Count}";
            if (!value.IsObject)
            {
                record.Reject(StructureDiagnostics.MalformedField, pointer, $"{Record.Describe(value)} where an answer with response, source and score is expected");
            }
            else if (!value["response"].IsText())
            {
                CommonFields.RejectType(record, pointer + "/response", value["response"]);
            }

            var hasSource = value["source"].IsString;
            answers.Add(new Completion([new Message(Role.Assistant, value["response"].Text)])
            {
                Score = value["score"],
                Source = hasSource ? value["source"].Text : default,
                Metadata = hasSource ? CommonFields.RestOf(value, "response", "score", "source") : CommonFields.RestOf(value, "response", "score"),
            });
        }

        return answers;
    }

    private static bool TryWriteScored(RecordBuilder builder, Example example)
    {
        var answers = example.Completions;
        var made = Made(answers);
        if (answers.Count == 0 || (made is null && answers.Any(answer => answer.Score.IsAbsent && (answer.Chosen is not null || answer.Rank is not null))))
        {
            builder.Reject("responses_and_scores", answers.Count == 0 ? "the example has no answers to be compared" : "the answers are labelled or ranked, and no score follows from that");
            return false;
        }

        Question.WriteText(builder, "user_input"u8, example);
        builder.Name("responses_and_scores"u8);
        builder.StartArray();
        var read = new List<Completion>();
        for (var i = 0; i < answers.Count; i++)
        {
            var score = made is null || !answers[i].Score.IsAbsent ? answers[i].Score : JsonValue.Parse(made[i].ToString(System.Globalization.CultureInfo.InvariantCulture));
            builder.StartObject();
            builder.Property("response"u8, answers[i].Messages[0].Content);
            builder.Property("source"u8, answers[i].Source);
            builder.Property("score"u8, score);
            foreach (var field in answers[i].Metadata)
            {
                builder.Name(field.Key);
                builder.Value(field.Value);
            }

            builder.EndObject();
            read.Add(new Completion(answers[i].Messages) { Score = score, Source = answers[i].Source, Metadata = answers[i].Metadata });
        }

        builder.EndArray();
        Answers.Keep(builder, answers, answers, read);
        return true;
    }

    /// <summary>Scores that say what ranks or choices say: the worst has 1, each better rank one more. Null where the scores stand, or nothing orders the answers.</summary>
    private static int[]? Made(IReadOnlyList<Completion> answers)
    {
        if (answers.Any(answer => !answer.Score.IsAbsent) || Answers.Ranks(answers) is not { } ranks || ranks.Length < 2)
        {
            return null;
        }

        var worst = ranks.Max();
        return [.. ranks.Select(rank => worst - rank + 1)];
    }
}
