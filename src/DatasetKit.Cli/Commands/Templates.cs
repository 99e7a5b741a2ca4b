using DatasetKit.Internals;

namespace DatasetKit.Cli.Commands;

/// <summary>From the words of <c>--to</c>, <c>--template</c> and <c>--chat-template</c> to what writes.</summary>
internal static class Templates
{
    private static IEnumerable<PromptTemplate> Known => PromptTemplate.Known.Concat(ChatTemplate.Known);

    /// <summary>A prompt template or a model's chat template, by name or from its file or folder.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="chatFirst">Of a name that both kinds have, which is meant.</param>
    /// <param name="variant">Which of a model's chat templates; null for its first choice.</param>
    public static PromptTemplate Load(string name, bool chatFirst, string? variant = null)
    {
        var known = (chatFirst ? ChatTemplate.Find(name) : null) ?? PromptTemplate.Find(name) ?? ChatTemplate.Find(name);
        if (known is null && (Directory.Exists(name) || (File.Exists(name) && Path.GetExtension(name) is ".json" or ".jinja" or ".jinja2" or ".j2")))
        {
            return ChatTemplate.Load(name, variant);
        }

        if (variant is not null)
        {
            throw new UsageException($"--template-variant chooses among the chat templates of a model's folder or tokenizer_config.json, and {DisplayPath.Of(name)} is neither");
        }

        return known ?? (File.Exists(name) ? PromptTemplate.FromFile(name) : throw Unknown(name));
    }

    /// <summary>The format to write.</summary>
    /// <param name="to">What was typed.</param>
    /// <param name="template">What renders; null when nothing does.</param>
    public static RecordFormat Target(string to, PromptTemplate? template)
    {
        if (string.Equals(to, "spans", StringComparison.OrdinalIgnoreCase))
        {
            return template is not null ? RecordFormat.RenderedSpans(template)
                : throw new UsageException("--to spans writes what a template shows and which of it carries loss; name one with --template or --chat-template");
        }

        var format = Options.ReadingOptions.FormatNamed(to);
        if (template is null)
        {
            return format;
        }

        return format == RecordFormat.PlainText ? RecordFormat.RenderedText(template)
            : throw new UsageException($"--template renders text; use it with --to text or --to spans, not with --to {to}");
    }

    /// <summary>Whether a template renders into this format.</summary>
    public static bool IsRendered(string to) => to.ToUpperInvariant() is "TEXT" or "SPANS";

    private static UsageException Unknown(string name)
    {
        var names = Known.Select(template => template.Name).Distinct().ToList();
        var nearest = NearestName.Of(name, names);
        return new UsageException($"there is no template \"{name}\", by name, as a file or as a model's folder; {(nearest is null ? "the" : $"did you mean {nearest}? The")} names are {string.Join(", ", names)}");
    }
}
