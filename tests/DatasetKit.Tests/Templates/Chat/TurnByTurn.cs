using DatasetKit.Templates.Chat;
using DatasetKit.Templates.Jinja;

namespace DatasetKit.Tests.Templates.Chat;

/// <summary>A conversation that is rendered once, and turn by turn to see what each of the assistant's messages adds.</summary>
internal sealed class TurnByTurn
{
    private readonly JinjaTemplate _template;
    private readonly PyDict _context;
    private readonly List<Value> _messages;
    private readonly List<Origin> _origins = [];

    internal TurnByTurn(JinjaTemplate template, PyDict context)
    {
        _template = template;
        _context = context;
        context.TryGet("messages", out var messages);
        _messages = ((PyList)messages.Ref!).Items;
        Text = Try(_messages, withPrompt: false, null)?.Text ?? string.Empty;
    }

    internal string Text { get; }

    /// <summary>What the assistant's messages add; null when that cannot be told, because an earlier turn looks different in a longer conversation.</summary>
    internal List<LossSpan>? Remainders()
    {
        var spans = new List<LossSpan>();
        if (Text.Length == 0)
        {
            return null;
        }

        for (var i = 0; i < _messages.Count; i++)
        {
            if (RoleOf(_messages[i]) != Role.Assistant)
            {
                continue;
            }

            var before = Try(_messages[..i], withPrompt: true, null)?.Text;
            var after = Try(_messages[..(i + 1)], withPrompt: false, null)?.Text;
            if (before is null || after is null || !after.StartsWith(before, StringComparison.Ordinal) || !Text.StartsWith(after, StringComparison.Ordinal))
            {
                return null;
            }

            if (after.Length > before.Length)
            {
                spans.Add(new LossSpan(CodePoints.Count(before), CodePoints.Count(after)));
            }
        }

        return spans.Count == 0 ? null : spans;
    }

    /// <summary>What one render tells of the same.</summary>
    internal List<LossSpan> Spans()
    {
        List<Value> traced = [.. _messages.Select((message, index) => Traced(message, index, string.Empty))];
        var output = Try(traced, withPrompt: false, _origins)!;
        Assert.Equal(Text, output.Text);
        return [.. ChatSpans.Of(output, output.Text.Length, [.. _messages.Select(message => new Message(RoleOf(message), default))], _origins, hasTags: false)];
    }

    private static Role RoleOf(in Value message) => message.Ref is PyDict dict && dict.TryGet("role", out var role) && role.Text == "assistant" ? Role.Assistant : Role.User;

    private JinjaOutput? Try(List<Value> messages, bool withPrompt, IReadOnlyList<Origin>? origins)
    {
        var context = _context.Copy();
        context.Set("messages", Value.Of(new PyList(messages)));
        context.Set("add_generation_prompt", Value.Of(withPrompt));
        try
        {
            return _template.Render(context, new RenderOptions { Clock = Jinja.ConformanceCase.Options.Clock, Origins = origins });
        }
        catch (JinjaException)
        {
            return null;
        }
    }

    private Value Traced(in Value value, int message, string field)
    {
        switch (value.Ref)
        {
            case string { Length: > 0 } text when field != "/role":
                _origins.Add(new Origin(message, field));
                return Value.OfText(text, [new Run(text.Length, _origins.Count, 0)], false);
            case PyList list:
                return Value.Of(new PyList([.. list.Items.Select((item, index) => Traced(item, message, $"{field}/{index}"))]));
            case PyDict dict:
                var traced = new PyDict { MessageTag = field.Length == 0 ? message + 1 : 0 };
                foreach (var key in dict.Part(ViewPart.Keys))
                {
                    dict.TryGet(key, out var item);
                    traced.Set(key, Traced(item, message, $"{field}/{key.Text}"));
                }

                return Value.Of(traced);
            default:
                return value;
        }
    }
}
