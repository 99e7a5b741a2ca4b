namespace DatasetKit.Processing;

/// <summary>The fields that a key may be made of, by name.</summary>
internal static class KeyFields
{
    /// <summary>What appends a field; false when the example does not have it.</summary>
    public static Func<KeyBuffer, Example, bool> Find(string name) => name switch
    {
        "prompt" => AppendPrompt,
        "texts" => AppendTexts,
        "instruction" => (buffer, example) => buffer.Append(example.Instruction),
        "input" => (buffer, example) => buffer.Append(example.Input),
        "output" => (buffer, example) => buffer.Append(example.Output),
        "system" => (buffer, example) => buffer.Append(example.System),
        "category" => (buffer, example) => buffer.Append(example.Category),
        "id" => (buffer, example) => buffer.Append(example.Id),
        "" => throw new ArgumentException("a key's field has no name"),
        _ when name[0] == '/' => Metadata(name[1..].Split('/')),
        _ => Metadata([name]),
    };

    public static bool AppendPrompt(KeyBuffer buffer, Example example)
    {
        if (example.Kind != ExampleKind.Instruct)
        {
            var messages = example.OwnMessages;
            var answer = messages.Count;
            while (answer > 0 && messages[answer - 1].Role == Role.Assistant)
            {
                answer--;
            }

            return buffer.Append(example.System) | (example.Kind == ExampleKind.PlainText ? buffer.Append(example.Output) : Messages(buffer, messages, answer == 0 ? messages.Count : answer));
        }

        buffer.Append(example.System);
        Messages(buffer, example.History, example.History.Count);
        var found = buffer.Append(example.Instruction);
        buffer.Separate();
        return buffer.Append(example.Input) | found;
    }

    public static bool AppendTexts(KeyBuffer buffer, Example example)
    {
        if (example.Kind == ExampleKind.Chat)
        {
            return buffer.Append(example.System) | Messages(buffer, example.OwnMessages, example.OwnMessages.Count);
        }

        var found = AppendPrompt(buffer, example);
        buffer.Separate();
        return buffer.Append(example.Output) | found;
    }

    private static bool Messages(KeyBuffer buffer, IReadOnlyList<Message> messages, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var message = messages[i];
            buffer.Append(message.Role);
            buffer.Append(message.Content);
            foreach (var part in message.Parts)
            {
                if (part.Media is { } media)
                {
                    buffer.Separate();
                    buffer.Append(media.Reference);
                }
            }

            foreach (var call in message.ToolCalls)
            {
                buffer.Separate();
                buffer.Append(call.Name);
                buffer.Append(call.Arguments.Text);
            }
        }

        return count > 0;
    }

    private static Func<KeyBuffer, Example, bool> Metadata(string[] path) => (buffer, example) =>
    {
        var value = example.Metadata[path[0]];
        for (var i = 1; i < path.Length; i++)
        {
            value = value.IsArray && int.TryParse(path[i], out var index) ? value.Elements.ElementAtOrDefault(index) : value[path[i]];
        }

        return buffer.Append(value.Text);
    };
}
