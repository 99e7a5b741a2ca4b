namespace DatasetKit;

/// <summary>The same example seen another way, or changed in one field.</summary>
public sealed partial class Example
{
    /// <summary>What stands between instruction and input where both become one user message.</summary>
    internal static ReadOnlySpan<byte> InputSeparator => "\n"u8;

    /// <summary>The instruction and, if there is one, the input on the next line: what the user says in the last turn.</summary>
    internal Text UserText => Input.IsEmpty ? Instruction : Instruction.HasValue ? Text.Join(Instruction, InputSeparator, Input) : Input;

    /// <summary>The same example with another id.</summary>
    /// <param name="id">The id.</param>
    public Example WithId(Text id) => new(this) { Id = id, IdIsNumber = false };

    /// <summary>The same example with another system prompt; a leading system message gives way to it.</summary>
    /// <param name="system">The system prompt; absent removes it.</param>
    public Example WithSystemPrompt(Text system) =>
        Kind == ExampleKind.Chat && _messages.Count > 0 && _messages[0].Role == Role.System
            ? new(this) { OwnMessages = [.. _messages.Skip(1)], System = system }
            : new(this) { System = system };

    /// <summary>The same example with another category.</summary>
    /// <param name="category">The category; absent removes it.</param>
    public Example WithCategory(Text category) => new(this) { Category = category };

    /// <summary>The same example with other metadata.</summary>
    /// <param name="metadata">The fields.</param>
    public Example WithMetadata(Metadata metadata) => new(this) { Metadata = metadata };

    /// <summary>The same example from another place.</summary>
    /// <param name="source">The place.</param>
    public Example WithSource(SourceLocation source) => new(this) { Source = source };

    /// <summary>The same example with other texts in its single turn, which it becomes if it was not.</summary>
    /// <param name="instruction">The task.</param>
    /// <param name="input">What the task works on.</param>
    /// <param name="output">The answer.</param>
    public Example WithTurn(Text instruction, Text input, Text output) =>
        new(this) { OwnMessages = [], Kind = ExampleKind.Instruct, Instruction = instruction, Input = input, Output = output };

    /// <summary>The same example with other messages: a conversation, which it becomes if it was not. The system prompt that stands apart stays.</summary>
    /// <param name="messages">Its turns in order.</param>
    public Example WithMessages(params IReadOnlyList<Message> messages) =>
        new(this) { OwnMessages = messages, Instruction = default, Input = default, Output = default, History = [] };

    /// <summary>The same example with other answers to be compared.</summary>
    /// <param name="completions">The answers; none makes an ordinary example of it.</param>
    public Example WithCompletions(params IReadOnlyList<Completion> completions) => new(this) { Completions = completions };

    /// <summary>
    /// The example as turns before the last one and that last one as instruction and output, for formats that are made
    /// so (Alpaca, Dolly); a text that is missing stays so. False when the conversation is not user and assistant in turn, or a turn is more than text.
    /// </summary>
    internal bool TryAsTurns(out Text system, out IReadOnlyList<Message> history, out Text instruction, out Text input, out Text output, out string? why)
    {
        (system, history, instruction, input, output, why) = (System, History, Instruction, Input, Output, null);
        if (Kind == ExampleKind.Instruct)
        {
            return true;
        }

        if (Kind == ExampleKind.PlainText)
        {
            why = "a plain text has no instruction";
            return false;
        }

        var turns = _messages;
        var first = 0;
        if (turns.Count > 0 && turns[0].Role == Role.System && system.IsAbsent)
        {
            system = turns[0].Content;
            first = 1;
        }

        why = WhyNotTurns(turns, first);
        if (why is not null)
        {
            return false;
        }

        var last = turns.Count - 2;
        history = first == last ? [] : [.. turns.Skip(first).Take(last - first)];
        instruction = turns[last].Content;
        input = default;
        output = turns[last + 1].Content;
        return true;
    }

    private static string? WhyNotTurns(IReadOnlyList<Message> turns, int first)
    {
        if (turns.Count - first < 2 || (turns.Count - first) % 2 != 0)
        {
            return $"it has {turns.Count - first} messages, not pairs of user and assistant";
        }

        for (var i = first; i < turns.Count; i++)
        {
            var message = turns[i];
            if (message.Role != ((i - first) % 2 == 0 ? Role.User : Role.Assistant))
            {
                return $"message {i + 1} is of the role {message.Role.ToString().ToLowerInvariant()}";
            }

            if (message.ToolCalls.Count > 0)
            {
                return $"message {i + 1} calls a tool";
            }

            foreach (var part in message.Parts)
            {
                if (part.Media is not null)
                {
                    return $"message {i + 1} holds media";
                }
            }
        }

        return null;
    }
}
