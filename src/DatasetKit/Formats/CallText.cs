using DatasetKit.Internals;

namespace DatasetKit.Formats;

/// <summary>
/// ShareGPT's <c>function_call</c> turn: a text that holds <c>{"name":…,"arguments":{…}}</c>, or a list of such calls.
/// </summary>
internal static class CallText
{
    /// <summary>Reads the calls; false when the text holds none.</summary>
    public static bool TryRead(Text text, out IReadOnlyList<ToolCall> calls)
    {
        calls = [];
        if (!JsonValue.TryParse(text, out var value))
        {
            return false;
        }

        var read = new List<ToolCall>();
        foreach (var call in value.IsArray ? value.Elements : [value])
        {
            if (!call.IsObject || !call["name"].IsString)
            {
                return false;
            }

            read.Add(new ToolCall { Name = call["name"].Text, Arguments = call["arguments"], Metadata = CommonFields.RestOf(call, "name", "arguments") });
        }

        calls = read;
        return read.Count > 0;
    }

    /// <summary>The text of a message's calls: as it was read, or compact JSON.</summary>
    public static Text Of(Message message) => message.CallText.HasValue ? message.CallText : Write(message.ToolCalls);

    /// <summary>The calls as compact JSON; arguments that are a text with JSON in it become that JSON, never a text in a text.</summary>
    public static Text Write(IReadOnlyList<ToolCall> calls)
    {
        var buffer = new JsonBuffer(capacity: 512);
        var builder = new RecordBuilder(buffer, ExtraPolicy.Drop);
        if (calls.Count != 1)
        {
            builder.StartArray();
        }

        foreach (var call in calls)
        {
            builder.StartObject();
            builder.Property("name"u8, call.Name);
            builder.Property("arguments"u8, call.Arguments.IsString && JsonValue.TryParse(call.Arguments.Text, out var parsed) ? parsed : call.Arguments);
            foreach (var field in call.Metadata)
            {
                builder.Name(field.Key);
                builder.Value(field.Value);
            }

            builder.EndObject();
        }

        if (calls.Count != 1)
        {
            builder.EndArray();
        }

        return Text.Plain(buffer.Written.ToArray());
    }
}
