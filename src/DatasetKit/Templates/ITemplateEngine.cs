namespace DatasetKit;

/// <summary>A template language: makes templates of their source text.</summary>
public interface ITemplateEngine
{
    /// <summary>The language's name: <c>placeholder</c>.</summary>
    string Name { get; }

    /// <summary>Makes a template.</summary>
    /// <param name="source">The template's text.</param>
    /// <param name="name">What to call it in messages, for example its file name.</param>
    /// <exception cref="TemplateException">The text is no template of this language.</exception>
    PromptTemplate Parse(string source, string name);
}
