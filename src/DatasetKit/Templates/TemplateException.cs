namespace DatasetKit;

/// <summary>A template that cannot be read, or an example that a template cannot show.</summary>
public class TemplateException : DatasetKitException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was found and what to do.</param>
    /// <param name="templateName">The template's name or file.</param>
    /// <param name="line">The line in the template, from 1; 0 when the whole template is meant.</param>
    /// <param name="column">The column in code points, from 1; 0 when the whole line is meant.</param>
    /// <param name="excerpt">The line with a caret under the place; null when there is none.</param>
    public TemplateException(string message, string templateName, int line = 0, int column = 0, string? excerpt = null)
        : base(line == 0 ? $"{templateName}: {message}" : $"{templateName}:{line}:{column}: {message}{(excerpt is null ? string.Empty : "\n" + excerpt)}")
    {
        TemplateName = templateName;
        Line = line;
        Column = column;
        Excerpt = excerpt;
    }

    /// <summary>The template's name or file.</summary>
    public string TemplateName { get; }

    /// <summary>The line in the template, from 1; 0 when the whole template is meant.</summary>
    public int Line { get; }

    /// <summary>The column in code points, from 1; 0 when the whole line is meant.</summary>
    public int Column { get; }

    /// <summary>The line with a caret under the place; null when there is none.</summary>
    public string? Excerpt { get; }
}
