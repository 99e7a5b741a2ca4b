namespace DatasetKit.Formats;

/// <summary>
/// <c>prompt</c> and <c>completion</c>: two texts (OpenAI's legacy format, P3, Bedrock), or two lists of messages (TRL).
/// What stands in the completion is trained, what stands in the prompt is not. An <c>&lt;|endoftext|&gt;</c> at the end of a completion is
/// no part of the answer: it is put back where the record is written so again.
/// </summary>
internal sealed class PromptCompletionFormat : RecordFormat
{
    private const string EndShape = "prompt-completion:end";

    /// <summary>What ends a completion in P3's files and in Self-Instruct's: the template's business, not the answer's (yizhongw/self-instruct:data/finetuning).</summary>
    private static ReadOnlySpan<byte> EndOfText => "<|endoftext|>"u8;

    public override string Name => "prompt-completion";

    public override string Description => "prompt, completion: two texts, or two lists of messages (TRL)";

    public override bool Matches(Record record) => record.Has("prompt", "completion");

    public override Example? Read(Record record)
    {
        if (!record.Has("prompt") && !record.Has("completion"))
        {
            return record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"prompt\" and no field \"completion\"; name the format with --from, or map the fields with --map");
        }

        if (record.Peek("prompt").IsArray || record.Peek("completion").IsArray)
        {
            return ReadLists(record);
        }

        var completion = record.TakeText("completion");
        var isEnded = completion.HasValue && completion.Bytes.EndsWith(EndOfText);
        return CommonFields.Finish(record, new Example
        {
            Instruction = record.TakeText("prompt"),
            Output = isEnded ? completion.Slice(0, completion.Bytes.Length - EndOfText.Length) : completion,
            Shape = isEnded ? EndShape : null,
            Tools = CommonFields.TakeTools(record),
            Source = record.Location,
        });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (example.Kind == ExampleKind.Chat && CompletionStart(example.OwnMessages) is > 0 and var start)
        {
            CommonFields.RejectCompletions(builder, example, Name);
            CommonFields.RejectMedia(builder, example, Name);
            WriteLists(builder, example, start);
        }
        else if (SingleTurn.TryTake(builder, example, Name, out var turn))
        {
            if (turn.Instruction.IsAbsent && turn.Output.IsAbsent && turn.Input.IsEmpty)
            {
                builder.Reject("prompt", "the example has neither a question nor an answer");
            }

            if (example.Kind == ExampleKind.Instruct)
            {
                builder.UserText("prompt"u8, example);
                builder.InputBoundary(example);
            }
            else
            {
                builder.Property("prompt"u8, turn.Instruction);
            }

            if (Shape.Is(example, EndShape) && turn.Output.HasValue)
            {
                builder.Joined("completion"u8, turn.Output, EndOfText, Text.Empty);
            }
            else
            {
                builder.Property("completion"u8, turn.Output);
            }

            CommonFields.ExtraSystem(builder, turn.System);
            turn.KeepHistory(builder);
        }

        builder.Property("tools"u8, example.Tools);
        builder.ExtraId(example);
        builder.Extra("category", example.Category);
        builder.Extra(example.Metadata);
    }

    private static Example? ReadLists(Record record)
    {
        if (Read(record, "prompt", Role.User, train: false) is not { } prompt || Read(record, "completion", Role.Assistant, train: true) is not { } completion)
        {
            return null;
        }

        return CommonFields.Finish(record, new Example
        {
            OwnMessages = [.. prompt, .. completion],
            Tools = CommonFields.TakeTools(record),
            Source = record.Location,
        });
    }

    private static List<Message>? Read(Record record, string name, Role role, bool train)
    {
        var value = record.Take(name);
        var messages = value.IsString ? [new Message(role, value.Text)] : OpenAIMessages.ReadList(record, value, "/" + name);
        return messages?.ConvertAll(message => new Message(message) { Train = train });
    }

    /// <summary>Where the completion starts: all messages before are marked as not trained, all from there on as trained; -1 when they are not marked so.</summary>
    private static int CompletionStart(IReadOnlyList<Message> messages)
    {
        var start = 0;
        while (start < messages.Count && messages[start].Train == false)
        {
            start++;
        }

        for (var i = start; i < messages.Count; i++)
        {
            if (messages[i].Train != true)
            {
                return -1;
            }
        }

        return start < messages.Count ? start : -1;
    }

    private static void WriteLists(RecordBuilder builder, Example example, int start)
    {
        var turn = 0;
        builder.Name("prompt"u8);
        builder.StartArray();
        if (!example.System.IsEmpty)
        {
            builder.Note("system_apart");
            OpenAIMessages.Write(builder, turn++, new Message(Role.System, example.System), null, trainIsHeld: true);
        }
        else
        {
            builder.Note("system", example.System);
        }

        for (var i = 0; i < example.OwnMessages.Count; i++)
        {
            if (i == start)
            {
                builder.EndArray();
                builder.Name("completion"u8);
                builder.StartArray();
            }

            OpenAIMessages.Write(builder, turn++, example.OwnMessages[i], null, trainIsHeld: true);
        }

        builder.EndArray();
    }
}
