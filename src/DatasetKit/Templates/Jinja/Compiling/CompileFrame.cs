namespace DatasetKit.Templates.Jinja;

/// <summary>What the compiler knows at a place of the template.</summary>
internal sealed record CompileFrame(Symbols Symbols)
{
    /// <summary>Whether assignments here are seen by blocks.</summary>
    public bool IsTopLevel { get; init; }

    /// <summary>Inside an <c>if</c>: there an unknown filter fails only when it runs.</summary>
    public bool IsSoft { get; init; }

    /// <summary>How many loops of the same function are around.</summary>
    public int Loops { get; init; }

    public EscapeMode Escape { get; init; }

    /// <summary>Whether a constant is escaped here: what the innermost place says whose escaping is a constant.</summary>
    public EscapeMode ConstantEscape { get; init; }

    /// <summary>Inside a constant, which Python computes by rules of its own.</summary>
    public bool IsFolded { get; init; }

    public FunctionScope Function => Symbols.Function;

    /// <summary>A scope within the same function.</summary>
    public CompileFrame Inner(string mark = "") => new(new Symbols(Function, Symbols, mark)) { Escape = Escape, ConstantEscape = ConstantEscape, Loops = Loops };

    /// <summary>The scope of a function within this one.</summary>
    public CompileFrame InnerFunction() => new(new Symbols(new FunctionScope(Function), Symbols)) { Escape = Escape, ConstantEscape = ConstantEscape };

    /// <exception cref="SyntaxFault">Nothing that was looked through mentions the name.</exception>
    public Place PlaceOf(string name) => PlaceOf(Symbols.Find(name)
        ?? throw new SyntaxFault($"Tried to resolve a name to a reference that was unknown to the frame ({Repr.Quote(name)})", 0, ErrorClass.AssertionError));

    public Place PlaceOf(Variable variable)
    {
        var up = 0;
        for (var function = Function; function != variable.Function; function = function.Parent!)
        {
            up++;
        }

        return new Place(up, variable.Slot);
    }

    public ScopeLoads Loads() => new(
        [
            .. Symbols.Loads.Where(load => load.Value.Kind != LoadKind.Parameter)
                .Select(load => (PlaceOf(load.Key), load.Value.Kind, load.Value.Name, load.Value.Outer is { } outer ? PlaceOf(outer) : default)),
        ],
        [.. Symbols.Loads.Keys.Select(PlaceOf)]);
}
