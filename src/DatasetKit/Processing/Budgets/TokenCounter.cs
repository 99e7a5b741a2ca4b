namespace DatasetKit.Processing;

/// <summary>Counts the tokens of an example's texts, each by itself: what a model's chat template adds is not counted.</summary>
internal sealed class TokenCounter(Tokenizer tokenizer)
{
    private byte[] _scratch = [];

    /// <summary>All tokens of an example.</summary>
    public int Count(Example example) => Count(example, null);

    /// <summary>All tokens of an example, told field by field.</summary>
    /// <param name="example">The example.</param>
    /// <param name="onField">Receives each field's name and count; null when nobody asks.</param>
    public int Count(Example example, Action<string, int>? onField)
    {
        var total = Add("system", example.System, onField);
        if (example.Kind == ExampleKind.Chat)
        {
            return total + Count(example.OwnMessages, onField);
        }

        total += Count(example.History, onField);
        total += Add("instruction", example.Instruction, onField);
        total += Add("input", example.Input, onField);
        return total + Add(example.Kind == ExampleKind.PlainText ? "text" : "output", example.Output, onField);
    }

    private int Count(IReadOnlyList<Message> messages, Action<string, int>? onField)
    {
        var total = 0;
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            var field = message.Role switch { Role.System => "system", Role.User => "user", Role.Assistant => "assistant", _ => "tool" };
            total += Add(field, message.Content, onField) + Add("reasoning", message.Reasoning, onField);
            for (var j = 0; j < message.ToolCalls.Count; j++)
            {
                total += Add("tool_calls", message.ToolCalls[j].Name, onField) + Add("tool_calls", (Text)Arguments(message.ToolCalls[j]), onField);
            }
        }

        return total;
    }

    private static string Arguments(ToolCall call) => call.Arguments.IsString ? call.Arguments.Text.ToString() : call.Arguments.ToString();

    private int Add(string field, Text text, Action<string, int>? onField)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var count = tokenizer.CountTokensUtf8(text.Utf8(ref _scratch));
        onField?.Invoke(field, count);
        return count;
    }
}
