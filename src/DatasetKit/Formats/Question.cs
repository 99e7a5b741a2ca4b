namespace DatasetKit.Formats;

/// <summary>The question whose answers are compared, for formats that hold it as one text or as a list of messages.</summary>
internal static class Question
{
    /// <summary>Whether an example is a question without an answer of its own; rejects it otherwise.</summary>
    public static bool IsAsked(RecordBuilder builder, Example example, string format)
    {
        CommonFields.RejectMedia(builder, example, format);
        if (example.Kind == ExampleKind.PlainText)
        {
            builder.Reject(null, "a plain text has no turns; name its parts with --map");
        }
        else if (!example.Output.IsAbsent || example.OwnMessages is [.., { Role: Role.Assistant }])
        {
            builder.Reject("output", $"the example has an answer beside those to be compared, and {format} holds only these");
        }

        return builder.Rejection is null;
    }

    /// <summary>Whether it can stand as one text: a single turn, or a single message of the user that says no more than its text.</summary>
    public static bool IsText(Example example) => example.Kind == ExampleKind.Instruct
        ? example.History.Count == 0
        : example.OwnMessages is [{ Role: Role.User } message] && Answers.IsPlain(message);

    /// <summary>Rejects the example unless it can stand as one text.</summary>
    public static bool IsText(RecordBuilder builder, Example example, string format)
    {
        if (!IsText(example))
        {
            builder.Reject("messages", $"the question is more than one text, which {format} cannot hold; write it as preference");
        }

        return builder.Rejection is null;
    }

    /// <summary>Writes it as one text.</summary>
    public static void WriteText(RecordBuilder builder, ReadOnlySpan<byte> name, Example example)
    {
        if (example.Kind == ExampleKind.Instruct)
        {
            builder.UserText(name, example);
            builder.InputBoundary(example);
        }
        else
        {
            builder.Property(name, example.OwnMessages[0].Content);
        }
    }

    /// <summary>Writes an answer as messages; what a message says beyond what they hold is lost.</summary>
    public static void WriteAnswer(RecordBuilder builder, Completion answer)
    {
        foreach (var message in answer.Messages)
        {
            foreach (var field in message.Metadata)
            {
                builder.LoseOnce(field.Key.ToString());
            }

            if (!message.Weight.IsAbsent || message.Train is not null)
            {
                builder.LoseOnce("weight");
            }

            OpenAIMessages.Write(builder, 0, new Message(message) { Metadata = Metadata.None, Weight = default, Train = null }, null, trainIsHeld: true);
        }
    }

    /// <summary>What both lists begin with, in role and text; at least one message of each is an answer.</summary>
    public static int CommonPrefix(List<Message> first, List<Message> second)
    {
        var length = 0;
        while (length < first.Count - 1 && length < second.Count - 1 && first[length].Role == second[length].Role && first[length].Content == second[length].Content)
        {
            length++;
        }

        return length;
    }
}
