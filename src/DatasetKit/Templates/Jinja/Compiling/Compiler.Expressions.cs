namespace DatasetKit.Templates.Jinja;

/// <summary>Expressions.</summary>
internal sealed partial class Compiler
{
    private Node Compile(ExpressionSyntax syntax, CompileFrame frame) => syntax switch
    {
        NameSyntax name => new NameNode(frame.PlaceOf(name.Name), name.Name),
        ConstantSyntax constant => new ConstantNode(constant.Value),
        SequenceSyntax { IsTuple: true } tuple => new TupleNode(Compile(tuple.Items, frame)),
        SequenceSyntax list => new ListNode(Compile(list.Items, frame)),
        DictSyntax dict => new DictNode([.. dict.Items.Select(item => (Compile(item.Key, frame), Compile(item.Value, frame)))]),
        OperationSyntax operation => Compile(operation, frame),
        CompareSyntax { Rest: [var (op, operand)] } compare => new CompareNode(Compile(compare.First, frame), op, Compile(operand, frame)),
        CompareSyntax compare => new ChainNode(Compile(compare.First, frame), [.. compare.Rest.Select(part => (part.Operator, Compile(part.Operand, frame)))]),
        ConditionalSyntax conditional => CompileConditional(conditional, frame with { IsSoft = true }),
        AttributeSyntax attribute => new AttributeNode(Compile(attribute.Holder, frame), attribute.Name),
        ItemSyntax { Key: SliceSyntax slice } item => new SliceNode(
            Compile(item.Holder, frame), CompileOrNone(slice.Start, frame), CompileOrNone(slice.Stop, frame), CompileOrNone(slice.Step, frame), frame.IsFolded),
        ItemSyntax { Key: ConstantSyntax { Value: { IsText: true } key } } item => new KeyNode(Compile(item.Holder, frame), key.Text),
        ItemSyntax item => new ItemNode(Compile(item.Holder, frame), Compile(item.Key, frame)),
        SliceSyntax => new SliceKeyNode(),
        CallSyntax { Callee: AttributeSyntax method } call when MethodTable.IsMethod(method.Name) => new MethodNode(
            Compile(method.Holder, frame), method.Name, Compile(call.Arguments, frame, call.At), environment, call.At),
        CallSyntax call => CompileCall(call, frame),
        FilterSyntax { IsTest: true } test => CompileTest(test, frame),
        FilterSyntax filter => CompileFilter(filter, frame, default),
        _ => throw new InvalidOperationException(syntax.NodeName),
    };

    private Node[] Compile(List<ExpressionSyntax> expressions, CompileFrame frame) => [.. expressions.Select(expression => Compile(expression, frame))];

    private Node? CompileOrNone(ExpressionSyntax? expression, CompileFrame frame) => expression is null ? null : Compile(expression, frame);

    private Node CompileConditional(ConditionalSyntax conditional, CompileFrame frame)
    {
        var test = Compile(conditional.Test, frame);
        var then = Compile(conditional.Then, frame);
        var otherwise = CompileOrNone(conditional.Otherwise, frame);
        Node code = new ConditionalNode(test, then, otherwise);
        if (environment.HasGeneration && frame.Loops > 0 && GenerationPrompts.LooksAhead(conditional.Test))
        {
            code = new LookAheadConditionalNode(code, test, then, otherwise, Suppose(frame, [conditional.Test]));
        }

        return environment.HasGeneration && GenerationPrompts.IsAsked(conditional.Test) ? new PromptConditionalNode(code, test, then, Suppose(frame, [conditional.Test])) : code;
    }

    private Node Compile(OperationSyntax operation, CompileFrame frame)
    {
        var operands = Compile(operation.Operands, frame);
        return operation.Kind switch
        {
            OperationKind.Or => new LogicNode(operands, stopsAt: true),
            OperationKind.And => new LogicNode(operands, stopsAt: false),
            OperationKind.Not => new NotNode(operands[0]),
            OperationKind.Add => new AddNode(operands),
            OperationKind.Subtract => new BinaryNode(BinaryOperator.Subtract, operands[0], operands[1]),
            OperationKind.Multiply => new BinaryNode(BinaryOperator.Multiply, operands[0], operands[1]),
            OperationKind.Divide => new BinaryNode(BinaryOperator.Divide, operands[0], operands[1]),
            OperationKind.FloorDivide => new BinaryNode(BinaryOperator.FloorDivide, operands[0], operands[1]),
            OperationKind.Modulo => new BinaryNode(BinaryOperator.Modulo, operands[0], operands[1]),
            OperationKind.Power => new BinaryNode(BinaryOperator.Power, operands[0], operands[1]),
            OperationKind.Concat => new ConcatNode(operands, operation.Operands.TrueForAll(part => Constants.IsKnown(part, frame.Escape)) ? EscapeMode.Off : frame.Escape),
            OperationKind.Negate => new SignNode(isMinus: true, operands[0]),
            _ => new SignNode(isMinus: false, operands[0]),
        };
    }

    private CallNode CompileCall(CallSyntax call, CompileFrame frame) => new(Compile(call.Callee, frame), Compile(call.Arguments, frame, call.At), call.At);

    private ArgumentsNode Compile(ArgumentsSyntax arguments, CompileFrame frame, int at)
    {
        if (ReferenceEquals(arguments, ArgumentsSyntax.Empty))
        {
            return ArgumentsNode.Empty;
        }

        string[] names = [.. arguments.Named.Select(argument => argument.Name)];
        if (names.Distinct().Count() < names.Length)
        {
            throw new SyntaxFault($"keyword argument repeated: {names.GroupBy(name => name).First(group => group.Count() > 1).Key}", at, ErrorClass.SyntaxError);
        }

        return new ArgumentsNode(
            Compile(arguments.Positional, frame), names, [.. arguments.Named.Select(argument => Compile(argument.Value, frame))],
            CompileOrNone(arguments.Rest, frame), CompileOrNone(arguments.NamedRest, frame));
    }

    private Node CompileFilter(FilterSyntax filter, CompileFrame frame, Place body)
    {
        var input = filter.Input switch
        {
            null => new NameNode(body, "body"),
            FilterSyntax { IsTest: false } inner => CompileFilter(inner, frame, body),
            var other => Compile(other, frame),
        };
        if (!environment.Filters.TryGetValue(filter.Name, out var operation))
        {
            return NoSuch("filter", filter, input, frame);
        }

        return new FilterNode(input, operation, Compile(filter.Arguments, frame, filter.At), filter.At);
    }

    private Node CompileTest(FilterSyntax test, CompileFrame frame)
    {
        var input = Compile(test.Input!, frame);
        if (!environment.Tests.TryGetValue(test.Name, out var operation))
        {
            return NoSuch("test", test, input, frame);
        }

        if (ReferenceEquals(test.Arguments, ArgumentsSyntax.Empty) && KindTests.Find(test.Name) is { } kind)
        {
            return new KindTestNode(input, kind);
        }

        return new TestNode(input, operation, Compile(test.Arguments, frame, test.At), test.At);
    }

    private NoSuchFilterNode NoSuch(string what, FilterSyntax filter, Node input, CompileFrame frame) => frame.IsSoft
        ? new NoSuchFilterNode(what, filter.Name, input, Compile(filter.Arguments, frame, filter.At))
        : throw new SyntaxFault($"No {what} named {Repr.Quote(filter.Name)}.", filter.At, ErrorClass.TemplateAssertionError);
}
