using DatasetKit.Templates;
using DatasetKit.Templates.Chat;
using DatasetKit.Templates.Jinja;

namespace DatasetKit;

/// <summary>
/// The chat template of a model: a Jinja template that prints a conversation as the model sees it. Renders what transformers'
/// <c>apply_chat_template</c> renders, byte for byte, and knows which characters the assistant said. Immutable; it may be used from any thread.
/// </summary>
public sealed partial class ChatTemplate : PromptTemplate
{
    private readonly JinjaTemplate _template;
    private readonly JinjaTemplate? _toolTemplate;
    private readonly Lazy<ChatNeeds> _needs;
    private readonly string? _description;

    private ChatTemplate(JinjaTemplate template, JinjaTemplate? toolTemplate, string name, string? description, ChatTemplateOptions options)
    {
        _template = template;
        _toolTemplate = toolTemplate;
        _description = description;
        Name = name;
        Options = options;
        _needs = new Lazy<ChatNeeds>(() => ChatNeeds.Of(template, options));
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Description => _description ?? "a chat template";

    /// <summary>What the template is rendered with.</summary>
    public ChatTemplateOptions Options { get; }

    /// <summary>The template's text.</summary>
    public string Source => _template.Source;

    /// <summary>Whether the template marks what is trained itself, with <c>{% generation %}</c>.</summary>
    public bool HasGenerationTags => _template.HasGenerationTags;

    /// <summary>Special tokens that the template is given, and those that its own text spells: content that holds one is refused (rule DK2003).</summary>
    public override IReadOnlyList<string> SpecialTokens => _needs.Value.SpecialTokens;

    /// <summary>Makes a template of Jinja text.</summary>
    /// <param name="source">The template.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="options">What to render it with; the defaults when null.</param>
    /// <exception cref="JinjaException">The text is no template.</exception>
    public static ChatTemplate Parse(string source, string name = "chat template", ChatTemplateOptions? options = null) =>
        Create(source, null, name, null, options ?? ChatTemplateOptions.Default);

    /// <summary>The same template with other options.</summary>
    /// <param name="options">What to render it with.</param>
    public ChatTemplate With(ChatTemplateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Limits == Options.Limits
            ? new ChatTemplate(_template, _toolTemplate, Name, _description, options)
            : Create(Source, _toolTemplate?.Source, Name, _description, options);
    }

    /// <summary>Renders a conversation.</summary>
    /// <param name="messages">Its messages in order.</param>
    /// <param name="tools">Tool definitions: an array; absent when there are none.</param>
    /// <returns>The text, and the parts of it that the assistant said: what is trained.</returns>
    /// <exception cref="JinjaException">The template failed, for example because it does not take these roles in this order.</exception>
    public RenderedPrompt Render(IReadOnlyList<Message> messages, JsonValue tools = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return Render(messages, tools, withSpans: true);
    }

    /// <inheritdoc/>
    public override string? Render(PromptWriter writer, Example example)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(example);
        if (example.Kind == ExampleKind.PlainText)
        {
            return "a plain text is no conversation, and a chat template shows only those";
        }

        try
        {
            var messages = example.Messages;
            var prompt = Render(messages, ChatContext.ToolsOf(example.Tools), writer.WantsSpans);
            Write(writer, prompt);
            Hide(writer, prompt.Text, messages);
            return null;
        }
        catch (JinjaException fault)
        {
            return $"{Name}:{fault.Line}:{fault.Column}: {fault.ErrorClass}: {OneLine(fault.Reason)}";
        }
        catch (TemplateException fault)
        {
            return fault.Message;
        }
    }

    internal override Diagnostic Failure => TemplateDiagnostics.CannotShow;

    internal override string Written => Source;

    /// <inheritdoc/>
    protected internal override bool Shows(string field) => field switch
    {
        "system" or "input" or "messages" => true,
        "tools" or "tool_calls" => _needs.Value.Mentions(field),
        "reasoning_content" => _needs.Value.Mentions("reasoning_content") || _needs.Value.Mentions("thinking"),
        _ => false,
    };

    internal RenderedPrompt Render(IReadOnlyList<Message> messages, JsonValue tools, bool withSpans)
    {
        if (Options is { ContinueFinalMessage: true, AddGenerationPrompt: true })
        {
            throw new InvalidOperationException("ContinueFinalMessage and AddGenerationPrompt exclude each other: the text ends inside the last message or after it.");
        }

        var template = _toolTemplate is not null && !tools.IsAbsent ? _toolTemplate : _template;
        var context = new ChatContext(Options, _needs.Value, withSpans);
        var variables = context.Build(messages, tools);
        var output = template.Render(variables, new RenderOptions { Clock = Options.Clock, Origins = context.Origins });
        var text = Options.ContinueFinalMessage ? FinalMessage.Cut(output.Text) : output.Text;
        return new RenderedPrompt(text, withSpans ? ChatSpans.Of(output, text.Length, messages, context.Origins!, template.HasGenerationTags) : []);
    }

    private static ChatTemplate Create(string source, string? toolSource, string name, string? description, ChatTemplateOptions options)
    {
        var environment = JinjaEnvironment.Chat with { Limits = options.Limits };
        return new ChatTemplate(
            JinjaTemplate.Parse(source, name, environment), toolSource is null ? null : JinjaTemplate.Parse(toolSource, $"{name} (tool_use)", environment), name, description, options);
    }

    /// <summary>
    /// Templates leave out what is in the conversation: the reasoning of answers before the last one, or a system prompt that goes before a question at the end.
    /// </summary>
    private static void Hide(PromptWriter writer, string text, IReadOnlyList<Message> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            if (!messages[i].Reasoning.IsEmpty && !IsIn(text, messages[i].Reasoning))
            {
                writer.Hide("reasoning_content");
            }

            if (messages[i].Role == Role.System && !IsIn(text, messages[i].Content))
            {
                writer.Hide("system");
            }
        }
    }

    private static bool IsIn(string text, Text part) => text.Contains(part.ToString().Trim(), StringComparison.Ordinal);

    /// <summary>A reason, which may quote the data, as part of a finding.</summary>
    private static string OneLine(string reason)
    {
        const int Longest = 400;
        var line = new System.Text.StringBuilder(Math.Min(reason.Length, Longest));
        foreach (var character in reason.AsSpan(0, Math.Min(reason.Length, Longest)))
        {
            line.Append(char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character);
        }

        return line.Append(reason.Length > Longest ? "…" : string.Empty).ToString();
    }

    /// <summary>Hands the text on in pieces that carry loss and pieces that carry none.</summary>
    private static void Write(PromptWriter writer, RenderedPrompt prompt)
    {
        var text = prompt.Text;
        var at = 0;
        var points = 0;
        foreach (var span in prompt.Loss)
        {
            var start = at + CodePoints.Offset(text.AsSpan(at), span.Start - points);
            var end = start + CodePoints.Offset(text.AsSpan(start), span.End - span.Start);
            writer.Literal(text.AsSpan(at, start - at));
            writer.BeginLoss();
            writer.Literal(text.AsSpan(start, end - start));
            writer.EndLoss();
            (at, points) = (end, span.End);
        }

        writer.Literal(text.AsSpan(at));
    }
}
