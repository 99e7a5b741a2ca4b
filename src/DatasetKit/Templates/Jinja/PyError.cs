namespace DatasetKit.Templates.Jinja;

/// <summary>A fault inside the engine, before its place in the template is known; <see cref="JinjaException"/> is what callers see.</summary>
internal sealed class PyError(ErrorClass error, string message) : Exception(message)
{
    public ErrorClass Error => error;

    public static PyError Type(string message) => new(ErrorClass.TypeError, message);

    public static PyError Value(string message) => new(ErrorClass.ValueError, message);
}
