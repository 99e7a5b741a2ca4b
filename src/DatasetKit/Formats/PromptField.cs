namespace DatasetKit.Formats;

/// <summary>A question in a field of its own: a text, or a list of messages where it is more than one.</summary>
internal static class PromptField
{
    /// <summary>Writes it as one text, with the place where the input begins among the extras.</summary>
    public static void WriteText(RecordBuilder builder, ReadOnlySpan<byte> name, Example example, SingleTurn turn)
    {
        if (example.Kind == ExampleKind.Instruct)
        {
            builder.UserText(name, example);
            builder.InputBoundary(example);
        }
        else
        {
            builder.Property(name, turn.Instruction);
        }
    }

    /// <summary>Writes it as a list of messages, the system prompt first.</summary>
    public static void WriteList(RecordBuilder builder, ReadOnlySpan<byte> name, Example example)
    {
        builder.Name(name);
        builder.StartArray();
        WriteMessages(builder, example, keep: true);
        builder.EndArray();
    }

    /// <summary>Writes the messages of a question into an open list.</summary>
    /// <param name="builder">Inside the list.</param>
    /// <param name="example">The example.</param>
    /// <param name="keep">Whether what the messages say beyond the list is kept; not where they are written a second time.</param>
    public static void WriteMessages(RecordBuilder builder, Example example, bool keep)
    {
        var turn = 0;
        if (!example.System.IsEmpty)
        {
            turn++;
            builder.StartObject();
            builder.Property("role"u8, "system"u8);
            builder.Property("content"u8, example.System);
            builder.EndObject();
        }

        if (keep)
        {
            if (example.System.IsEmpty)
            {
                builder.Note("system", example.System);
            }
            else
            {
                builder.Note("system_apart");
            }
        }

        foreach (var message in example.Kind == ExampleKind.Chat ? example.OwnMessages : example.History)
        {
            OpenAIMessages.Write(builder, turn++, message, null, trainIsHeld: false);
        }

        if (example.Kind == ExampleKind.Instruct)
        {
            OpenAIMessages.Write(builder, turn, new Message(Role.User, example.UserText), null, trainIsHeld: false);
            if (keep)
            {
                builder.InputBoundary(example);
            }
        }
    }
}
