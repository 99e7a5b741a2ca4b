using System.Globalization;
using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>Puts back what was kept of single messages: <c>turns</c>, by the message's place.</summary>
internal static class KeptTurns
{
    /// <summary>The messages as they were; null when what was kept does not fit them.</summary>
    public static List<Message>? Apply(List<Message> turns, Extras.KeptFields fields)
    {
        var messages = new List<Message>();
        var used = fields.Turns["system"].IsAbsent ? 0 : 1;
        for (var i = 0; i < turns.Count; i++)
        {
            var message = fields.MadeIds ? WithoutIds(turns[i]) : turns[i];
            var kept = fields.Turns[i.ToString(CultureInfo.InvariantCulture)];
            if (kept.IsAbsent)
            {
                messages.Add(message);
                continue;
            }

            used++;
            if (Apply(message, kept) is not { } restored)
            {
                return null;
            }

            if (kept["joined"].Kind != JsonValueKind.True)
            {
                messages.Add(restored);
            }
            else if (messages is [.., { Role: Role.Assistant, ToolCalls.Count: 0 } spoken] && restored.ToolCalls.Count > 0)
            {
                messages[^1] = new Message(spoken) { ToolCalls = restored.ToolCalls, CallText = restored.CallText };
            }
            else
            {
                return null;
            }
        }

        return used == fields.Turns.Members.Count() ? messages : null;
    }

    /// <summary>Puts back whitespace around texts, by the message's place (<c>texts</c>); false when a text was changed since.</summary>
    public static bool TryUnstrip(List<Message> turns, JsonValue texts)
    {
        foreach (var (key, value) in texts.Members)
        {
            if (!int.TryParse(key.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var turn) || turn >= turns.Count || !value.IsString
                || Templates.TextEnds.Strip(value.Text) != turns[turn].Content)
            {
                return false;
            }

            turns[turn] = new Message(turns[turn]) { Content = value.Text };
        }

        return true;
    }

    /// <summary>One message as it was; null when what was kept does not fit it.</summary>
    public static Message? Apply(Message message, JsonValue kept)
    {
        foreach (var (key, value) in kept.Members)
        {
            if (Apply(message, key.ToString(), value) is not { } changed)
            {
                return null;
            }

            message = changed;
        }

        return message;
    }

    private static Message? Apply(Message message, string key, JsonValue value) => key switch
    {
        "joined" => message,
        "name" when value.IsText() => new Message(message) { Name = value.Text },
        "role" when value.IsString => new Message(message) { WireRole = value.Text },
        "reasoning_content" when value.IsText() => new Message(message) { Reasoning = value.Text },
        "tool_call_id" when value.IsText() => new Message(message) { ToolCallId = value.Text },
        "weight" => new Message(message) { Weight = value, Train = TurnExtras.Implied(value) },
        "train" when value.Kind is JsonValueKind.True or JsonValueKind.False => new Message(message) { Train = value.Kind == JsonValueKind.True },
        "no_content" => message.Content.IsEmpty ? new Message(message) { Content = default } : null,
        "made_weight" => new Message(message) { Weight = default },
        "metadata" when value.IsObject => new Message(message) { Metadata = new Metadata([.. value.Members, .. message.Metadata]) },
        "content" => WithContent(message, value),
        "tool_calls" => WithCalls(message, value),
        "value" when value.IsString => WithCallText(message, value.Text),
        _ => null,
    };

    private static Message? WithContent(Message message, JsonValue content)
    {
        if (!content.IsArray)
        {
            return content.IsText() && content.Text.IsEmpty && message.Content.IsEmpty ? new Message(message) { Content = content.Text } : null;
        }

        var parts = new List<ContentPart>();
        foreach (var part in content.Items)
        {
            if (!part["text"].IsString)
            {
                return null;
            }

            parts.Add(new ContentPart(part["text"].Text) { Metadata = CommonFields.RestOf(part, "type", "text") });
        }

        var joined = OpenAIMessages.Joined(parts);
        return joined == message.Content || (joined.IsEmpty && message.Content.IsEmpty)
            ? new Message(message) { Parts = parts, Content = joined }
            : null;
    }

    private static Message? WithCalls(Message message, JsonValue kept) =>
        OpenAIMessages.ReadCalls(kept) is { } calls && CallText.Write(calls) == CallText.Write(message.ToolCalls)
            ? new Message(message) { ToolCalls = calls, CallText = default }
            : null;

    private static Message? WithCallText(Message message, Text text) =>
        CallText.TryRead(text, out var calls) && CallText.Write(calls) == CallText.Write(message.ToolCalls)
            ? new Message(message) { ToolCalls = calls, CallText = text }
            : null;

    private static Message WithoutIds(Message message) => new(message)
    {
        ToolCallId = default,
        ToolCalls = [.. message.ToolCalls.Select(call => new ToolCall { Name = call.Name, Arguments = call.Arguments, Metadata = call.Metadata })],
    };
}
