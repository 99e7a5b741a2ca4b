using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>
/// The instances that people compared for Tülu: <c>id</c>, <c>prompt</c> and <c>completions</c> of <c>model</c> and <c>completion</c>
/// (allenai/open-instruct, human_eval/data/eval_instances_tulu_1.jsonl). Nobody says here which is better.
/// </summary>
internal sealed class TuluEvalFormat : RecordFormat
{
    public override string Name => "tulu-eval";

    public override string Description => "id, prompt, completions of model and completion (Tülu's human evaluation)";

    public override bool Matches(Record record)
    {
        foreach (var first in record.Peek("completions").Items)
        {
            return record.Has("prompt") && !first["completion"].IsAbsent && !first["model"].IsAbsent;
        }

        return false;
    }

    public override Example? Read(Record record)
    {
        var list = record.Take("completions");
        if (!list.IsArray)
        {
            return record.Reject(StructureDiagnostics.MalformedField, "/completions", $"{Record.Describe(list)} where a list of completions is expected; name the format with --from");
        }

        var completions = new List<Completion>();
        foreach (var value in list.Items)
        {
            var pointer = $"/completions/{completions.Count}";
            if (!value.IsObject)
            {
                return record.Reject(StructureDiagnostics.MalformedField, pointer, $"{Record.Describe(value)} where a model and its completion are expected");
            }

            if (!value["completion"].IsText() || !value["model"].IsText())
            {
                var wrong = value["completion"].IsText() ? "model" : "completion";
                CommonFields.RejectType(record, $"{pointer}/{wrong}", value[wrong]);
                return null;
            }

            completions.Add(new Completion([new Message(Role.Assistant, value["completion"].Text)])
            {
                Source = value["model"].Text,
                Metadata = CommonFields.RestOf(value, "model", "completion"),
            });
        }

        return CommonFields.Finish(record, new Example { Instruction = record.TakeText("prompt"), Completions = completions, Source = record.Location });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        CommonFields.RejectMedia(builder, example, Name);
        if (example is not { Kind: ExampleKind.Instruct, History.Count: 0, Output.IsAbsent: true, Completions.Count: > 0 } || !example.Completions.All(IsNeutral))
        {
            builder.Reject("completions", "tulu-eval holds one question and answers that nobody has compared yet, each one text; convert to sharegpt or openai");
            return;
        }

        builder.Id("id"u8, example);
        builder.UserText("prompt"u8, example);
        builder.Name("completions"u8);
        builder.StartArray();
        foreach (var completion in example.Completions)
        {
            builder.StartObject();
            builder.Property("model"u8, completion.Source);
            builder.Property("completion"u8, completion.Messages[0].Content);
            foreach (var (key, value) in completion.Metadata)
            {
                builder.Name(key);
                builder.Value(value);
            }

            builder.EndObject();
        }

        builder.EndArray();
        builder.InputBoundary(example);
        CommonFields.ExtraSystem(builder, example.System);
        builder.Extra("category", example.Category);
        builder.Extra("tools", example.Tools);
        builder.Extra(example.Metadata);
    }

    private static bool IsNeutral(Completion completion) =>
        completion is { Chosen: null, Rank: null, Score.Kind: JsonValueKind.Undefined, Messages: [{ Role: Role.Assistant, ToolCalls.Count: 0, Parts.Count: 0, Reasoning.IsAbsent: true }] };
}
