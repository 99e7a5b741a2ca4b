using System.Text.Json;
using DatasetKit.Templates.Jinja;

namespace DatasetKit.Templates.Chat;

/// <summary>The variables of one render, as transformers passes them: messages, tools, documents, special tokens and all others.</summary>
internal sealed class ChatContext(ChatTemplateOptions options, ChatNeeds needs, bool traced)
{
    private readonly List<Origin>? _origins = traced ? [] : null;

    /// <summary>What the texts of the messages are; null when nobody asked.</summary>
    public IReadOnlyList<Origin>? Origins => _origins;

    /// <summary>Tool definitions as an array, also where they stood as a text that holds one.</summary>
    public static JsonValue ToolsOf(JsonValue tools) => tools.IsString ? JsonValue.TryParse(tools.Text, out var parsed) ? parsed : default
        : tools.IsArray && tools.Elements.Any() ? tools : default;

    public PyDict Build(IReadOnlyList<Message> messages, JsonValue tools)
    {
        var context = new PyDict(16);
        foreach (var (name, token) in options.SpecialTokens)
        {
            context.Set(name, Value.Of(token));
        }

        context.Set("messages", Messages(messages));
        context.Set("tools", Json(tools));
        context.Set("documents", Json(options.Documents));
        context.Set("add_generation_prompt", Value.Of(options.AddGenerationPrompt));
        foreach (var (name, value) in options.Variables)
        {
            context.Set(name, Json(value));
        }

        return context;
    }

    private Value Messages(IReadOnlyList<Message> messages)
    {
        var list = new List<Value>(messages.Count);
        for (var i = 0; i < messages.Count; i++)
        {
            list.Add(Value.Of(Message(messages[i], i, isContinued: options.ContinueFinalMessage && i == messages.Count - 1)));
        }

        return Value.Of(new PyList(list));
    }

    private PyDict Message(Message message, int index, bool isContinued)
    {
        var dict = new PyDict(message.Metadata.Count > 0 || message.ToolCalls.Count > 0 ? 4 : 2) { MessageTag = traced ? index + 1 : 0 };
        dict.Set("role", Value.Of(message.WireRole.HasValue ? message.WireRole.ToString() : RoleOf(message.Role)));
        if (!message.Content.IsAbsent || message.Parts.Count > 0 || message.ToolCalls.Count == 0)
        {
            dict.Set("content", Content(message, index, isContinued));
        }

        if (message.Reasoning.HasValue)
        {
            var reasoning = Text(message.Reasoning, index, "reasoning_content");
            dict.Set("reasoning_content", reasoning);
            if (needs.WantsThinking)
            {
                dict.Set("thinking", reasoning);
            }
        }

        if (message.ToolCalls.Count > 0)
        {
            dict.Set("tool_calls", Value.Of(new PyList([.. message.ToolCalls.Select((call, number) => Call(call, index, number))])));
        }

        if (message.ToolCallId.HasValue)
        {
            dict.Set("tool_call_id", Text(message.ToolCallId, index, "tool_call_id"));
        }

        if (message.Name.HasValue)
        {
            dict.Set("name", Text(message.Name, index, "name"));
        }

        Add(dict, message.Metadata, index, string.Empty);
        return dict;
    }

    private static string RoleOf(Role role) => role switch
    {
        Role.System => "system",
        Role.User => "user",
        Role.Assistant => "assistant",
        _ => "tool",
    };

    private Value Content(Message message, int index, bool isContinued)
    {
        var end = isContinued ? FinalMessage.Mark : string.Empty;
        if (message.Parts.Count == 0 && !needs.WantsParts)
        {
            return message.Content.HasValue ? Text(message.Content.ToString() + end, index, "content") : isContinued ? throw NothingToContinue() : Value.None;
        }

        var hasMedia = message.Parts.Any(part => part.Media is not null);
        if (message.Parts.Count > 0 && !hasMedia && !needs.WantsParts && !needs.TakesParts)
        {
            return Text(message.Content.ToString() + end, index, "content");
        }

        IReadOnlyList<ContentPart> parts = message.Parts.Count > 0 ? message.Parts : [new ContentPart(message.Content)];
        var lastText = parts.Count - 1;
        while (isContinued && lastText >= 0 && !parts[lastText].Text.HasValue)
        {
            lastText--;
        }

        if (lastText < 0)
        {
            throw NothingToContinue();
        }

        return Value.Of(new PyList([.. parts.Select((part, number) => Part(part, index, number, number == lastText ? end : string.Empty))]));
    }

