using System.Globalization;

namespace DatasetKit.Processing;

/// <summary>Cuts texts that nobody learns from at their end, the oldest message first.</summary>
internal sealed class TextCutter(TokenCounter counter, int limit) : Shortener(counter, limit)
{
    public override Shortened Shorten(Example example, TokenCount count)
    {
        if (example.Kind == ExampleKind.PlainText)
        {
            return CutPlainText(example, count);
        }

        var turns = Turns(example).ToArray();
        var cut = 0;
        for (var i = 0; i < turns.Length; i++)
        {
            if (!MayBeCut(turns, i, lastIsApart: example.Kind != ExampleKind.Chat))
            {
                continue;
            }

            var whole = turns[i].Content;
            var (before, at) = (turns, i);
            var (text, tokens) = Cut(whole, count.Total, text => Counter.Count(WithTurns(example, Replaced(before, at, text))));
            if (text.IsAbsent)
            {
                continue;
            }

            turns = Replaced(turns, i, text);
            (count, cut) = (tokens, cut + 1);
            if (count.Total <= Limit)
            {
                return new Shortened(WithTurns(example, turns), count, string.Create(CultureInfo.InvariantCulture, $"the ends of {cut} messages that are not trained"));
            }
        }

        return Refuse(cut == 0
            ? "all of it is the system message, the last user message, or trained, and none of those is cut"
            : string.Create(CultureInfo.InvariantCulture, $"{count.Total} are left when all is cut that may be; the system message, the last user message and trained messages are not"));
    }

    private Shortened CutPlainText(Example example, TokenCount count)
    {
        var (text, tokens) = Cut(example.Output, count.Total, text => Counter.Count(Of(text)));
        return !text.IsAbsent && tokens.Total <= Limit
            ? new Shortened(Of(text), tokens, "the end of the text")
            : Refuse("nothing but white space is left when it is cut to the limit");

        Example Of(Text text) => new(example) { Output = text };
    }

    private static bool MayBeCut(Message[] turns, int i, bool lastIsApart) => turns[i] switch
    {
        // The text of a list of parts, and of a call that was parsed from its text, stands twice; cutting one would let them differ.
        { Parts.Count: > 0 } or { ToolCalls.Count: > 0 } or { Content.IsEmpty: true } => false,
        { Role: Role.Tool } => true,
        { Role: Role.User } => lastIsApart || turns.Skip(i + 1).Any(later => later.Role == Role.User),
        { Role: Role.Assistant } message => !message.IsTrained,
        _ => false,
    };

    /// <summary>The longest beginning of a text with which the whole fits, at least one token; else the shortest. Absent when it cannot be shorter, or would be blank.</summary>
    private (Text Text, TokenCount Count) Cut(Text whole, int total, Func<Text, TokenCount> count)
    {
        var all = whole.ToString();
        var keep = Counter.Tokenizer.CountTokens(all);
        (Text Text, TokenCount Count) best = default;
        var excess = total - Limit;
        while (keep > 1 && excess > 0)
        {
            keep = Math.Max(1, keep - excess);
            var end = Counter.Tokenizer.GetIndexByTokenCount(all, keep, out _);
            if (string.IsNullOrWhiteSpace(all[..end]))
            {
                break;
            }

            var text = Text.FromString(all[..end]);
            var tokens = count(text);
            if (tokens.Problem is not null)
            {
                break;
            }

            best = (text, tokens);
            excess = tokens.Total - Limit;
        }

        return best;
    }

    private static Message[] Replaced(Message[] turns, int i, Text content) => [.. turns[..i], new Message(turns[i]) { Content = content }, .. turns[(i + 1)..]];
}
