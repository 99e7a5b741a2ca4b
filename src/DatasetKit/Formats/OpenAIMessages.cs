using DatasetKit.Internals;

namespace DatasetKit.Formats;

/// <summary>OpenAI's messages: written for the chat format and wherever else messages stand in lists.</summary>
internal static partial class OpenAIMessages
{
    private const string CallIdPrefix = "call_";

    /// <summary>Writes one message.</summary>
    /// <param name="builder">Inside an array.</param>
    /// <param name="turn">The message's place in the list.</param>
    /// <param name="message">The message.</param>
    /// <param name="ids">Makes the ids of calls that have none; null leaves them out.</param>
    /// <param name="trainIsHeld">Whether the format says by itself what is trained.</param>
    /// <param name="dialect">What the messages hold beyond OpenAI's own; null for nothing.</param>
    public static void Write(RecordBuilder builder, int turn, Message message, CallIds? ids, bool trainIsHeld, MessageDialect? dialect = null)
    {
        dialect ??= MessageDialect.OpenAI;
        builder.StartObject();
        if (message.WireRole.HasValue && dialect.HasRole(message.WireRole))
        {
            builder.Property("role"u8, message.WireRole);
        }
        else
        {
            builder.Property("role"u8, RoleNames.OpenAI(message.Role));
            builder.TurnText(turn, null, "role", message.WireRole);
        }

        if (message.Parts.Count > 0)
        {
            builder.Name("content"u8);
            WriteParts(builder, message);
        }
        else
        {
            builder.Property("content"u8, message.Content);
        }

        builder.Property("reasoning_content"u8, message.Reasoning);
        if (message.ToolCalls.Count > 0)
        {
            builder.Name("tool_calls"u8);
            WriteCalls(builder, message, ids);
            if (builder.Keeps && message.CallText.HasValue && CallText.Write(message.ToolCalls) != message.CallText)
            {
                builder.TurnText(turn, null, "value", message.CallText);
            }
        }

        builder.Property("tool_call_id"u8, message.Role == Role.Tool && ids is not null ? ids.ForResult() : message.ToolCallId);
        builder.Property("name"u8, message.Name);
        WriteWeight(builder, turn, message, trainIsHeld);
        builder.OwnFields(message.Metadata, dialect.Held);
        builder.EndObject();
        builder.TurnFields(turn, message.Metadata, dialect.Held);
    }

    /// <summary>Writes content that is a list, each medium as it stood.</summary>
    public static void WriteParts(RecordBuilder builder, Message message)
    {
        builder.StartArray();
        foreach (var part in message.Parts)
        {
            if (part.Media is { } media)
            {
                if (media.Source.IsAbsent)
                {
                    builder.Reject("content", "a medium that was not read from an openai message; multimodal formats come later");
                }

                builder.Value(media.Source);
                continue;
            }

            builder.StartObject();
            builder.Property("type"u8, "text"u8);
            builder.Property("text"u8, part.Text);
            foreach (var field in part.Metadata)
            {
                builder.Name(field.Key);
                builder.Value(field.Value);
            }

            builder.EndObject();
        }

        builder.EndArray();
    }

    /// <summary>Writes the calls of a message. Arguments keep their shape, text or object; those of ShareGPT become text, as OpenAI has it.</summary>
    public static void WriteCalls(RecordBuilder builder, Message message, CallIds? ids)
    {
        builder.StartArray();
        foreach (var call in message.ToolCalls)
        {
            builder.StartObject();
            builder.Property("id"u8, ids is null ? call.Id : ids.ForCall());
            builder.Property("type"u8, "function"u8);
            builder.Name("function"u8);
            builder.StartObject();
            builder.Property("name"u8, call.Name);
            if (message.CallText.HasValue && !call.Arguments.IsAbsent && !call.Arguments.IsString)
            {
                builder.Property("arguments"u8, (Text)call.Arguments.ToString());
            }
            else
            {
                builder.Property("arguments"u8, call.Arguments);
            }

            builder.EndObject();
            foreach (var field in call.Metadata)
            {
                builder.Name(field.Key);
                builder.Value(field.Value);
            }

            builder.EndObject();
        }

        builder.EndArray();
    }

    private static void WriteWeight(RecordBuilder builder, int turn, Message message, bool trainIsHeld)
    {
        builder.Property("weight"u8, message.Weight);
        if (trainIsHeld || message.Train is not { } train || train == TurnExtras.Implied(message.Weight))
        {
            return;
        }

        if (message.Role == Role.Assistant && message.Weight.IsAbsent)
        {
            builder.Name("weight"u8);
            builder.Number(train ? 1 : 0);
            if (builder.Keeps)
            {
                builder.TurnFlag(turn, null, "made_weight", true);
            }
        }
        else
        {
            builder.TurnFlag(turn, train ? "train" : null, "train", train);
        }
    }

    /// <summary>Ids for the calls of a conversation that has none, which OpenAI demands: <c>call_1</c>, <c>call_2</c>, each result taking the next.</summary>
    internal sealed class CallIds
    {
        private int _calls;
        private int _results;

        /// <summary>Ids for messages that call tools without saying an id anywhere; null for all others.</summary>
        public static CallIds? For(IReadOnlyList<Message> messages)
        {
            var calls = false;
            foreach (var message in messages)
            {
                if (!message.ToolCallId.IsAbsent)
                {
                    return null;
                }

                foreach (var call in message.ToolCalls)
                {
                    calls = true;
                    if (!call.Id.IsAbsent)
                    {
                        return null;
                    }
                }
            }

            return calls ? new CallIds() : null;
        }

        public Text ForCall() => Text.FromString($"{CallIdPrefix}{++_calls}");

        public Text ForResult() => _results < _calls ? Text.FromString($"{CallIdPrefix}{++_results}") : default;
    }
}
