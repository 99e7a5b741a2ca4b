namespace DatasetKit.Processing;

/// <summary>Counts the tokens of an example's texts, each by itself.</summary>
internal sealed class TextCounter(Tokenizer tokenizer) : TokenCounter(tokenizer)
{
    [ThreadStatic]
    private static byte[]? t_scratch;

    public override string Description => "texts alone";

    public override TokenCount Count(Example example) => Count(example, null);

    /// <summary>A plain text is the same in any template; whatever else has parts that only a template joins.</summary>
    public override TokenizedExample? Tokenize(Example example, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(example);
        problem = example.Kind == ExampleKind.PlainText ? null : "only a plain text has ids without a template; name one with --chat-template";
        return problem is null ? new TrainingTokens(Tokenizer).Of(example.Output.ToUtf8(), [(0, int.MaxValue)]) : null;
    }

    /// <summary>All tokens of an example, told field by field.</summary>
    /// <param name="example">The example.</param>
    /// <param name="onField">Receives each field's name and count; null when nobody asks.</param>
    public TokenCount Count(Example example, Action<string, int>? onField)
    {
        ArgumentNullException.ThrowIfNull(example);
        var (total, trained) = (Add("system", example.System, onField), 0);
        if (example.Kind == ExampleKind.Chat)
        {
            Add(example.OwnMessages, onField, ref total, ref trained);
        }
        else
        {
            Add(example.History, onField, ref total, ref trained);
            total += Add("instruction", example.Instruction, onField);
            total += Add("input", example.Input, onField);
            var answer = Add(example.Kind == ExampleKind.PlainText ? "text" : "output", example.Output, onField);
            (total, trained) = (total + answer, trained + answer);
        }

        // An answer that is compared is trained as well; the worse one, too, in its way.
        for (var i = 0; i < example.Completions.Count; i++)
        {
            Add(example.Completions[i].Messages, onField, ref total, ref trained);
        }

        return new TokenCount(total, trained);
    }

    private void Add(IReadOnlyList<Message> messages, Action<string, int>? onField, ref int total, ref int trained)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            var field = message.Role switch { Role.System => "system", Role.User => "user", Role.Assistant => "assistant", _ => "tool" };
            var tokens = Add(field, message.Content, onField) + Add("reasoning", message.Reasoning, onField);
            for (var j = 0; j < message.ToolCalls.Count; j++)
            {
                tokens += Add("tool_calls", message.ToolCalls[j].Name, onField) + Add("tool_calls", (Text)Arguments(message.ToolCalls[j]), onField);
            }

            total += tokens;
            trained += message.IsTrained ? tokens : 0;
        }
    }

    internal static string Arguments(ToolCall call) => call.Arguments.IsString ? call.Arguments.Text.ToString() : call.Arguments.ToString();

    private int Add(string field, Text text, Action<string, int>? onField)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var scratch = t_scratch ?? [];
        var count = Tokenizer.CountTokensUtf8(text.Utf8(ref scratch));
        t_scratch = scratch;
        onField?.Invoke(field, count);
        return count;
    }
}
