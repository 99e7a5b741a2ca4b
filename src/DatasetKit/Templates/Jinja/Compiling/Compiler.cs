namespace DatasetKit.Templates.Jinja;

/// <summary>Makes code of the tree: every name becomes a slot, every filter and test a delegate, every fault that can be found early is.</summary>
internal sealed partial class Compiler(JinjaEnvironment environment)
{
    private readonly Dictionary<string, (BlockSyntax Syntax, BlockCode Code)> _blocks = [];
    private int _marks;

    public static CompiledTemplate Compile(List<StatementSyntax> body, JinjaEnvironment environment) => new Compiler(environment).CompileAll(body);

    private CompiledTemplate CompileAll(List<StatementSyntax> body)
    {
        foreach (var block in Uses.Blocks(body))
        {
            if (!_blocks.TryAdd(block.Name, (block, new BlockCode(block.Name, block.IsRequired))))
            {
                throw new SyntaxFault($"block {Repr.Quote(block.Name)} defined twice", block.At, ErrorClass.TemplateAssertionError);
            }
        }

        var function = new FunctionScope(null);
        var root = new CompileFrame(new Symbols(function, null)) { IsTopLevel = true, Escape = environment.AutoEscape ? EscapeMode.On : EscapeMode.Off, ConstantEscape = environment.AutoEscape ? EscapeMode.On : EscapeMode.Off };
        var usesSelf = Uses.Name("self", body);
        if (usesSelf)
        {
            root.Symbols.Parameter("self");
        }

        new SymbolVisitor(root.Symbols).Visit(body);
        var self = usesSelf ? root.PlaceOf("self") : (Place?)null;
        var code = Compile(body, root);
        foreach (var (syntax, block) in _blocks.Values)
        {
            CompileBlock(syntax, block);
        }

        return new CompiledTemplate(code, root.Loads(), function, _blocks.ToDictionary(block => block.Key, block => block.Value.Code), self);
    }

    private void CompileBlock(BlockSyntax syntax, BlockCode block)
    {
        var function = new FunctionScope(null);
        var frame = new CompileFrame(new Symbols(function, null)) { Escape = environment.AutoEscape ? EscapeMode.On : EscapeMode.Off, ConstantEscape = environment.AutoEscape ? EscapeMode.On : EscapeMode.Off };
        block.Self = Uses.Name("self", syntax.Body) ? frame.PlaceOf(frame.Symbols.Parameter("self")) : null;
        new SymbolVisitor(frame.Symbols).Visit(syntax.Body);
        block.Body = Compile(syntax.Body, frame);
        block.Loads = frame.Loads();
        block.Function = function;
    }

    private Statement[] Compile(List<StatementSyntax> body, CompileFrame frame)
    {
        var code = new List<Statement>(body.Count);
        foreach (var statement in body)
        {
            Compile(statement, frame, code);
        }

        return [.. code];
    }

    private void Compile(StatementSyntax syntax, CompileFrame frame, List<Statement> code)
    {
        switch (syntax)
        {
            case OutputSyntax output:
                CompileOutput(output, frame, code);
                break;
            case LoopControlSyntax control:
                code.Add(frame.Loops > 0
                    ? new LoopControlStatement(control.IsBreak ? Flow.Break : Flow.Continue)
                    : throw new SyntaxFault(control.IsBreak ? "'break' outside loop" : "'continue' not properly in loop", control.At, ErrorClass.SyntaxError));
                break;
            default:
                code.Add(Compile(syntax, frame));
                break;
        }
    }

    private Statement Compile(StatementSyntax syntax, CompileFrame frame) => syntax switch
    {
        ForSyntax loop => CompileFor(loop, frame),
        IfSyntax choice => CompileIf(choice, frame),
        SetSyntax set => CompileSet(set, frame),
        SetBlockSyntax set => CompileSetBlock(set, frame),
        MacroSyntax macro => CompileMacro(macro, frame),
        CallBlockSyntax { Call: null } generation => new GenerationStatement(CompileBody(generation, frame), generation.At),
        CallBlockSyntax call => new CallBlockStatement(CompileBody(call, frame), CompileCall(call.Call, frame), call.At),
        FilterBlockSyntax filter => CompileFilterBlock(filter, frame),
        WithSyntax with => CompileWith(with, frame),
        AutoEscapeSyntax escape => CompileAutoEscape(escape, frame),
        BlockSyntax block => CompileBlockUse(block, frame),
        LoadSyntax load => new LoadStatement(Compile(load.Template, frame), load.At),
        _ => throw new InvalidOperationException(syntax.GetType().Name),
    };

