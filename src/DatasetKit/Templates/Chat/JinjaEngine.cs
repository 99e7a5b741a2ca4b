namespace DatasetKit.Templates.Chat;

/// <summary>The engine of chat templates: Jinja as transformers renders it.</summary>
internal sealed class JinjaEngine : ITemplateEngine
{
    public static JinjaEngine Instance { get; } = new();

    public string Name => "jinja";

    public PromptTemplate Parse(string source, string name) => ChatTemplate.Parse(source, name);
}
