namespace DatasetKit.Formats;

/// <summary>
/// OpenAssistant's conversation trees: <c>message_tree_id</c> and <c>prompt</c>, a message with <c>replies</c>. Each path that ends with an answer is an example;
/// allenai/open-instruct, scripts/data/sft_v1_v2/reformat_datasets.py, convert_oasst1_data.
/// </summary>
/// <param name="topReplies">How many replies to a message are followed, those of the highest quality first; null for all, in their order.</param>
internal sealed class OasstFormat(int? topReplies) : JoiningFormat
{
    private static readonly string[] TreeFields = ["tree_state"];

    public override string Name => "oasst";

    public override string Description => "message_tree_id, prompt with replies: a tree, each path to an answer an example (OpenAssistant)";

    public override bool Matches(Record record) => record.Peek("prompt") is { IsObject: true } prompt && (record.Has("message_tree_id") || prompt["replies"].IsArray);

    public override IEnumerable<Example?> ReadMany(Record record)
    {
        var root = record.Take("prompt");
        var isNumber = record.Peek("message_tree_id").Kind == System.Text.Json.JsonValueKind.Number;
        var tree = new Example { IdIsNumber = isNumber, Id = record.TakeId("message_tree_id"), Source = record.Location };
        if (!root.IsObject)
        {
            record.Reject(StructureDiagnostics.MalformedField, "/prompt", $"{Record.Describe(root)} where the first message of a tree is expected; name the format with --from");
        }

        if (CommonFields.Finish(record, tree, out var kept) is not { } finished)
        {
            yield return null;
            yield break;
        }

        foreach (var path in new OasstPaths(record, topReplies).From(root, "/prompt"))
        {
            var example = path is null ? null : new Example(finished) { OwnMessages = path };
            yield return example is null || kept.IsAbsent ? example : Extras.Restore(example, kept);
        }
    }

    public override void Open(RecordBuilder builder, Example example)
    {
        // What a tree says of a message is written with it; only the rest of its fields is extra.
        var plain = example.Kind == ExampleKind.Chat && example.OwnMessages.Any(message => message.Metadata.Count > 0) ? new Example(example) { OwnMessages = [.. example.OwnMessages.Select(OasstNode.WithoutOwnFields)] } : example;
        if (!SingleTurn.TryTake(builder, plain, Name, out var turn))
        {
            return;
        }

        if (turn.Output.IsAbsent)
        {
            builder.Reject("prompt", "the last question has no answer, and a path of a tree that ends with a question is no example");
        }

        builder.Id("message_tree_id"u8, example);
        builder.Fields(example.Metadata, TreeFields);
        builder.Extra("category", example.Category);
        CommonFields.ExtraSystem(builder, turn.System);
        builder.Extra("tools", example.Tools);
        if (example.Kind == ExampleKind.Instruct)
        {
            builder.InputBoundary(example);
        }

        var path = PathOf(example);
        builder.Name("prompt"u8);
        for (var i = 0; i < path.Count; i++)
        {
            OasstNode.Open(builder, path[i]);
        }
    }

    public override void Next(RecordBuilder builder, Example previous, Example example)
    {
        var common = Common(previous, example);
        for (var i = previous.OwnMessages.Count; i > common; i--)
        {
            OasstNode.Close(builder);
        }

        for (var i = common; i < example.OwnMessages.Count; i++)
        {
            OasstNode.Open(builder, example.OwnMessages[i]);
        }
    }

    public override void Close(RecordBuilder builder, Example last)
    {
        var depth = last.Kind == ExampleKind.Chat ? last.OwnMessages.Count - (last.OwnMessages is [{ Role: Role.System }, ..] ? 1 : 0) : last.History.Count + 2;
        for (var i = 0; i < depth; i++)
        {
            OasstNode.Close(builder);
        }
    }

    public override bool Joins(Example previous, Example next) =>
        base.Joins(previous, next) && IsPlain(previous) && IsPlain(next) && previous.Id == next.Id && previous.Category == next.Category && TaskParts.AreSame(previous, next)
        && Common(previous, next) is > 0 and var common && common < previous.OwnMessages.Count && common < next.OwnMessages.Count;

    private static IReadOnlyList<Message> PathOf(Example example) => example.Kind != ExampleKind.Chat
        ? [.. example.History, new Message(Role.User, example.UserText), new Message(Role.Assistant, example.Output)]
        : example.OwnMessages is [{ Role: Role.System }, ..] ? [.. example.OwnMessages.Skip(1)] : example.OwnMessages;

    private static bool IsPlain(Example example) =>
        example is { Kind: ExampleKind.Chat, Completions.Count: 0, Media.Count: 0, System.IsAbsent: true, Tools.IsAbsent: true } && example.OwnMessages.All(OasstNode.IsPlain);

    /// <summary>How many messages two paths share from the root on.</summary>
    private static int Common(Example first, Example second)
    {
        var (one, other) = (first.OwnMessages, second.OwnMessages);
        var i = 0;
        while (i < one.Count && i < other.Count && OasstNode.IsSame(one[i], other[i]))
        {
            i++;
        }

        return i;
    }
}
