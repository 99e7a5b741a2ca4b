namespace DatasetKit.Templates.Jinja;

/// <summary>How Python names types where it names their module too.</summary>
internal static class TypeNames
{
    public static string Qualified(in Value value) => value.Ref switch
    {
        PyNamespace => "jinja2.utils.Namespace",
        PyText { IsMarkup: true } => "markupsafe.Markup",
        PyUndefined => "jinja2.runtime.Undefined",
        LoopContext => "jinja2.runtime.LoopContext",
        PyMacro => "jinja2.runtime.Macro",
        _ => value.TypeName,
    };
}
