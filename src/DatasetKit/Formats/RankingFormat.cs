using System.Globalization;
using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>
/// InstructGPT's rankings: <c>prompt</c>, <c>responses</c>, <c>ranks</c> (1 is the best, equal ranks are ties) and <c>labels</c>, an object for each
/// response, of which <c>score</c> and <c>source</c> have a place in the neutral record (arXiv 2203.02155, appendix B).
/// </summary>
internal sealed class RankingFormat : RecordFormat
{
    private static readonly string[] Own = ["group_id", "prompt_id", "user_id", "labeler_id", "use_case", "source"];

    public override string Name => "ranking";

    public override string Description => "prompt, responses, ranks, labels (InstructGPT rankings; equal ranks are ties)";

    public override bool Matches(Record record) => record.Has("prompt", "responses") && record.Peek("responses").IsArray && (record.Has("ranks") || record.Has("labels"));

    public override Example? Read(Record record)
    {
        if (!record.Has("responses"))
        {
            return record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"responses\"; name the format with --from");
        }

        var (texts, ranks, labels) = (record.Take("responses"), record.Take("ranks"), record.Take("labels"));
        if (!Fits(record, texts, texts, "responses") || !Fits(record, ranks, texts, "ranks") || !Fits(record, labels, texts, "labels"))
        {
            return null;
        }

        Completion[] answers = [.. texts.Elements.Index().Select(text => ReadAnswer(record, text.Index, text.Item, ranks, labels))];
        return CommonFields.Finish(record, new Example
        {
            Instruction = record.TakeText("prompt"),
            Completions = answers,
            Source = record.Location,
        });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (!Question.IsAsked(builder, example, Name) || !Question.IsText(builder, example, Name) || !Answers.AreTexts(builder, example, Name))
        {
            return;
        }

        var answers = example.Completions;
        if (answers.Count < 2 || Answers.Ranks(answers) is not { } ranks)
        {
            builder.Reject("ranks", answers.Count < 2 ? $"ranking compares answers, and the example has {answers.Count}" : "nothing orders all the answers: no ranks, no scores, no choice");
            return;
        }

        Question.WriteText(builder, "prompt"u8, example);
        builder.Name("responses"u8);
        builder.StartArray();
        foreach (var answer in answers)
        {
            builder.Quoted(answer.Messages[0].Content);
        }

        builder.EndArray();
        builder.Name("ranks"u8);
        builder.StartArray();
        foreach (var rank in ranks)
        {
            builder.Number(rank);
        }

        builder.EndArray();
        WriteLabels(builder, answers);
        Answers.Keep(builder, answers, answers, [.. answers.Select((answer, i) => new Completion(answer.Messages) { Rank = ranks[i], Score = answer.Score, Source = answer.Source, Metadata = answer.Metadata })]);
        builder.Fields(example.Metadata, Own);
        builder.ExtraId(example);
        builder.Extra("category", example.Category);
        CommonFields.ExtraSystem(builder, example.System);
        builder.Extra("tools", example.Tools);
    }

    private static Completion ReadAnswer(Record record, int number, JsonValue text, JsonValue ranks, JsonValue labels)
    {
        int? rank = null;
        if (!ranks.IsAbsent)
        {
            var value = ranks.Elements.ElementAt(number);
            if (int.TryParse(value.Text.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && value.Kind == JsonValueKind.Number)
            {
                rank = whole;
            }
            else
            {
                record.Reject(StructureDiagnostics.WrongType, $"/ranks/{number}", $"{Record.Describe(value)} where a whole number is expected");
            }
        }

        if (!text.IsText())
        {
            CommonFields.RejectType(record, $"/responses/{number}", text);
        }

        var label = labels.IsAbsent ? default : labels.Elements.ElementAt(number);
        if (!label.IsAbsent && !label.IsObject)
        {
            record.Reject(StructureDiagnostics.MalformedField, $"/labels/{number}", $"{Record.Describe(label)} where an object of labels is expected");
        }

        var hasSource = label["source"].IsString;
        return new Completion([new Message(Role.Assistant, text.Text)])
        {
            Rank = rank,
            Score = label["score"],
            Source = hasSource ? label["source"].Text : default,
            Metadata = hasSource ? CommonFields.RestOf(label, "score", "source") : CommonFields.RestOf(label, "score"),
        };
    }

    private static bool Fits(Record record, JsonValue list, JsonValue texts, string name)
    {
        if (list.IsAbsent && name != "responses")
        {
            return true;
        }

        if (!list.IsArray || list.Elements.Count() != texts.Elements.Count())
        {
            record.Reject(StructureDiagnostics.MalformedField, "/" + name, $"{Record.Describe(list)} where a list of {(texts.IsArray ? texts.Elements.Count() : "texts")} is expected, one for each response");
            return false;
        }

        return true;
    }

    private static void WriteLabels(RecordBuilder builder, IReadOnlyList<Completion> answers)
    {
        if (answers.All(answer => answer is { Score.IsAbsent: true, Source.IsAbsent: true, Metadata.Count: 0 }))
        {
            return;
        }

        builder.Name("labels"u8);
        builder.StartArray();
        foreach (var answer in answers)
        {
            builder.StartObject();
            builder.Property("score"u8, answer.Score);
            builder.Property("source"u8, answer.Source);
            foreach (var field in answer.Metadata)
            {
                builder.Name(field.Key);
                builder.Value(field.Value);
            }

            builder.EndObject();
        }

        builder.EndArray();
    }
}
