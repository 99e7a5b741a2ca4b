namespace DatasetKit.Handlebars;

/// <summary>
/// Handlebars as a template language: templates of <see cref="PromptTemplate"/>'s kind out of Handlebars text (docs/handlebars.md). Rendered with
/// Handlebars.Net, without HTML escaping, files or partials from outside. Stateless; it may be used from any thread.
/// </summary>
public sealed class HandlebarsEngine : ITemplateEngine
{
    /// <summary>The engine.</summary>
    public static HandlebarsEngine Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "handlebars";

    /// <inheritdoc/>
    /// <remarks>Not for native ahead-of-time compilation: Handlebars.Net compiles the template at run time.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="name"/> is null.</exception>
    /// <exception cref="TemplateException">The text is no Handlebars template, or names a helper or a partial that does not exist; with line and column.</exception>
    public PromptTemplate Parse(string source, string name)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(name);
        return new HandlebarsTemplate(source, name);
    }
}
