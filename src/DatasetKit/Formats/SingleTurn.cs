namespace DatasetKit.Formats;

/// <summary>An example as the formats of a single turn see it: instruction, input, output, and perhaps turns before them.</summary>
internal readonly ref struct SingleTurn
{
    private readonly string _format;

    private SingleTurn(string format, Text system, IReadOnlyList<Message> history, Text instruction, Text input, Text output)
    {
        _format = format;
        System = system;
        History = history;
        Instruction = instruction;
        Input = input;
        Output = output;
    }

    public Text System { get; }

    public IReadOnlyList<Message> History { get; }

    public Text Instruction { get; }

    public Text Input { get; }

    public Text Output { get; }

    /// <summary>Takes an example so, with what single messages say beyond their text kept or lost; or rejects it.</summary>
    public static bool TryTake(RecordBuilder builder, Example example, string format, out SingleTurn turn, bool compares = false)
    {
        if (example.Kind == ExampleKind.Instruct && example.History.Count == 0 && example.Completions.Count == 0 && example.Media.Count == 0)
        {
            turn = new SingleTurn(format, example.System, [], example.Instruction, example.Input, example.Output);
            return builder.Rejection is null;
        }

        turn = default;
        if (!compares)
        {
            CommonFields.RejectCompletions(builder, example, format);
        }

        CommonFields.RejectMedia(builder, example, format);
        if (example.Kind == ExampleKind.PlainText)
        {
            builder.Reject(null, "a plain text has no turns; name its parts with --map");
            return false;
        }

        var whole = Answered(example);
        if (!whole.TryAsTurns(out var system, out var history, out var instruction, out var input, out var output, out var why))
        {
            builder.Reject("messages", $"{why}, and {format} holds an instruction and its output; convert to sharegpt or openai, or filter such records first");
            return false;
        }

        if (!ArePairs(history))
        {
            builder.Reject("history", $"the history is not user and assistant in turn, as {format} has it; convert to sharegpt or openai");
            return false;
        }

        KeepTurns(builder, example, whole, history.Count, format);
        turn = new SingleTurn(format, system, history, instruction, input, output);
        return builder.Rejection is null;
    }

    /// <summary>Keeps the earlier turns where the format has no field for them; they are trained, so without keeping the record is rejected.</summary>
    public void KeepHistory(RecordBuilder builder)
    {
        if (History.Count == 0)
        {
            return;
        }

        if (!builder.Keeps)
        {
            builder.Reject("messages", $"{(History.Count / 2) + 1} turns, and {_format} holds one; convert to sharegpt or openai, or keep the earlier ones aside with --extra keep");
            return;
        }

        var comma = builder.CommaDue;
        var mark = builder.BeginKept();
        WriteHistory(builder);
        builder.EndKept(mark, "history", comma);
    }

    /// <summary>Writes the earlier turns as Alpaca does: a list of question and answer pairs.</summary>
    public void WriteHistory(RecordBuilder builder)
    {
        builder.StartArray();
        for (var i = 0; i < History.Count; i += 2)
        {
            builder.StartArray();
            builder.Quoted(History[i].Content);
            builder.Quoted(History[i + 1].Content);
            builder.EndArray();
        }

        builder.EndArray();
    }

    // A conversation whose answers are to be compared ends with the question: an absent answer makes it pairs again.
    private static Example Answered(Example example) =>
        example.Completions.Count > 0 && example.OwnMessages is [.., { Role: Role.User }]
            ? new Example(example) { OwnMessages = [.. example.OwnMessages, new Message(Role.Assistant, default)] }
            : example;

    private static void KeepTurns(RecordBuilder builder, Example example, Example whole, int earlier, string format)
    {
        var turn = 0;
        for (; turn < example.History.Count; turn++)
        {
            Keep(builder, turn, example.History[turn], earlier, format);
        }

        if (example.Kind != ExampleKind.Chat)
        {
            return;
        }

        foreach (var message in whole.OwnMessages)
        {
            if (message.Role == Role.System)
            {
                builder.Note("system_turn");
                TurnExtras.Write(builder, RecordBuilder.SystemTurn, message, weights: false, format);
            }
            else
            {
                Keep(builder, turn++, message, earlier, format);
            }
        }
    }

    private static void Keep(RecordBuilder builder, int turn, Message message, int earlier, string format)
    {
        TurnExtras.Write(builder, turn, message, weights: false, format);
        if (turn < earlier && message.Content.IsAbsent && builder.Keeps)
        {
            // A list of pairs has no way to leave a text out; null stands for it.
            builder.TurnFlag(turn, null, "no_content", true);
        }
    }

    private static bool ArePairs(IReadOnlyList<Message> history)
    {
        if (history.Count % 2 != 0)
        {
            return false;
        }

        for (var i = 0; i < history.Count; i++)
        {
            if (history[i].Role != (i % 2 == 0 ? Role.User : Role.Assistant) || history[i].ToolCalls.Count > 0)
            {
                return false;
            }
        }

        return true;
    }
}
