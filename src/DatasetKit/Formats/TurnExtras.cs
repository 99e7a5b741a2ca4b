using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>What a message says beyond role and text, for formats whose turns hold no more than these.</summary>
internal static class TurnExtras
{
    /// <summary>Keeps or loses it; reasoning is trained, so losing it rejects the record.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="turn">The message's place among those the target's reader will make.</param>
    /// <param name="message">The message.</param>
    /// <param name="weights">Whether the format's turns hold <c>weight</c> and <c>train</c>.</param>
    /// <param name="format">The format's name.</param>
    public static void Write(RecordBuilder builder, int turn, Message message, bool weights, string format)
    {
        builder.TurnText(turn, "name", "name", message.Name);
        builder.TurnText(turn, null, "role", message.WireRole);
        WriteReasoning(builder, turn, message, format);
        builder.TurnText(turn, "tool_call_id", "tool_call_id", message.ToolCallId);
        if (!weights)
        {
            builder.TurnValue(turn, "weight", "weight", message.Weight);
            if (message.Train is { } train && message.Train != Implied(message.Weight))
            {
                // Training the assistant and nobody else is what these formats mean anyway.
                builder.TurnFlag(turn, train == (message.Role == Role.Assistant) ? null : "train", "train", train);
            }
        }

        WriteParts(builder, turn, message, format);
        builder.TurnFields(turn, message.Metadata);
    }

    /// <summary>What a weight says of training by itself.</summary>
    public static bool? Implied(JsonValue weight) => weight.Kind switch
    {
        JsonValueKind.Number when weight.Text.ToString() is "0" or "0.0" => false,
        JsonValueKind.Number when weight.Text.ToString() is "1" or "1.0" => true,
        _ => null,
    };

    private static void WriteReasoning(RecordBuilder builder, int turn, Message message, string format)
    {
        if (!message.Reasoning.IsEmpty && !builder.Keeps)
        {
            builder.Reject("reasoning_content", $"a message has reasoning, which {format} has no field for; keep it aside with --extra keep, or convert to openai");
        }

        builder.TurnText(turn, null, "reasoning_content", message.Reasoning);
    }

    private static void WriteParts(RecordBuilder builder, int turn, Message message, string format)
    {
        if (message.Parts.Count == 0)
        {
            return;
        }

        var plain = message.Parts.Count == 1;
        foreach (var part in message.Parts)
        {
            if (part.Media is not null)
            {
                builder.Reject("content", $"a message holds media, which {format} cannot hold");
                return;
            }

            plain &= part.Metadata.Count == 0;
        }

        if (builder.InTurn(turn, plain ? null : "content", "content"))
        {
            var comma = builder.CommaDue;
            var mark = builder.BeginKept();
            OpenAIMessages.WriteParts(builder, message);
            builder.EndTurnKept(mark, comma);
        }
    }
}
