namespace DatasetKit.Templates.Jinja;

/// <summary>Assignments, macros and blocks.</summary>
internal sealed partial class Compiler
{
    private Statement CompileSet(SetSyntax set, CompileFrame frame)
    {
        if (set.Target is SequenceSyntax { Items.Count: 0 })
        {
            return new DoStatement(Compile(set.Value, frame), set.At);
        }

        var (names, places) = Exported(set.Target, frame);
        return new SetStatement(CompileTarget(set.Target, frame), Compile(set.Value, frame), names, places, set.At);
    }

    private SetBlockStatement CompileSetBlock(SetBlockSyntax set, CompileFrame frame)
    {
        var inner = frame.Inner();
        new SymbolVisitor(inner.Symbols).Visit(set.Body);
        var text = BodyPlace(inner);
        var (names, places) = Exported(set.Target, frame);
        var body = Compile(set.Body, inner);

        // Jinja forgets to look for names in the filters: one that nothing else mentions is a fault of its own.
        var value = set.Filter is null ? new NameNode(text, "body") : CompileFilter(set.Filter, inner, text);
        return new SetBlockStatement(CompileTarget(set.Target, frame), body, value, text, inner.Loads(), names, places, set.At);
    }

    private FilterBlockStatement CompileFilterBlock(FilterBlockSyntax filter, CompileFrame frame)
    {
        var inner = frame.Inner();
        var visitor = new SymbolVisitor(inner.Symbols);
        visitor.Visit(filter.Body);
        visitor.Visit(filter.Filter);
        var text = BodyPlace(inner);
        return new FilterBlockStatement(Compile(filter.Body, inner), CompileFilter(filter.Filter, inner, text), text, inner.Loads(), inner.Escape, filter.At);
    }

    private Place BodyPlace(CompileFrame frame) => frame.PlaceOf(frame.Function.Variable(Mark() + "body"));

    private WithStatement CompileWith(WithSyntax with, CompileFrame frame)
    {
        var inner = frame.Inner();
        var visitor = new SymbolVisitor(inner.Symbols);
        with.Targets.ForEach(visitor.VisitTarget);
        visitor.Visit(with.Body);
        return new WithStatement(
            [.. with.Targets.Zip(with.Values, (target, value) => (CompileTarget(target, inner), Compile(value, frame)))],
            Compile(with.Body, inner), inner.Loads(), with.At);
    }

    private AutoEscapeStatement CompileAutoEscape(AutoEscapeSyntax escape, CompileFrame frame)
    {
        var inner = frame.Inner();
        var visitor = new SymbolVisitor(inner.Symbols);
        visitor.Visit(escape.On);
        visitor.Visit(escape.Body);
        var known = Constants.Truth(escape.On);
        inner = inner with
        {
            // Once nobody knows whether the render escapes, nothing that stands inside brings that back; constants go by what is known.
            Escape = known is null || frame.Escape == EscapeMode.Runtime ? EscapeMode.Runtime : known.Value ? EscapeMode.On : EscapeMode.Off,
            ConstantEscape = known is { } on ? on ? EscapeMode.On : EscapeMode.Off : Constants.IsKnown(escape.On, frame.Escape) ? EscapeMode.Runtime : frame.ConstantEscape,
        };
        return new AutoEscapeStatement(Compile(escape.On, inner), Compile(escape.Body, inner), inner.Loads());
    }

    private BlockStatement CompileBlockUse(BlockSyntax block, CompileFrame frame)
    {
        var names = block.IsScoped ? frame.Symbols.AllStores() : [];
        return new BlockStatement(_blocks[block.Name].Code, names, [.. names.Select(frame.PlaceOf)], block.At);
    }

    private MacroStatement CompileMacro(MacroSyntax macro, CompileFrame frame) => new(
        CompileBody(macro, frame), frame.PlaceOf(macro.Name), frame.IsTopLevel && _blocks.Count > 0 ? [macro.Name] : []);

    private MacroCode CompileBody(MacroBodySyntax macro, CompileFrame frame)
    {
        var inner = frame.InnerFunction();
        var visitor = new SymbolVisitor(inner.Symbols);
        macro.Parameters.ForEach(visitor.Visit);
        macro.Defaults.ForEach(visitor.Visit);
        visitor.Visit(macro.Body);
        var usesCaller = Uses.Name("caller", macro.Body);
        var explicitCaller = macro.Parameters.FindIndex(parameter => parameter.Name == "caller");
        var firstDefault = macro.Parameters.Count - macro.Defaults.Count;
        if (usesCaller && explicitCaller >= 0 && explicitCaller < firstDefault)
        {
            throw new SyntaxFault("When defining macros or call blocks the special \"caller\" argument must be omitted or be given a default.", macro.At, ErrorClass.TemplateAssertionError);
        }

        var places = macro.Parameters.Select(parameter => inner.PlaceOf(parameter.Name)).ToList();
        var special = (string name) => macro.Parameters.TrueForAll(parameter => parameter.Name != name) && Uses.Name(name, macro.Body);
        var catchesNamed = special("kwargs");
        var catchesPositional = special("varargs");
        if (usesCaller && explicitCaller < 0)
        {
            places.Add(inner.PlaceOf(inner.Symbols.Parameter("caller")));
        }

        if (catchesNamed)
        {
            places.Add(inner.PlaceOf(inner.Symbols.Parameter("kwargs")));
        }

        if (catchesPositional)
        {
            places.Add(inner.PlaceOf(inner.Symbols.Parameter("varargs")));
        }

        if (macro.Parameters.Select(parameter => parameter.Name).Distinct().Count() < macro.Parameters.Count)
        {
            throw new SyntaxFault("duplicate argument in function definition", macro.At, ErrorClass.SyntaxError);
        }

        var defaults = macro.Parameters.Select((_, index) => index < firstDefault ? null : Compile(macro.Defaults[index - firstDefault], inner)).ToArray();
        return new MacroCode(
            (macro as MacroSyntax)?.Name, [.. macro.Parameters.Select(parameter => parameter.Name)], [.. places], defaults, usesCaller, catchesNamed, catchesPositional,
            Compile(macro.Body, inner), inner.Loads(), inner.Function);
    }

    private static Target CompileTarget(ExpressionSyntax target, CompileFrame frame) => target switch
    {
        NameSyntax name => new PlaceTarget(frame.PlaceOf(name.Name)),
        NamespaceSyntax space => new AttributeTarget(frame.PlaceOf(space.Name), space.Attribute),
        SequenceSyntax tuple => new TupleTarget([.. tuple.Items.Select(item => CompileTarget(item, frame))]),
        _ => throw new InvalidOperationException(target.NodeName),
    };

    /// <summary>The names that an assignment at the top level shows to blocks.</summary>
    private (string[] Names, Place[] Places) Exported(ExpressionSyntax target, CompileFrame frame)
    {
        if (!frame.IsTopLevel || _blocks.Count == 0)
        {
            return ([], []);
        }

        string[] names = [.. Names(target)];
        return (names, [.. names.Select(frame.PlaceOf)]);
    }

    private static IEnumerable<string> Names(ExpressionSyntax target) => target switch
    {
        NameSyntax name => [name.Name],
        SequenceSyntax tuple => tuple.Items.SelectMany(Names),
        _ => [],
    };
}
