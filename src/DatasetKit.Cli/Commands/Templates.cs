using DatasetKit.Processing;

namespace DatasetKit.Cli.Commands;

/// <summary>From the words of <c>--to</c> and <c>--template</c> to what writes.</summary>
internal static class Templates
{
    /// <summary>The template, by name or file; null when none was named.</summary>
    public static PromptTemplate? Chosen(string? name) => name is null ? null
        : PromptTemplate.Find(name) ?? (File.Exists(name) ? PromptTemplate.FromFile(name)
        : throw new UsageException($"there is no template \"{name}\", by name or as a file; the names are {string.Join(", ", PromptTemplate.Known.Select(t => t.Name))}"));

    /// <summary>What the model sees: a prompt template, or a model's chat template, by name or from its file or folder.</summary>
    public static PromptTemplate Shown(string name) => PromptTemplate.Find(name) ?? ChatTemplate.Find(name)
        ?? (Directory.Exists(name) || (File.Exists(name) && Path.GetExtension(name) is ".json" or ".jinja") ? ChatTemplate.Load(name)
        : File.Exists(name) ? PromptTemplate.FromFile(name)
        : throw new UsageException($"there is no template \"{name}\", by name, as a file or as a model's folder; the names are {string.Join(", ", PromptTemplate.Known.Concat(ChatTemplate.Known).Select(t => t.Name).Distinct())}"));

    /// <summary>The format to write.</summary>
    public static RecordFormat Target(string to, PromptTemplate? template, RecordFormat? from)
    {
        var format = Options.ReadingOptions.FormatNamed(to);
        if (template is null)
        {
            return format;
        }

        return format == RecordFormat.PlainText
            ? new RenderedTextFormat(template)
            : throw new UsageException($"--template renders text; use it with --to text, not with --to {to}");
    }
}
