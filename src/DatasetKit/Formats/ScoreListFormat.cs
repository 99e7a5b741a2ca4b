using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>
/// Scores by model without the answers they are of: <c>{"gpt4": [9.0, …], "icm-1.3b": […]}</c>, as in GPT-4-LLM's
/// <c>plots/data/cmp_data_scores.json</c>. The lists have different lengths and so cannot be laid side by side: each score is an example of its own.
/// </summary>
internal sealed class ScoreListFormat : JoiningFormat
{
    public override string Name => "score-list";

    public override string Description => "lists of scores by model, without answers (GPT-4-LLM)";

    public override ExamplePurpose Purpose => ExamplePurpose.Scores;

    public override bool Matches(Record record)
    {
        var fields = 0;
        foreach (var (_, value) in record.Value.Members)
        {
            if (!value.IsArray || value.Elements.FirstOrDefault().Kind != JsonValueKind.Number)
            {
                return false;
            }

            fields++;
        }

        return fields > 0;
    }

    public override IEnumerable<Example?> ReadMany(Record record)
    {
        foreach (var (model, scores) in record.Rest())
        {
            if (!scores.IsArray)
            {
                yield return record.Reject(StructureDiagnostics.MalformedField, "/" + model, $"{Record.Describe(scores)} where a list of scores is expected");
                continue;
            }

            var number = 0;
            foreach (var score in scores.Items)
            {
                record.Part(score);
                yield return score.Kind == JsonValueKind.Number
                    ? new Example { Completions = [new Completion([]) { Source = model, Score = score }], Source = record.Location }
                    : record.Reject(StructureDiagnostics.WrongType, $"/{model}/{number}", $"{Record.Describe(score)} where a score is expected");
                number++;
            }
        }
    }

    public override void Open(RecordBuilder builder, Example example)
    {
        if (example.Completions is not [{ Messages.Count: 0, Source.HasValue: true } answer] || !example.Instruction.IsAbsent || !example.Output.IsAbsent || example.Kind != ExampleKind.Instruct)
        {
            builder.Reject("responses_and_scores", "score-list holds scores without texts; write the example as gpt4-llm");
            return;
        }

        Begin(builder, answer);
        Answers.Keep(builder, example.Completions, example.Completions, [new Completion([]) { Source = answer.Source, Score = answer.Score }]);
        builder.Extra(example.Metadata);
        builder.ExtraId(example);
        builder.Extra("category", example.Category);
        CommonFields.ExtraSystem(builder, example.System);
        builder.Extra("tools", example.Tools);
    }

    public override void Next(RecordBuilder builder, Example previous, Example example)
    {
        var answer = example.Completions[0];
        if (previous.Completions[0].Source == answer.Source)
        {
            builder.Value(answer.Score);
            return;
        }

        builder.EndArray();
        Begin(builder, answer);
    }

    public override void Close(RecordBuilder builder, Example last) => builder.EndArray();

    public override bool Joins(Example previous, Example next) =>
        base.Joins(previous, next) && next.Completions is [{ Messages.Count: 0, Source.HasValue: true }] && next is { Instruction.IsAbsent: true, Metadata.Count: 0 };

    private static void Begin(RecordBuilder builder, Completion answer)
    {
        builder.Name(answer.Source);
        builder.StartArray();
        builder.Value(answer.Score);
    }
}
