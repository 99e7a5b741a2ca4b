namespace DatasetKit.Templates.Jinja;

/// <summary>A template ready to render, any number of times and from any thread.</summary>
internal sealed class JinjaTemplate
{
    private readonly JinjaEnvironment _environment;
    private readonly string _name;
    private readonly string _source;
    private readonly CompiledTemplate _code;

    /// <summary>The template's text, its newlines made one kind.</summary>
    public string Source => _source;

    /// <summary>Whether it marks what is generated.</summary>
    public bool HasGenerationTags { get; }

    private JinjaTemplate(string source, string name, JinjaEnvironment environment, CompiledTemplate code)
    {
        _source = source;
        _name = name;
        _environment = environment;
        _code = code;
        HasGenerationTags = environment.HasGeneration && HasTag(source);
    }

    /// <summary>Parses and compiles a template.</summary>
    /// <exception cref="JinjaException">The source is no template.</exception>
    public static JinjaTemplate Parse(string source, string name, JinjaEnvironment environment)
    {
        var normalized = source.Length <= environment.Limits.SourceLength
            ? Lexer.Normalize(source, environment.Lexing)
            : throw JinjaException.At(ErrorClass.LimitExceeded, $"the template is longer than {environment.Limits.SourceLength} characters", name, string.Empty, 0, isSyntax: true);
        try
        {
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
            return new JinjaTemplate(normalized, name, environment, Compiler.Compile(Parser.Parse(normalized, environment), environment));
        }
        catch (SyntaxFault fault)
        {
            throw JinjaException.At(fault.Error, fault.Message, name, normalized, fault.At, isSyntax: true);
        }
    }

    /// <summary>As transformers looks for it.</summary>
    private static bool HasTag(string source)
    {
        for (var at = source.IndexOf("{%", StringComparison.Ordinal); at >= 0; at = source.IndexOf("{%", at + 2, StringComparison.Ordinal))
        {
            var name = source.AsSpan(at + 2).TrimStart("-+").TrimStart();
            if (name.StartsWith("generation") && name[10..].TrimStart().TrimStart("-+").StartsWith("%}"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Renders with a context.</summary>
    /// <exception cref="JinjaException">The template failed, or came up against a bound.</exception>
    public JinjaOutput Render(PyDict context, in RenderOptions options)
    {
        using var state = new RenderState(_environment, context, options);
        try
        {
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
            var frame = new Frame(state, null, _code.Function.Count);
            if (_code.Blocks.Count > 0)
            {
                state.Exported = new PyDict();
            }

            if (_code.Blocks.Count > 0 || _code.Self is not null)
            {
                state.Self = new PySelf(_code.Blocks);
                _code.Self?.Set(frame, Value.Of(state.Self));
            }

            _code.Loads.Enter(frame);
            Statement.Run(_code.Body, frame);
            return JinjaOutput.Of(state);
        }
        catch (PyError error)
        {
            throw JinjaException.At(error.Error, error.Message, _name, _source, state.At, isSyntax: false);
        }
        catch (InsufficientExecutionStackException)
        {
            throw JinjaException.At(ErrorClass.RecursionError, "maximum recursion depth exceeded", _name, _source, state.At, isSyntax: false);
        }
    }
}
