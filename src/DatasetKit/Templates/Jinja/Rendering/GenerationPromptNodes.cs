namespace DatasetKit.Templates.Jinja;

/// <summary>
/// An <c>if</c> that prints the generation prompt. A traced render notes what it prints, and after which messages it would be
/// printed; where none is wanted, its body runs once on trial, and what that prints is thrown away.
/// </summary>
internal sealed class PromptIfStatement(Statement code, Node test, Statement[] body, Supposition supposition) : Statement
{
    public override Flow Run(Frame frame)
    {
        var state = frame.State;
        if (!state.IsTraced)
        {
            return code.Run(frame);
        }

        PromptTrial.Ask(frame, test, supposition);
        var start = state.Out.Length;
        var prints = test.Test(frame);
        if (state.GenerationPrompt is null && !prints)
        {
            PromptTrial.Keep(frame, Trial.Print(frame, body));
        }

        var flow = code.Run(frame);
        if (prints)
        {
            PromptTrial.Note(state, start);
        }

        return flow;
    }
}

/// <summary>The same for <c>{{ … if add_generation_prompt }}</c>.</summary>
internal sealed class PromptConditionalNode(Node code, Node test, Node then, Supposition supposition) : Node
{
    public override Value Eval(Frame frame)
    {
        Try(frame);
        return code.Eval(frame);
    }

    public override void Print(Frame frame)
    {
        var start = frame.State.Out.Length;
        Try(frame);
        var prints = frame.State.IsTraced && test.Test(frame);
        code.Print(frame);
        if (prints)
        {
            PromptTrial.Note(frame.State, start);
        }
    }

    private void Try(Frame frame)
    {
        if (!frame.State.IsTraced)
        {
            return;
        }

        PromptTrial.Ask(frame, test, supposition);
        if (frame.State is { GenerationPrompt: null } state && !test.Test(frame))
        {
            PromptTrial.Keep(frame, Trial.Print(frame, then));
        }
    }
}

/// <summary>What the two have in common.</summary>
internal static class PromptTrial
{
    /// <summary>Notes after which messages the prompt would be printed: inside a loop after the message it is about, behind it after any.</summary>
    public static void Ask(Frame frame, Node test, Supposition supposition)
    {
        var state = frame.State;
        if (state.Message >= 0)
        {
            state.Cues[state.Message] = supposition.Test(frame, test, state.Message, withPrompt: true);
            return;
        }

        if (!supposition.ReadsMessages)
        {
            Array.Fill(state.Cues, true);
            return;
        }

        for (var i = 0; i < state.Cues.Length; i++)
        {
            state.Cues[i] = supposition.Test(frame, test, i, withPrompt: true);
        }

        // A condition that holds after no message looks at what the loop left behind, and that is the end of the whole conversation.
        if (!Array.Exists(state.Cues, cue => cue))
        {
            Array.Fill(state.Cues, true);
        }
    }

    /// <summary>The prompt was printed from here on.</summary>
    public static void Note(RenderState state, int start)
    {
        if (state.Out.Length > start)
        {
            state.GenerationPrompt = state.Out.Written[start..].ToString();
            state.GenerationPromptAt = state.Partial == 0 ? start : -1;
        }
    }

    /// <summary>Keeps what was printed on trial as the prompt.</summary>
    public static void Keep(Frame frame, string? prompt)
    {
        var state = frame.State;
        if (prompt is { Length: > 0 })
        {
            state.GenerationPrompt = prompt;
            state.GenerationPromptWouldBeAt = state.Partial == 0 ? state.Out.Length : -1;
        }
    }
}
