namespace DatasetKit.Templates.Jinja;

/// <summary>Something a template can call.</summary>
internal abstract class PyCallable() : PyObject(Kind.Callable)
{
    public abstract Value Call(RenderState state, in Arguments arguments);
}

/// <summary>The body of a global function.</summary>
internal delegate Value Function(RenderState state, in Arguments arguments);

/// <summary>The body of a filter, a test or a method: the value it is for comes first.</summary>
internal delegate Value Operation(RenderState state, in Value self, in Arguments arguments);

/// <summary>A global function.</summary>
internal sealed class PyFunction(string name, Function body, bool isType = false) : PyCallable
{
    public string Name => name;

    /// <summary>Whether Python has a class of this name, which prints as one.</summary>
    public bool IsType => isType;

    public override string TypeName => isType ? "type" : "function";

    public override Value Call(RenderState state, in Arguments arguments) => body(state, arguments);
}

/// <summary>A method with the object it is of.</summary>
internal sealed class PyMethod(string name, Value self, Operation body) : PyCallable
{
    public string Name => name;

    public Value Self => self;

    public override string TypeName => "builtin_function_or_method";

    public override Value Call(RenderState state, in Arguments arguments) => body(state, self, arguments);
}