    private static TemplateException NothingToContinue() => new("the final message has no text to continue", "continue_final_message");

    private Value Part(ContentPart part, int index, int number, string end)
    {
        var dict = new PyDict(2);
        if (part.Media is null)
        {
            dict.Set("type", Value.Of("text"));
            dict.Set("text", Text(part.Text.ToString() + end, index, $"content/{number}/text"));
        }
        else if (part.Media.Source.IsObject)
        {
            return Json(part.Media.Source);
        }
        else
        {
            var kind = part.Media.Kind.ToString().ToLowerInvariant();
            dict.Set("type", Value.Of(kind));
            dict.Set(kind, Value.Of(part.Media.Reference.ToString()));
        }

        Add(dict, part.Metadata, index, $"content/{number}/");
        return Value.Of(dict);
    }

    private Value Call(ToolCall call, int index, int number)
    {
        var function = new PyDict(2);
        function.Set("name", Text(call.Name, index, $"tool_calls/{number}/function/name"));
        function.Set("arguments", Arguments(call.Arguments, index, $"tool_calls/{number}/function/arguments"));
        var dict = new PyDict(3);
        if (call.Id.HasValue)
        {
            dict.Set("id", Text(call.Id, index, $"tool_calls/{number}/id"));
        }

        dict.Set("type", Value.Of("function"));
        dict.Set("function", Value.Of(function));
        Add(dict, call.Metadata, index, $"tool_calls/{number}/");
        return Value.Of(dict);
    }

    /// <summary>Arguments as the template wants them, whichever way they stood; a text that is no JSON stays a text.</summary>
    private Value Arguments(JsonValue arguments, int index, string field)
    {
        if (needs.WantsArgumentText)
        {
            return Text(arguments.IsString ? arguments.Text.ToString() : arguments.ToString(), index, field);
        }

        return arguments.IsString && JsonValue.TryParse(arguments.Text, out var parsed) && parsed.IsObject ? Json(parsed, index, field) : Json(arguments, index, field);
    }

    private void Add(PyDict dict, Metadata metadata, int index, string path)
    {
        for (var i = 0; i < metadata.Count; i++)
        {
            var name = metadata[i].Key.ToString();
            if (!dict.TryGet(name, out _))
            {
                dict.Set(name, Json(metadata[i].Value, index, path + name));
            }
        }
    }

    private static Value Json(JsonValue value) => value.IsAbsent ? Value.None : JsonReader.Read(value.ToString());

    private Value Json(JsonValue value, int index, string field)
    {
        switch (value.Kind)
        {
            case JsonValueKind.String:
                return Text(value.Text, index, field);
            case JsonValueKind.Array:
                return Value.Of(new PyList([.. value.Elements.Select((item, number) => Json(item, index, $"{field}/{number}"))]));
            case JsonValueKind.Object:
                var dict = new PyDict();
                foreach (var (name, item) in value.Members)
                {
                    dict.Set(name.ToString(), Json(item, index, traced ? $"{field}/{name}" : field));
                }

                return Value.Of(dict);
            default:
                return Json(value);
        }
    }

    private Value Text(Text text, int index, string field) => Text(text.ToString(), index, field);

    private Value Text(string text, int index, string field)
    {
        if (_origins is null || text.Length == 0)
        {
            return Value.Of(text);
        }

        _origins.Add(new Origin(index, field));
        return Value.OfText(text, [new Run(text.Length, _origins.Count, 0)], false);
    }
}
