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
        if (tools.IsArray)
        {
            builder.Property("tools"u8, ToText(tools));
        }
        else
        {
            builder.Property("tools"u8, tools);
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
                builder.Note("tools", tools.Text);
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
        if (tools.IsString && builder.Keeps && ToText(list, wrapFirst: true) != tools.Text)
        {
            builder.Note("tools", tools.Text);
        }
    }

    /// <summary>Whether a kept text is another spelling of the list that a record holds now.</summary>
    public static bool IsSame(Text kept, JsonValue list) => list.IsAbsent
        ? IsBlank(kept)
        : JsonValue.TryParse(kept, out var parsed) && parsed.IsArray && Wrapped(parsed) == Wrapped(list);

    /// <summary>The list as ShareGPT's text.</summary>
    private static Text ToText(JsonValue list, bool wrapFirst = false)
    {
        if (wrapFirst)
        {
            list = Wrapped(list);
        }

        var bare = CanUnwrap(list);
        var buffer = new JsonBuffer(capacity: 1024);
        buffer.Append((byte)'[');
        foreach (var tool in list.Elements)
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
        foreach (var tool in list.Elements)
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
        foreach (var tool in list.Elements)
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
