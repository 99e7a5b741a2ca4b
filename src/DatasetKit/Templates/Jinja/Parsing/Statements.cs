namespace DatasetKit.Templates.Jinja;

/// <summary>A statement of the tree that the parser makes.</summary>
internal abstract class StatementSyntax(int at)
{
    public int At => at;
}

internal sealed class OutputSyntax(List<ExpressionSyntax> parts, int at) : StatementSyntax(at)
{
    public List<ExpressionSyntax> Parts => parts;
}

internal sealed class ForSyntax(
    ExpressionSyntax target, ExpressionSyntax iterable, ExpressionSyntax? test, bool recursive, List<StatementSyntax> body, List<StatementSyntax> otherwise, int at)
    : StatementSyntax(at)
{
    public ExpressionSyntax Target => target;

    public ExpressionSyntax Iterable => iterable;

    public ExpressionSyntax? Test => test;

    public bool IsRecursive => recursive;

    public List<StatementSyntax> Body => body;

    public List<StatementSyntax> Otherwise => otherwise;
}

internal sealed class IfSyntax(List<(ExpressionSyntax Test, List<StatementSyntax> Body)> branches, List<StatementSyntax> otherwise, int at) : StatementSyntax(at)
{
    public List<(ExpressionSyntax Test, List<StatementSyntax> Body)> Branches => branches;

    public List<StatementSyntax> Otherwise => otherwise;
}

internal sealed class SetSyntax(ExpressionSyntax target, ExpressionSyntax value, int at) : StatementSyntax(at)
{
    public ExpressionSyntax Target => target;

    public ExpressionSyntax Value => value;
}

internal sealed class SetBlockSyntax(ExpressionSyntax target, FilterSyntax? filter, List<StatementSyntax> body, int at) : StatementSyntax(at)
{
    public ExpressionSyntax Target => target;

    public FilterSyntax? Filter => filter;

    public List<StatementSyntax> Body => body;
}

/// <summary>What macros and call blocks share: parameters, defaults of the last of them, and a body.</summary>
internal abstract class MacroBodySyntax(List<NameSyntax> parameters, List<ExpressionSyntax> defaults, List<StatementSyntax> body, int at) : StatementSyntax(at)
{
    public List<NameSyntax> Parameters => parameters;

    public List<ExpressionSyntax> Defaults => defaults;

    public List<StatementSyntax> Body => body;
}

internal sealed class MacroSyntax(string name, List<NameSyntax> parameters, List<ExpressionSyntax> defaults, List<StatementSyntax> body, int at)
    : MacroBodySyntax(parameters, defaults, body, at)
{
    public string Name => name;
}

/// <summary>A call block; without a call it is a <c>generation</c> block, which calls a tracker of its own.</summary>
internal sealed class CallBlockSyntax(CallSyntax? call, List<NameSyntax> parameters, List<ExpressionSyntax> defaults, List<StatementSyntax> body, int at)
    : MacroBodySyntax(parameters, defaults, body, at)
{
    public CallSyntax? Call => call;
}

internal sealed class FilterBlockSyntax(FilterSyntax filter, List<StatementSyntax> body, int at) : StatementSyntax(at)
{
    public FilterSyntax Filter => filter;

    public List<StatementSyntax> Body => body;
}

internal sealed class WithSyntax(List<ExpressionSyntax> targets, List<ExpressionSyntax> values, List<StatementSyntax> body, int at) : StatementSyntax(at)
{
    public List<ExpressionSyntax> Targets => targets;

    public List<ExpressionSyntax> Values => values;

    public List<StatementSyntax> Body => body;
}

internal sealed class AutoEscapeSyntax(ExpressionSyntax on, List<StatementSyntax> body, int at) : StatementSyntax(at)
{
    public ExpressionSyntax On => on;

    public List<StatementSyntax> Body => body;
}

internal sealed class BlockSyntax(string name, bool scoped, bool required, List<StatementSyntax> body, int at) : StatementSyntax(at)
{
    public string Name => name;

    public bool IsScoped => scoped;

    public bool IsRequired => required;

    public List<StatementSyntax> Body => body;
}

/// <summary><c>include</c>, <c>import</c>, <c>from</c> and <c>extends</c>: they parse, and fail when they run, for there is no loader.</summary>
internal sealed class LoadSyntax(ExpressionSyntax template, List<string> names, int at) : StatementSyntax(at)
{
    public ExpressionSyntax Template => template;

    /// <summary>The variables that it would set.</summary>
    public List<string> Names => names;
}

internal sealed class LoopControlSyntax(bool isBreak, int at) : StatementSyntax(at)
{
    public bool IsBreak => isBreak;
}
