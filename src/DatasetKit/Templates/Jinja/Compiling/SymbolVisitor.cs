namespace DatasetKit.Templates.Jinja;

/// <summary>Tells a scope which names its statements read and set, in the order in which they do.</summary>
internal sealed class SymbolVisitor(Symbols symbols)
{
    private Symbols _symbols = symbols;

    public void Visit(IEnumerable<StatementSyntax> statements)
    {
        foreach (var statement in statements)
        {
            Visit(statement);
        }
    }

    public void Visit(ExpressionSyntax? expression)
    {
        switch (expression)
        {
            case NameSyntax { Use: NameUse.Load } name:
                _symbols.Load(name.Name);
                break;
            case NameSyntax { Use: NameUse.Store } name:
                _symbols.Store(name.Name);
                break;
            case NameSyntax name:
                _symbols.Parameter(name.Name);
                break;
            case NamespaceSyntax space:
                _symbols.Load(space.Name);
                break;
            case not null:
                foreach (var child in Children(expression))
                {
                    Visit(child);
                }

                break;
        }
    }

    /// <summary>A loop's target: the loop sets it before anything reads it.</summary>
    public void VisitTarget(ExpressionSyntax target)
    {
        switch (target)
        {
            case NameSyntax name:
                _symbols.Parameter(name.Name);
                break;
            case SequenceSyntax tuple:
                tuple.Items.ForEach(VisitTarget);
                break;
            default:
                Visit(target);
                break;
        }
    }

    public static IEnumerable<ExpressionSyntax> Children(ExpressionSyntax expression) => expression switch
    {
        SequenceSyntax sequence => sequence.Items,
        DictSyntax dict => dict.Items.SelectMany(item => new[] { item.Key, item.Value }),
        OperationSyntax operation => operation.Operands,
        CompareSyntax compare => compare.Rest.Select(part => part.Operand).Prepend(compare.First),
        ConditionalSyntax { Otherwise: null } conditional => [conditional.Test, conditional.Then],
        ConditionalSyntax conditional => [conditional.Test, conditional.Then, conditional.Otherwise],
        AttributeSyntax attribute => [attribute.Holder],
        ItemSyntax item => [item.Holder, item.Key],
        SliceSyntax slice => new[] { slice.Start, slice.Stop, slice.Step }.OfType<ExpressionSyntax>(),
        CallSyntax call => call.Arguments.All().Prepend(call.Callee),
        FilterSyntax { Input: null } filter => filter.Arguments.All(),
        FilterSyntax filter => filter.Arguments.All().Prepend(filter.Input),
        _ => [],
    };

    private void Visit(StatementSyntax statement)
    {
        switch (statement)
        {
            case OutputSyntax output:
                output.Parts.ForEach(Visit);
                break;
            case ForSyntax loop:
                Visit(loop.Iterable);
                break;
            case IfSyntax choice:
                VisitIf(choice);
                break;
            case SetSyntax set:
                Visit(set.Value);
                Visit(set.Target);
                break;
            case SetBlockSyntax block:
                Visit(block.Target);
                break;
            case MacroSyntax macro:
                _symbols.Store(macro.Name);
                break;
            case CallBlockSyntax call:
                Visit(call.Call);
                break;
            case FilterBlockSyntax filter:
                Visit(filter.Filter);
                break;
            case WithSyntax with:
                with.Values.ForEach(Visit);
                break;
            case LoadSyntax load:
                Visit(load.Template);
                load.Names.ForEach(_symbols.Store);
                break;
        }
    }

    /// <summary>The <c>elif</c>s of an <c>if</c> are one branch: each of them is an <c>if</c> inside it.</summary>
    private void VisitIf(IfSyntax choice)
    {
        Visit(choice.Branches[0].Test);
        _symbols.Join(
        [
            Branch(() => Visit(choice.Branches[0].Body)),
            Branch(() =>
            {
                foreach (var branch in choice.Branches.Skip(1))
                {
                    VisitIf(new IfSyntax([branch], [], choice.At));
                }
            }),
            Branch(() => Visit(choice.Otherwise)),
        ]);
    }

    private Symbols Branch(Action visit)
    {
        var original = _symbols;
        var copy = _symbols = original.Copy();
        visit();
        _symbols = original;
        return copy;
    }
}
