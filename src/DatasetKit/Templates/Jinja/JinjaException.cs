using DatasetKit.Templates.Jinja;

namespace DatasetKit;

/// <summary>A Jinja template that cannot be parsed, that failed, or that came up against a bound of <see cref="JinjaLimits"/>.</summary>
public sealed class JinjaException : TemplateException
{
    private JinjaException(string errorClass, string reason, bool isSyntax, string name, int line, int column, string? excerpt)
        : base($"{reason} ({errorClass})", name, line, column, excerpt)
    {
        ErrorClass = errorClass;
        Reason = reason;
        IsSyntax = isSyntax;
    }

    /// <summary>The class of the exception that Python would raise: <c>TypeError</c>; <c>LimitExceeded</c> for a bound.</summary>
    public string ErrorClass { get; }

    /// <summary>What Python would say; for <c>raise_exception</c> exactly what the template says.</summary>
    public string Reason { get; }

    /// <summary>Whether the template itself is at fault; otherwise it is what the template was given.</summary>
    public bool IsSyntax { get; }

    internal static JinjaException At(ErrorClass error, string reason, string name, string source, int at, bool isSyntax)
    {
        at = Math.Clamp(at, 0, source.Length);
        var start = at == 0 ? 0 : source.LastIndexOf('\n', at - 1) + 1;
        var end = source.IndexOf('\n', at);
        var line = source.AsSpan(start, (end < 0 ? source.Length : end) - start);
        var column = CodePoints.Count(source.AsSpan(start, at - start)) + 1;

        // A template is often one line: the excerpt shows the part around the place.
        const int Around = 60;
        var from = Math.Max(0, at - start - Around);
        var shown = line.Slice(from, Math.Min(line.Length - from, 2 * Around)).ToString();
        var caret = new string(' ', CodePoints.Count(source.AsSpan(start + from, at - start - from)));
        return new JinjaException(
            error.ToString(), reason, isSyntax, name, source.AsSpan(0, start).Count('\n') + 1, column, $"  {shown}\n  {caret}^");
    }
}
