using DatasetKit.Templates.Jinja;

namespace DatasetKit.Templates.Chat;

/// <summary>
/// Which parts of a rendered conversation the assistant says. Where the template marks them with <c>generation</c>, those; elsewhere what
/// the origins of the characters tell: all that was printed for an assistant's message, less the cue that makes the model answer. That is what
/// remains of each turn when the conversation is rendered turn by turn, found in one render.
/// </summary>
internal static class ChatSpans
{
    public static IReadOnlyList<LossSpan> Of(JinjaOutput output, int length, IReadOnlyList<Message> messages, IReadOnlyList<Origin> origins, bool hasTags)
    {
        var stretches = Stretches(output, origins);
        var found = hasTags ? Marked(output, stretches, messages) : Said(output, stretches, messages);
        return InCodePoints(output.Text, found, length);
    }

    /// <summary>The output in stretches of one message each; -1 is no message.</summary>
    private static List<(int Start, int End, int Message, bool IsContent)> Stretches(JinjaOutput output, IReadOnlyList<Origin> origins)
    {
        var stretches = new List<(int Start, int End, int Message, bool IsContent)>(output.Runs!.Length);
        var at = 0;
        foreach (var run in output.Runs)
        {
            var isContent = run.Source > 0;
            var message = isContent ? origins[run.Source - 1].Message : -run.Source - 1;
            stretches.Add((at, at + run.Length, message, isContent));
            at += run.Length;
        }

        return stretches;
    }

    private static List<(int Start, int End)> Said(JinjaOutput output, List<(int Start, int End, int Message, bool IsContent)> stretches, IReadOnlyList<Message> messages)
    {
        var found = new List<(int, int)>();
        var cue = Tail(output, stretches, output.Text.Length);
        var beforeCue = Tail(output, stretches, Math.Max(output.GenerationPromptAt, output.GenerationPromptWouldBeAt));
        for (var i = 0; i < stretches.Count;)
        {
            var message = stretches[i].Message;
            if (message < 0 || message >= messages.Count || messages[message].Role != Role.Assistant)
            {
                i++;
                continue;
            }

            // What another message's content prints inside this one's belongs to this one; what is printed for another message does not.
            var last = i;
            for (var next = i + 1; next < stretches.Count && (stretches[next].Message == message || stretches[next].IsContent); next++)
            {
                last = stretches[next].Message == message ? next : last;
            }

            var end = stretches[last].End;
            if (message == messages.Count - 1 && last < stretches.Count - 1 && stretches.FindIndex(last + 1, stretch => stretch.Message >= 0) < 0)
            {
                end = output.GenerationPromptAt > stretches[last].Start ? Math.Max(end, output.GenerationPromptAt) : output.Text.Length;
            }

            if (output.GenerationPromptAt >= stretches[i].Start && output.GenerationPromptAt < end)
            {
                end = output.GenerationPromptAt;
            }

            // A cue that every conversation ends with is there after this message too, and there it is what it adds.
            if (output.GenerationPrompt is null && end < output.Text.Length && output.Text.AsSpan(end).StartsWith(cue, StringComparison.Ordinal))
            {
                end += cue.Length;
            }

            var isCued = message == 0 || message > output.Cues.Length || output.Cues[message - 1];
            var start = AfterCue(output, stretches, i, last, isCued ? output.GenerationPrompt ?? cue : string.Empty, isCued ? beforeCue : string.Empty);
            if (messages[message].Train != false && end > start)
            {
                found.Add((start, end));
            }

            i = last + 1;
        }

        return found;
    }

    /// <summary>Where the cue ends; where another cue than the generation prompt was printed, where the message's own text begins.</summary>
    private static int AfterCue(JinjaOutput output, List<(int Start, int End, int Message, bool IsContent)> stretches, int first, int last, string prompt, string before)
    {
        var start = stretches[first].Start;
        var rest = output.Text.AsSpan(start);
        if (prompt.Length > 0 && rest.StartsWith(before, StringComparison.Ordinal) && rest[before.Length..].StartsWith(prompt, StringComparison.Ordinal))
        {
            return start + before.Length + prompt.Length;
        }

        if (rest.StartsWith(prompt, StringComparison.Ordinal))
        {
            return start + prompt.Length;
        }

        // A cue that begins in what was printed for the message before: a line break between the two, or all of it.
        for (var earlier = Math.Min(prompt.Length, start); earlier > 0; earlier--)
        {
            if (output.Text.AsSpan(start - earlier).StartsWith(prompt, StringComparison.Ordinal))
            {
                return start + prompt.Length - earlier;
            }
        }

        if (output.GenerationPrompt is null)
        {
            return start;
        }

        for (var i = first; i <= last; i++)
        {
            if (stretches[i].IsContent)
            {
                return stretches[i].Start;
            }
        }

        return start;
    }

    /// <summary>What is printed after the last message, whoever said it: of a template that asks nobody, the cue itself.</summary>
    private static string Tail(JinjaOutput output, List<(int Start, int End, int Message, bool IsContent)> stretches, int end) =>
        stretches.FindLastIndex(stretch => stretch.Message >= 0) is >= 0 and var last && stretches[last].End < end ? output.Text[stretches[last].End..end] : string.Empty;

    /// <summary>The spans that the template marks, less those of messages that are not to be trained.</summary>
    private static List<(int Start, int End)> Marked(JinjaOutput output, List<(int Start, int End, int Message, bool IsContent)> stretches, IReadOnlyList<Message> messages)
    {
        var spans = new List<(int, int)>();
        var units = 0;
        var points = 0;
        var stretch = 0;
        foreach (var (start, end) in output.Generations)
        {
            if (start < points)
            {
                (units, points, stretch) = (0, 0, 0);
            }

            var from = units + CodePoints.Offset(output.Text.AsSpan(units), start - points);
            var to = from + CodePoints.Offset(output.Text.AsSpan(from), end - start);
            while (stretch < stretches.Count && stretches[stretch].End <= from)
            {
                stretch++;
            }

            var message = stretch < stretches.Count ? stretches[stretch].Message : -1;
            if (message < 0 || message >= messages.Count || messages[message].Train != false)
            {
                spans.Add((from, to));
            }

            (units, points) = (from, start);
        }

        return spans;
    }

    private static List<LossSpan> InCodePoints(string text, List<(int Start, int End)> spans, int length)
    {
        var result = new List<LossSpan>(spans.Count);
        var units = 0;
        var points = 0;
        foreach (var (start, end) in spans)
        {
            if (start >= length && start > 0)
            {
                break;
            }

            if (start < units)
            {
                (units, points) = (0, 0);
            }

            var from = points + CodePoints.Count(text.AsSpan(units, start - units));
            var to = from + CodePoints.Count(text.AsSpan(start, Math.Min(end, length) - start));
            result.Add(new LossSpan(from, to));
            (units, points) = (Math.Min(end, length), to);
        }

        return result;
    }
}
