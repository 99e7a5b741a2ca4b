using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>Reading OpenAI's messages, with the older and wilder spellings.</summary>
internal static partial class OpenAIMessages
{
    private static readonly string[] Known =
        ["role", "content", "name", "tool_calls", "tool_call_id", "weight", "loss_weight", "reasoning_content", "function_call"];

    /// <summary>Reads a list of messages; null when the record was rejected.</summary>
    public static List<Message>? ReadList(Record record, JsonValue list, string pointer)
    {
        if (!list.IsArray)
        {
            record.Reject(StructureDiagnostics.MalformedField, pointer, $"{Record.Describe(list)} where a list of messages is expected");
            return null;
        }

        var messages = new List<Message>();
        foreach (var value in list.Items)
        {
            if (!PlainTurn.TryRead(value, "role"u8, "content"u8, out var message))
            {
                if (Read(record, value, $"{pointer}/{messages.Count}") is not { } read)
                {
                    return null;
                }

                message = read;
            }

            messages.Add(message);
        }

        return messages;
    }

    /// <summary>Reads one message; null when the record was rejected.</summary>
    public static Message? ReadOne(Record record, JsonValue value, string pointer) => Read(record, value, pointer);

    private static Message? Read(Record record, JsonValue value, string pointer)
    {
        if (!TryReadRole(record, value, value["role"], pointer, "role", out var role, out var isCall))
        {
            return null;
        }

        foreach (var name in (ReadOnlySpan<string>)["name", "tool_call_id", "reasoning_content"])
        {
            if (!value[name].IsText())
            {
                return CommonFields.RejectType(record, $"{pointer}/{name}", value[name]);
            }
        }

        var weight = value["weight"].IsAbsent ? value["loss_weight"] : value["weight"];
        var message = new Message(role, default)
        {
            Name = value["name"].Text,
            ToolCallId = value["tool_call_id"].Text,
            Reasoning = value["reasoning_content"].Text,
            Weight = weight,
            Train = TurnExtras.Implied(weight),
            WireRole = MessageDialect.SaysMore(value["role"]) ? value["role"].Text : default,
            Metadata = value["weight"].IsAbsent || value["loss_weight"].IsAbsent
                ? CommonFields.RestOf(value, Known)
                : CommonFields.RestOf(value, [.. Known.Except(["loss_weight"])]),
        };
        if (ReadContent(record, message, value["content"], pointer, isCall) is not { } read)
        {
            return null;
        }

        return ReadCalls(record, read, value, pointer);
    }

    /// <summary>Finds who speaks; rejects the record when the message does not say so in a known word.</summary>
    public static bool TryReadRole(Record record, JsonValue message, JsonValue name, string pointer, string key, out Role role, out bool isCall)
    {
        (role, isCall) = (default, false);
        if (!message.IsObject)
        {
            record.Reject(StructureDiagnostics.MalformedField, pointer, $"{Record.Describe(message)} where a message is expected");
        }
        else if (name.IsAbsent)
        {
            record.Reject(StructureDiagnostics.MalformedField, pointer, $"the message has no \"{key}\"; say who speaks");
        }
        else if (!name.IsString)
        {
            CommonFields.RejectType(record, $"{pointer}/{key}", name);
        }
        else if (RoleNames.TryFind(name, out role, out isCall))
        {
            return true;
        }
        else
        {
            var wild = name.Text.ToString();
            var near = RoleNames.Nearest(wild) is { } nearest ? $"; did you mean \"{nearest}\"?" : "; known are human, gpt, user, assistant, system, tool, observation, function_call";
            record.Reject(StructureDiagnostics.UnknownRole, $"{pointer}/{key}", $"the role {JsonValue.From(name.Text)} is not known{near}");
        }

        return false;
    }

    private static Message? ReadContent(Record record, Message message, JsonValue content, string pointer, bool isCall)
    {
        if (content.IsArray)
        {
            return ReadParts(record, message, content, $"{pointer}/content");
        }

        if (!content.IsText())
        {
            return CommonFields.RejectType(record, $"{pointer}/content", content);
        }

        return isCall ? ReadCallText(record, message, content.Text, $"{pointer}/content") : new Message(message) { Content = content.Text };
    }

    /// <summary>Takes a text as tool calls.</summary>
    public static Message? ReadCallText(Record record, Message message, Text text, string pointer)
    {
        if (CallText.TryRead(text, out var calls))
        {
            return new Message(message) { ToolCalls = calls, CallText = text };
        }

        record.Reject(StructureDiagnostics.MalformedField, pointer, "the text is no tool call; write {\"name\": …, \"arguments\": {…}} as JSON");
        return null;
    }

