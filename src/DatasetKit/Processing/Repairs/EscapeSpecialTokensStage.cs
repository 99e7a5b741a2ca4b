using System.Text;
using DatasetKit.Formats;
using DatasetKit.Validation;

namespace DatasetKit.Processing;

/// <summary>
/// Breaks the spelling of special tokens with a space behind its first character: what DK2003 would find. The rule looks after it, so a token
/// that a space cannot break is still rejected.
/// </summary>
internal sealed class EscapeSpecialTokensStage(Run run, PromptTemplate? template, ExampleSink next) : ExampleSink
{
    private readonly byte[][] _tokens = [.. (template?.SpecialTokens ?? []).Select(Encoding.UTF8.GetBytes)];
    private readonly List<string> _broken = [];
    private byte[] _scratch = [];

    public override bool Accept(Example example)
    {
        _broken.Clear();
        var escaped = Escape(example);
        if (_broken.Count == 0)
        {
            return next.Accept(example);
        }

        run.Warn(new Finding(
            SpecialTokenInContent.Fault,
            Severity.Warning,
            example.Source,
            null,
            $"the spelling of {string.Join(", ", _broken.Distinct().Take(5).Select(token => $"\"{token}\""))} was broken with a space (--escape-special)"));
        return next.Accept(escaped);
    }

    private Example Escape(Example example)
    {
        var escaped = new Example(example)
        {
            System = Escape(example.System),
            History = Map(example.History, Escape),
            Instruction = Escape(example.Instruction),
            Input = Escape(example.Input),
            // A plain text is all the model will see: it may hold tokens, as the rule says.
            Output = example.Kind == ExampleKind.PlainText ? example.Output : Escape(example.Output),
            Completions = Map(example.Completions, Escape),
        };
        return example.Kind == ExampleKind.Chat ? new Example(escaped) { OwnMessages = Map(example.OwnMessages, Escape) } : escaped;
    }

    private Completion Escape(Completion completion)
    {
        var messages = Map(completion.Messages, Escape);
        return ReferenceEquals(messages, completion.Messages) ? completion : new Completion(messages)
        {
            Chosen = completion.Chosen,
            Rank = completion.Rank,
            Score = completion.Score,
            Source = completion.Source,
            Metadata = completion.Metadata,
        };
    }

    private Message Escape(Message message)
    {
        var before = _broken.Count;
        var parts = Map(message.Parts, Escape);
        var content = parts.Count > 0 ? OpenAIMessages.Joined(parts) : Escape(message.Content);
        var reasoning = Escape(message.Reasoning);
        return _broken.Count == before ? message : new Message(message) { Parts = parts, Content = content, Reasoning = reasoning };
    }

    private ContentPart Escape(ContentPart part)
    {
        var before = _broken.Count;
        var text = Escape(part.Text);
        return _broken.Count == before ? part : new ContentPart(text) { Metadata = part.Metadata };
    }

    private Text Escape(Text text)
    {
        if (text.IsEmpty)
        {
            return text;
        }

        var utf8 = text.Utf8(ref _scratch);
        List<byte>? broken = null;
        while (Next(utf8, out var length) is >= 0 and var at)
        {
            // A token may begin with white space, as " ASSISTANT: " does; the space has to come inside the word.
            var inside = at + 1 + Math.Max(utf8.Slice(at, length - 1).IndexOfAnyExcept((byte)' '), 0);
            while (inside < at + length && (utf8[inside] & 0xC0) == 0x80)
            {
                inside++;
            }

            _broken.Add(Internals.Utf8Text.Show(utf8.Slice(at, length)));
            broken ??= new List<byte>(utf8.Length + 8);
            broken.AddRange(utf8[..inside]);
            broken.Add((byte)' ');
            utf8 = utf8[inside..];
        }

        if (broken is null)
        {
            return text;
        }

        broken.AddRange(utf8);
        return Text.Plain([.. broken]);
    }

    /// <summary>The first token, of the template or a well-known one.</summary>
    private int Next(ReadOnlySpan<byte> utf8, out int length)
    {
        var first = SpecialTokens.IndexOf(utf8, out length);
        foreach (var token in _tokens)
        {
            if (utf8.IndexOf(token) is >= 0 and var at && (first < 0 || at < first))
            {
                (first, length) = (at, token.Length);
            }
        }

        return first;
    }

    private static IReadOnlyList<T> Map<T>(IReadOnlyList<T> list, Func<T, T> change)
        where T : class
    {
        T[]? changed = null;
        for (var i = 0; i < list.Count; i++)
        {
            var now = change(list[i]);
            if (!ReferenceEquals(now, list[i]))
            {
                changed ??= [.. list];
                changed[i] = now;
            }
        }

        return changed ?? list;
    }
}
