namespace DatasetKit.Templates.Jinja;

internal sealed class AttributeSyntax : ExpressionSyntax
{
    public AttributeSyntax(ExpressionSyntax holder, string name, int at)
        : base(at)
    {
        Holder = holder;
        Name = name;
        Above(holder);
    }

    public ExpressionSyntax Holder { get; }

    public string Name { get; }

    public override string NodeName => "getattr";
}

internal sealed class ItemSyntax : ExpressionSyntax
{
    public ItemSyntax(ExpressionSyntax holder, ExpressionSyntax key, int at)
        : base(at)
    {
        Holder = holder;
        Key = key;
        Above(holder);
        Above(key);
    }

    public ExpressionSyntax Holder { get; }

    public ExpressionSyntax Key { get; }

    public override string NodeName => "getitem";
}

internal sealed class SliceSyntax : ExpressionSyntax
{
    public SliceSyntax(ExpressionSyntax? start, ExpressionSyntax? stop, ExpressionSyntax? step, int at)
        : base(at)
    {
        Start = start;
        Stop = stop;
        Step = step;
        Above(start);
        Above(stop);
        Above(step);
    }

    public ExpressionSyntax? Start { get; }

    public ExpressionSyntax? Stop { get; }

    public ExpressionSyntax? Step { get; }
}

/// <summary>What stands between the parentheses of a call.</summary>
internal sealed record ArgumentsSyntax(
    List<ExpressionSyntax> Positional,
    List<(string Name, ExpressionSyntax Value)> Named,
    ExpressionSyntax? Rest,
    ExpressionSyntax? NamedRest)
{
    public static readonly ArgumentsSyntax Empty = new([], [], null, null);

    public IEnumerable<ExpressionSyntax> All()
    {
        foreach (var argument in Positional)
        {
            yield return argument;
        }

        foreach (var (_, value) in Named)
        {
            yield return value;
        }

        if (Rest is not null)
        {
            yield return Rest;
        }

        if (NamedRest is not null)
        {
            yield return NamedRest;
        }
    }
}

internal sealed class CallSyntax : ExpressionSyntax
{
    public CallSyntax(ExpressionSyntax callee, ArgumentsSyntax arguments, int at)
        : base(at)
    {
        Callee = callee;
        Arguments = arguments;
        Above(callee);
        Above(arguments.All());
    }

    public ExpressionSyntax Callee { get; }

    public ArgumentsSyntax Arguments { get; }

    public override string NodeName => "call";
}

/// <summary>A filter or a test.</summary>
internal sealed class FilterSyntax : ExpressionSyntax
{
    public FilterSyntax(ExpressionSyntax? input, string name, ArgumentsSyntax arguments, bool isTest, int at)
        : base(at)
    {
        Input = input;
        Name = name;
        Arguments = arguments;
        IsTest = isTest;
        Above(input);
        Above(arguments.All());
    }

    /// <summary>What is filtered; null for the body of a filter block.</summary>
    public ExpressionSyntax? Input { get; }

    public string Name { get; }

    public ArgumentsSyntax Arguments { get; }

    public bool IsTest { get; }

    public override string NodeName => IsTest ? "test" : "filter";
}
