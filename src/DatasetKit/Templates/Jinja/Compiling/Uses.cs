namespace DatasetKit.Templates.Jinja;

/// <summary>Whether statements read one of Jinja's special names (<c>loop</c>, <c>caller</c>, …), also inside what they nest.</summary>
internal static class Uses
{
    public static bool Name(string name, IEnumerable<StatementSyntax> body)
    {
        var found = Search(name, body);
        return found == true;
    }

    /// <summary>Whether any name is set that a template may not set: <c>loop</c> as a loop's target, or anywhere inside a loop.</summary>
    public static NameSyntax? StoreOf(string name, ForSyntax loop) =>
        Targets(loop.Target).Concat(loop.Body.Concat(loop.Otherwise).SelectMany(Stores)).FirstOrDefault(target => target.Name == name);

    public static IEnumerable<BlockSyntax> Blocks(IEnumerable<StatementSyntax> body)
    {
        foreach (var statement in body)
        {
            if (statement is BlockSyntax block)
            {
                yield return block;
            }

            foreach (var inner in Blocks(Bodies(statement).SelectMany(part => part)))
            {
                yield return inner;
            }
        }
    }

    /// <summary>True: read. False: set before it was read. Null: neither.</summary>
    private static bool? Search(string name, IEnumerable<StatementSyntax> body)
    {
        foreach (var statement in body)
        {
            if (statement is BlockSyntax)
            {
                continue;
            }

            foreach (var expression in Expressions(statement))
            {
                if (Search(name, expression) is { } found)
                {
                    return found;
                }
            }

            foreach (var inner in Bodies(statement))
            {
                if (Search(name, inner) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static bool? Search(string name, ExpressionSyntax expression)
    {
        if (expression is NameSyntax found)
        {
            return found.Name == name ? found.Use == NameUse.Load : null;
        }

        foreach (var child in SymbolVisitor.Children(expression))
        {
            if (Search(name, child) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }

    private static IEnumerable<ExpressionSyntax> Expressions(StatementSyntax statement) => statement switch
    {
        OutputSyntax output => output.Parts,
        ForSyntax loop => loop.Test is null ? [loop.Target, loop.Iterable] : [loop.Target, loop.Iterable, loop.Test],
        IfSyntax choice => choice.Branches.Select(branch => branch.Test),
        SetSyntax set => [set.Target, set.Value],
        SetBlockSyntax { Filter: { } filter } block => [block.Target, filter],
        SetBlockSyntax block => [block.Target],
        CallBlockSyntax { Call: { } call } block => block.Parameters.Concat(block.Defaults).Append(call),
        MacroBodySyntax macro => macro.Parameters.Concat(macro.Defaults),
        FilterBlockSyntax filter => [filter.Filter],
        WithSyntax with => with.Targets.Concat(with.Values),
        AutoEscapeSyntax escape => [escape.On],
        LoadSyntax load => [load.Template],
        _ => [],
    };

    private static IEnumerable<List<StatementSyntax>> Bodies(StatementSyntax statement) => statement switch
    {
        ForSyntax loop => [loop.Body, loop.Otherwise],
        IfSyntax choice => choice.Branches.Select(branch => branch.Body).Append(choice.Otherwise),
        SetBlockSyntax block => [block.Body],
        MacroBodySyntax macro => [macro.Body],
        FilterBlockSyntax filter => [filter.Body],
        WithSyntax with => [with.Body],
        AutoEscapeSyntax escape => [escape.Body],
        BlockSyntax block => [block.Body],
        _ => [],
    };

    private static IEnumerable<NameSyntax> Stores(StatementSyntax statement)
    {
        IEnumerable<NameSyntax> own = statement switch
        {
            ForSyntax loop => Targets(loop.Target),
            SetSyntax set => Targets(set.Target),
            SetBlockSyntax block => Targets(block.Target),
            _ => [],
        };
        return own.Concat(Bodies(statement).SelectMany(body => body).SelectMany(Stores));
    }

    private static IEnumerable<NameSyntax> Targets(ExpressionSyntax target) => target switch
    {
        NameSyntax name => [name],
        SequenceSyntax tuple => tuple.Items.SelectMany(Targets),
        _ => [],
    };
}
