using DatasetKit.Templates.Jinja;

namespace DatasetKit.Templates.Chat;

/// <summary>
/// What a template wants its messages to look like, found out by rendering small ones: content as a text or as parts, arguments as an
/// object or as JSON text.
/// </summary>
internal sealed class ChatNeeds
{
    private readonly string _source;

    private ChatNeeds(string source, IReadOnlyList<string> specialTokens)
    {
        _source = source;
        SpecialTokens = specialTokens;
    }

    /// <summary>Whether a content that is a text fails or is not shown, while one of parts is.</summary>
    public bool WantsParts { get; private init; }

    /// <summary>Whether a content of parts is shown as well as a text.</summary>
    public bool TakesParts { get; private init; }

    /// <summary>Whether arguments must be JSON text: as an object they fail or do not come out as JSON.</summary>
    public bool WantsArgumentText { get; private init; }

    /// <summary>Whether the template calls the reasoning <c>thinking</c>.</summary>
    public bool WantsThinking => Mentions(".thinking") || Mentions("\"thinking\"") || Mentions("'thinking'");

    /// <summary>The special tokens that the template is given or spells.</summary>
    public IReadOnlyList<string> SpecialTokens { get; }

    public bool Mentions(string text) => _source.Contains(text, StringComparison.Ordinal);

    public static ChatNeeds Of(JinjaTemplate template, ChatTemplateOptions options)
    {
        var neutral = new ChatNeeds(template.Source, []);
        var takesText = Shows(template, options, neutral, Text, "Needle");
        var takesParts = neutral.Mentions("content") && Shows(template, options, new ChatNeeds(template.Source, []) { WantsParts = true }, Text, "Needle");
        var wantsText = template.Source.Contains("arguments", StringComparison.Ordinal)
            && !Shows(template, options, neutral, Call, "\"needle\": \"value\"", "needle")
            && Shows(template, options, new ChatNeeds(template.Source, []) { WantsArgumentText = true }, Call, "{\"needle\":\"value\"}");
        return new ChatNeeds(template.Source, SpecialTokenScanner.Find(template.Source, options.SpecialTokens.Values))
        {
            WantsParts = takesParts && !takesText,
            TakesParts = takesParts,
            WantsArgumentText = wantsText,
        };
    }

    private static IReadOnlyList<Message> Text { get; } = [new Message(Role.User, "Needle"), new Message(Role.Assistant, "Needle")];

    private static IReadOnlyList<Message> Call { get; } =
    [
        new Message(Role.User, "Q"),
        new Message(Role.Assistant, "A") { ToolCalls = [new ToolCall { Id = "call12345", Name = "f", Arguments = JsonValue.Parse("{\"needle\":\"value\"}") }] },
    ];

    private static bool Shows(JinjaTemplate template, ChatTemplateOptions options, ChatNeeds needs, IReadOnlyList<Message> messages, params string[] needles)
    {
        try
        {
            var context = new ChatContext(options with { AddGenerationPrompt = false, ContinueFinalMessage = false }, needs, traced: false).Build(messages, default);
            var text = template.Render(context, new RenderOptions { Clock = options.Clock }).Text;
            return Array.Exists(needles, needle => text.Contains(needle, StringComparison.Ordinal)) && !text.Contains("'text':", StringComparison.Ordinal);
        }
        catch (JinjaException)
        {
            return false;
        }
    }
}