    private static Message? ReadParts(Record record, Message message, JsonValue content, string pointer)
    {
        var parts = new List<ContentPart>();
        var calls = new List<ToolCall>();
        var reasoning = message.Reasoning;
        var (number, wild) = (0, false);
        foreach (var part in content.Items)
        {
            // LLaMA-Factory's own shape has "value", and parts for reasoning and calls (data/v1_*.jsonl).
            var value = part["value"];
            wild |= value.IsString;
            if (part.IsString)
            {
                parts.Add(new ContentPart(part.Text));
            }
            else if (part["type"].Is("text") && (part["text"].IsString || value.IsString))
            {
                parts.Add(new ContentPart(part["text"].IsString ? part["text"].Text : value.Text)
                {
                    Metadata = CommonFields.RestOf(part, "type", part["text"].IsString ? "text" : "value"),
                });
            }
            else if (part["type"].Is("reasoning") && value.IsString)
            {
                reasoning = reasoning.IsEmpty ? value.Text : Text.Join(reasoning, "\n"u8, value.Text);
            }
            else if (part["type"].Is("tool_call") && value.IsString)
            {
                if (!CallText.TryRead(value.Text, out var read))
                {
                    record.Reject(StructureDiagnostics.MalformedField, $"{pointer}/{number}/value", "the text is no tool call; write {\"name\": …, \"arguments\": {…}} as JSON");
                    return null;
                }

                calls.AddRange(read);
            }
            else if (part["type"].IsString && !part["type"].Is("text"))
            {
                parts.Add(new ContentPart(new Media(KindOf(part["type"].Text), ReferenceOf(part), part)));
            }
            else
            {
                record.Reject(StructureDiagnostics.MalformedField, $"{pointer}/{number}", "a part of the content has no type and text; write {\"type\": \"text\", \"text\": …}");
                return null;
            }

            number++;
        }

        var flat = wild && parts is [{ Media: null, Metadata.Count: 0 }] or [] && number > 0;
        return new Message(message)
        {
            Content = Joined(parts),
            Parts = flat ? [] : parts,
            Reasoning = reasoning,
            ToolCalls = calls,
            CallText = calls.Count > 0 ? CallText.Write(calls) : default,
        };
    }

    private static Message? ReadCalls(Record record, Message message, JsonValue value, string pointer)
    {
        var legacy = value["function_call"];
        if (legacy.IsObject)
        {
            return new Message(message) { ToolCalls = [.. message.ToolCalls, Call(legacy, legacy)] };
        }

        var list = value["tool_calls"];
        if (list.Kind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return message;
        }

        var calls = ReadCalls(list);
        if (calls is null)
        {
            record.Reject(StructureDiagnostics.MalformedField, $"{pointer}/tool_calls", "a tool call has no function with a name; write {\"id\": …, \"type\": \"function\", \"function\": {\"name\": …, \"arguments\": …}}");
            return null;
        }

        return new Message(message) { ToolCalls = [.. message.ToolCalls, .. calls] };
    }

    /// <summary>Reads a list of calls; null when one of them is none.</summary>
    public static List<ToolCall>? ReadCalls(JsonValue list)
    {
        if (!list.IsArray)
        {
            return null;
        }

        var calls = new List<ToolCall>();
        foreach (var call in list.Items)
        {
            var function = call["function"].IsObject ? call["function"] : call;
            if (!function["name"].IsString || !call["id"].IsText())
            {
                return null;
            }

            calls.Add(Call(call, function));
        }

        return calls;
    }

    private static ToolCall Call(JsonValue call, JsonValue function) => new()
    {
        Id = call["id"].Text,
        Name = function["name"].Text,
        Arguments = function["arguments"],
        Metadata = CommonFields.RestOf(call, call["function"].IsObject ? ["id", "type", "function"] : ["id", "type", "name", "arguments"]),
    };

    /// <summary>The texts of all parts in one, as those see them who need only text.</summary>
    public static Text Joined(IReadOnlyList<ContentPart> parts)
    {
        Text joined = default;
        foreach (var part in parts)
        {
            if (part.Media is null)
            {
                joined = joined.IsAbsent ? part.Text : Text.Join(joined, [], part.Text);
            }
        }

        return joined;
    }

    private static MediaKind KindOf(Text type) => type.ToString() switch
    {
        "image_url" or "image" or "input_image" => MediaKind.Image,
        "video_url" or "video" => MediaKind.Video,
        "audio_url" or "audio" or "input_audio" => MediaKind.Audio,
        _ => MediaKind.File,
    };

    private static Text ReferenceOf(JsonValue part)
    {
        var type = part["type"].Text.ToString();
        var value = part[type].IsAbsent ? part["value"] : part[type];
        return value.IsString ? value.Text : value["url"].IsString ? value["url"].Text : default;
    }
}
