using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>The turns of ShareGPT, in every spelling met in the wild.</summary>
internal partial class ShareGptFormat
{
    internal static List<Message>? ReadTurns(Record record, JsonValue list, string pointer)
    {
        if (!list.IsArray)
        {
            record.Reject(StructureDiagnostics.MalformedField, pointer, $"{Record.Describe(list)} where a list of turns is expected");
            return null;
        }

        var messages = new List<Message>();
        foreach (var turn in list.Items)
        {
            if (!PlainTurn.TryRead(turn, "from"u8, "value"u8, out var message))
            {
                if (ReadTurn(record, turn, $"{pointer}/{messages.Count}") is not { } read)
                {
                    return null;
                }

                message = read;
            }

            messages.Add(message);
        }

        return messages;
    }

    private static Message? ReadTurn(Record record, JsonValue turn, string pointer)
    {
        var roleKey = turn["from"].IsAbsent && !turn["role"].IsAbsent ? "role" : "from";
        var textKey = turn["value"].IsAbsent && !turn["content"].IsAbsent ? "content" : "value";
        if (!OpenAIMessages.TryReadRole(record, turn, turn[roleKey], pointer, roleKey, out var role, out var isCall))
        {
            return null;
        }

        var value = turn[textKey];
        if (!value.IsText())
        {
            return CommonFields.RejectType(record, $"{pointer}/{textKey}", value);
        }

        var weightKey = turn["weight"].IsAbsent ? "loss_weight" : "weight";
        var train = turn["train"].Kind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => (bool?)null,
        };
        var message = new Message(role, isCall ? default : value.Text)
        {
            Weight = turn[weightKey],
            Train = train ?? TurnExtras.Implied(turn[weightKey]),
            WireRole = turn[roleKey].Is("developer") ? turn[roleKey].Text : default,
            Metadata = CommonFields.RestOf(turn, roleKey, textKey, weightKey, train is null ? textKey : "train"),
        };
        return isCall ? OpenAIMessages.ReadCallText(record, message, value.Text, $"{pointer}/{textKey}") : message;
    }

    /// <summary>Writes messages as turns. One that speaks and calls tools becomes two: ShareGPT has a turn for each.</summary>
    internal static void WriteTurns(RecordBuilder builder, IReadOnlyList<Message> messages)
    {
        var turn = 0;
        foreach (var message in messages)
        {
            TurnExtras.Write(builder, turn, message, weights: true, FormatName);
            if (message.ToolCalls.Count == 0)
            {
                WriteTurn(builder, RoleNames.ShareGpt(message.Role), message, message.Content);
                turn++;
                continue;
            }

            if (!message.Content.IsEmpty)
            {
                WriteTurn(builder, RoleNames.ShareGpt(message.Role), message, message.Content);
                turn++;
                if (builder.Keeps)
                {
                    builder.TurnFlag(turn, null, "joined", true);
                }
            }
            else if (builder.Keeps && message.Parts.Count == 0)
            {
                builder.TurnText(turn, null, "content", message.Content);
            }

            KeepCalls(builder, turn++, message);
            WriteTurn(builder, "function_call"u8, message, CallText.Of(message));
        }
    }

    private static void WriteAnswer(RecordBuilder builder, Message message)
    {
        if (message.ToolCalls.Count > 0 && !message.Content.IsEmpty)
        {
            builder.Reject("chosen", "an answer to be compared both speaks and calls a tool, which sharegpt has two turns for");
        }

        if (message is not { Reasoning.IsEmpty: true, Parts.Count: 0 })
        {
            builder.Reject("chosen", "an answer to be compared has reasoning or parts, which sharegpt has no field for");
        }

        foreach (var field in message.Metadata)
        {
            builder.Lose(field.Key.ToString());
        }

        if (message.ToolCalls.Count > 0)
        {
            WriteTurn(builder, "function_call"u8, message, CallText.Of(message));
        }
        else
        {
            WriteTurn(builder, RoleNames.ShareGpt(message.Role), message, message.Content);
        }
    }

    private static void WriteTurn(RecordBuilder builder, ReadOnlySpan<byte> from, Message message, Text value)
    {
        builder.StartObject();
        builder.Property("from"u8, from);
        builder.Property("value"u8, value);
        builder.Property("weight"u8, message.Weight);
        if (message.Train is { } train && train != TurnExtras.Implied(message.Weight))
        {
            builder.Name("train"u8);
            builder.Bool(train);
        }

        builder.EndObject();
    }

    private static void KeepCalls(RecordBuilder builder, int turn, Message message)
    {
        if (message.CallText.HasValue)
        {
            return;
        }

        string? loss = null;
        foreach (var call in message.ToolCalls)
        {
            loss = call.Id.IsAbsent ? loss : "tool_call_id";
        }

        if (builder.InTurn(turn, loss, "tool_calls"))
        {
            var comma = builder.CommaDue;
            var mark = builder.BeginKept();
            OpenAIMessages.WriteCalls(builder, message, ids: null);
            builder.EndTurnKept(mark, comma);
        }
    }
}
