namespace DatasetKit.Templates.Jinja;

/// <summary>
/// Asks a condition what it would say if the conversation ended with a message, with or without a generation prompt. The variables
/// that say so are changed for the time of the question.
/// </summary>
/// <param name="prompt">Where the variable <c>add_generation_prompt</c> is; null when nothing here reads it.</param>
/// <param name="messages">Where the variable <c>messages</c> is; null when nothing here reads it.</param>
internal sealed class Supposition(Place? prompt, Place? messages)
{
    /// <summary>Whether the answer can depend on what the last message is; outside of loops nothing else tells.</summary>
    public bool ReadsMessages => messages is not null;

    /// <summary>What a condition would say.</summary>
    /// <param name="frame">Where it stands.</param>
    /// <param name="test">The condition.</param>
    /// <param name="last">The index of the message that is to be the last; -1 leaves the conversation as it is.</param>
    /// <param name="withPrompt">Whether a generation prompt is to be asked for.</param>
    public bool Test(Frame frame, Node test, int last, bool withPrompt)
    {
        var state = frame.State;
        var before = state.Mark();
        var kept = (Prompt: prompt?.Get(frame) ?? default, Messages: messages?.Get(frame) ?? default, state.AssumesLast);
        try
        {
            prompt?.Set(frame, Value.Of(withPrompt));
            if (last >= 0 && kept.Messages.Ref is PyList list)
            {
                messages?.Set(frame, Value.Of(state.Beginning(list, last)));
            }

            state.AssumesLast = last >= 0;
            return test.Test(frame);
        }
        catch (PyError error) when (error.Error != ErrorClass.LimitExceeded)
        {
            state.Return(before);
            return withPrompt;
        }
        finally
        {
            prompt?.Set(frame, kept.Prompt);
            messages?.Set(frame, kept.Messages);
            state.AssumesLast = kept.AssumesLast;
        }
    }
}
