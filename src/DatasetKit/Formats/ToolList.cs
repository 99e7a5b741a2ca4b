using DatasetKit.Internals;

namespace DatasetKit.Formats;

/// <summary>
/// Tool definitions: OpenAI wants a list in which each stands in <c>{"type":"function","function":…}</c>, ShareGPT and
/// Alpaca (LLaMA-Factory) a text that holds the list without that wrapper.
/// </summary>
internal static class ToolList
{
    /// <summary>Writes <c>tools</c> as a text, as it stood or made from a list.</summary>
    public static void WriteText(RecordBuilder builder, JsonValue tools)
    {
        if (!tools.IsArray)
        {
            builder.Property("tools"u8, tools);
            return;
        }

        builder.Property("tools"u8, ToText(tools));
        if (builder.Keeps)
        {
            KeepShape(builder, tools, Wrapped(tools), "tools_list");
        }
    }

    /// <summary>Writes <c>tools</c> as a list; a text that holds none rejects the record.</summary>
    public static void WriteList(RecordBuilder builder, JsonValue tools)
    {
        if (tools.IsAbsent)
        {
            return;
        }

        var list = tools;
        if (tools.IsString)
        {
            if (IsBlank(tools.Text))
            {
                builder.Note("tools", tools);
                return;
            }

            if (!JsonValue.TryParse(tools.Text, out list) || !list.IsArray)
            {
                builder.Reject("tools", "the text is not a JSON list of tools; correct it");
                return;
            }
        }

        builder.Name("tools"u8);
        Wrap(builder, list);
        if (builder.Keeps)
        {
            KeepShape(builder, tools, tools.IsString ? JsonValue.From(ToText(Wrapped(list))) : Wrapped(list), tools.IsString ? "tools_text" : null);
        }
    }

    /// <summary>Whether kept definitions are another spelling of those that a record holds now.</summary>
    public static bool IsSame(JsonValue kept, JsonValue now) => Normal(kept) == Normal(now);

    /// <summary>The definitions as a text, from a list; absent when they are none.</summary>
    public static JsonValue AsText(JsonValue list) => list.IsArray ? JsonValue.From(ToText(list)) : default;

    /// <summary>The definitions as a list, from a text; absent when it holds none.</summary>
    public static JsonValue AsList(JsonValue text) => text.IsString && JsonValue.TryParse(text.Text, out var list) && list.IsArray ? Wrapped(list) : default;

    // Most definitions are written in the one way that the other shape gives back: a word is enough to remember the shape.
    private static void KeepShape(RecordBuilder builder, JsonValue tools, JsonValue usual, string? shape)
    {
        if (tools != usual)
        {
            builder.Note("tools", tools);
        }
        else if (shape is not null)
        {
            builder.Note(shape);
        }
    }

    private static JsonValue Normal(JsonValue tools) => tools.IsString
        ? IsBlank(tools.Text) ? default : JsonValue.TryParse(tools.Text, out var list) && list.IsArray ? Wrapped(list) : tools
        : tools.IsArray ? Wrapped(tools) : tools;

    /// <summary>The list as ShareGPT's text.</summary>
    private static Text ToText(JsonValue list)
    {
        var bare = CanUnwrap(list);
        var buffer = new JsonBuffer(capacity: 1024);
        buffer.Append((byte)'[');
        foreach (var tool in list.Items)
        {
            if (buffer.Length > 1)
            {
                buffer.Append((byte)',');
            }

            buffer.AppendValue(bare ? tool["function"] : tool);
        }

        buffer.Append((byte)']');
        return Text.Plain(buffer.Written.ToArray());
    }

    private static JsonValue Wrapped(JsonValue list)
    {
        var buffer = new JsonBuffer(capacity: 1024);
        Wrap(new RecordBuilder(buffer, ExtraPolicy.Drop), list);
        return JsonTapeReader.Parse(buffer.Written.ToArray());
    }

    private static void Wrap(RecordBuilder builder, JsonValue list)
    {
        builder.StartArray();
        foreach (var tool in list.Items)
        {
            if (tool.IsObject && tool["function"].IsAbsent && tool["type"].IsAbsent)
            {
                builder.StartObject();
                builder.Property("type"u8, "function"u8);
                builder.Property("function"u8, tool);
                builder.EndObject();
            }
            else
            {
                builder.Value(tool);
            }
        }

        builder.EndArray();
    }

    // Only when every tool can be wrapped again to the same bytes.
    private static bool CanUnwrap(JsonValue list)
    {
        foreach (var tool in list.Items)
        {
            var function = tool["function"];
            if (!function.IsObject || !tool["type"].Is("function") || CommonFields.RestOf(tool, "type", "function").Count > 0
                || !function["function"].IsAbsent || !function["type"].IsAbsent)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsBlank(Text text) => text.ToUtf8().AsSpan().Trim(" \t\r\n"u8).IsEmpty;
}
