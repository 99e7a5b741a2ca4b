namespace DatasetKit.Templates.Jinja;

/// <summary>The class of exception that Python would raise, under Python's name.</summary>
internal enum ErrorClass
{
    TemplateSyntaxError,
    TemplateAssertionError,
    TemplateRuntimeError,
    TemplateError,
    UndefinedError,
    SecurityError,
    FilterArgumentError,
    SyntaxError,
    TypeError,
    ValueError,
    IndexError,
    KeyError,
    AttributeError,
    AssertionError,
    OverflowError,
    ZeroDivisionError,
    RuntimeError,
    RecursionError,
    LookupError,
    UnicodeEncodeError,
    UnicodeDecodeError,

    /// <summary>A bound of ours: steps, size or time. Python would go on, or run out of memory.</summary>
    LimitExceeded,
}