    private void CompileOutput(OutputSyntax output, CompileFrame frame, List<Statement> code)
    {
        foreach (var part in output.Parts)
        {
            var text = part switch
            {
                DataSyntax data => data.Text,
                ConstantSyntax { Value: { IsText: true } constant } when frame.Escape == EscapeMode.Off => constant.Text,
                _ => null,
            };
            if (text is null)
            {
                var isKnown = Constants.IsKnown(part, frame.Escape);
                var node = Compile(part, frame);
                node = isKnown && Constants.HasSlice(part) ? new FoldedNode(Compile(part, frame with { IsFolded = true }), node) : node;
                code.Add(new PrintStatement(node, isKnown ? frame.ConstantEscape : frame.Escape, part.At));
            }
            else if (code.Count > 0 && code[^1] is DataStatement before)
            {
                code[^1] = new DataStatement(before.Text + text);
            }
            else
            {
                code.Add(new DataStatement(text));
            }
        }
    }

    private Statement CompileIf(IfSyntax choice, CompileFrame frame)
    {
        var soft = frame with { IsSoft = true };
        (Node Test, Statement[] Body, int At)[] branches = [.. choice.Branches.Select(branch => (Compile(branch.Test, soft), Compile(branch.Body, soft), branch.Test.At))];
        var otherwise = Compile(choice.Otherwise, soft);
        Statement code = new IfStatement(branches, otherwise);
        if (!environment.HasGeneration)
        {
            return code;
        }

        if (frame.Loops > 0 && choice.Branches.Exists(branch => GenerationPrompts.LooksAhead(branch.Test)))
        {
            code = new LookAheadIfStatement(code, [.. branches.Select(branch => branch.Test)], [.. branches.Select(branch => branch.Item2), otherwise], [.. choice.Branches.Select(branch => branch.Test.At)], Suppose(frame, choice.Branches.Select(branch => branch.Test)));
        }

        var prompt = choice.Branches.FindIndex(branch => GenerationPrompts.IsAsked(branch.Test));
        return prompt < 0 ? code
            : new PromptIfStatement(code, branches[prompt].Test, branches[prompt].Body, Suppose(frame, [choice.Branches[prompt].Test]));
    }

    private static Supposition Suppose(CompileFrame frame, IEnumerable<ExpressionSyntax> tests) =>
        new(PlaceOrNone(frame, GenerationPrompts.Variable), tests.Any(GenerationPrompts.ReadsMessages) ? PlaceOrNone(frame, "messages") : null);

    private static Place? PlaceOrNone(CompileFrame frame, string name) => frame.Symbols.Find(name) is { } variable ? frame.PlaceOf(variable) : null;

    private Statement CompileFor(ForSyntax syntax, CompileFrame frame)
    {
        if (Uses.StoreOf("loop", syntax) is { } store)
        {
            throw new SyntaxFault("Can't assign to special loop variable in for-loop target", store.At, ErrorClass.TemplateAssertionError);
        }

        var outer = syntax.IsRecursive ? frame.InnerFunction() : frame;
        var inner = syntax.IsRecursive ? outer : frame.Inner();
        var usesLoop = syntax.IsRecursive || Uses.Name("loop", syntax.Body) || Uses.Blocks([syntax]).Any(block => block.IsScoped);
        var loopPlace = usesLoop ? inner.PlaceOf(inner.Symbols.Parameter("loop")) : (Place?)null;
        var visitor = new SymbolVisitor(inner.Symbols);
        visitor.VisitTarget(syntax.Target);
        visitor.Visit(syntax.Body);
        var otherwise = syntax.IsRecursive ? new CompileFrame(new Symbols(inner.Function, frame.Symbols)) { Escape = frame.Escape } : frame.Inner();
        new SymbolVisitor(otherwise.Symbols).Visit(syntax.Otherwise);
        var filter = syntax.Test is null ? null : CompileLoopFilter(syntax, syntax.IsRecursive ? new CompileFrame(new Symbols(inner.Function, frame.Symbols, Mark())) { Escape = frame.Escape } : frame.Inner(Mark()));
        inner = inner with { Loops = inner.Loops + 1 };
        if (inner.Loops > 20)
        {
            throw new SyntaxFault("too many statically nested blocks", syntax.At, ErrorClass.SyntaxError);
        }

        var loop = new Loop(
            CompileTarget(syntax.Target, inner), loopPlace, Compile(syntax.Body, inner), inner.Loads(), Compile(syntax.Otherwise, otherwise), otherwise.Loads(), filter);
        var iterable = Compile(syntax.Iterable, frame);
        return syntax.IsRecursive
            ? new RecursiveForStatement(loop, iterable, inner.Function, syntax.At)
            : new ForStatement(loop, iterable, syntax.At);
    }

    private LoopFilter CompileLoopFilter(ForSyntax syntax, CompileFrame frame)
    {
        var visitor = new SymbolVisitor(frame.Symbols);
        visitor.VisitTarget(syntax.Target);
        visitor.Visit(syntax.Test);
        return new LoopFilter(CompileTarget(syntax.Target, frame), Compile(syntax.Test!, frame), frame.Loads());
    }

    /// <summary>A name for variables that no scope of Python's would share.</summary>
    private string Mark() => $"#{++_marks}_";
}
