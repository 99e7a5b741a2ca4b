namespace DatasetKit.Templates.Jinja;

/// <summary>A template that cannot be parsed or compiled, with the place of the fault in UTF-16 units.</summary>
internal sealed class SyntaxFault(string message, int at, ErrorClass error = ErrorClass.TemplateSyntaxError) : Exception(message)
{
    public int At => at;

    public ErrorClass Error => error;
}
