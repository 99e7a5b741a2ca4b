namespace DatasetKit.Templates.Jinja;

/// <summary>Expressions, from the loosest operator to the tightest.</summary>
internal sealed partial class Parser
{
    private ExpressionSyntax ParseExpression(bool withConditional = true)
    {
        Deeper();
        var expression = withConditional ? ParseConditional() : ParseOr();
        _depth--;
        return expression;
    }

    private ExpressionSyntax ParseConditional()
    {
        var at = Current.At;
        var expression = ParseOr();
        while (SkipName("if"))
        {
            var test = ParseOr();
            ExpressionSyntax? otherwise = null;
            if (SkipName("else"))
            {
                Deeper();
                otherwise = ParseConditional();
                _depth--;
            }

            expression = new ConditionalSyntax(test, expression, otherwise, at);
        }

        return expression;
    }

    private ExpressionSyntax ParseOr()
    {
        var first = ParseAnd();
        return Current.IsName("or") ? ParseRow(OperationKind.Or, first, () => SkipName("or"), ParseAnd) : first;
    }

    private ExpressionSyntax ParseAnd()
    {
        var first = ParseNot();
        return Current.IsName("and") ? ParseRow(OperationKind.And, first, () => SkipName("and"), ParseNot) : first;
    }

    private static OperationSyntax ParseRow(OperationKind kind, ExpressionSyntax first, Func<bool> more, Func<ExpressionSyntax> operand)
    {
        var operands = new List<ExpressionSyntax> { first };
        while (more())
        {
            operands.Add(operand());
        }

        return new OperationSyntax(kind, operands, first.At);
    }

    private ExpressionSyntax ParseNot()
    {
        if (!Current.IsName("not"))
        {
            return ParseCompare();
        }

        var at = Advance().At;
        Deeper();
        var operand = ParseNot();
        _depth--;
        return new OperationSyntax(OperationKind.Not, [operand], at);
    }

    private ExpressionSyntax ParseCompare()
    {
        var first = ParseSum();
        List<(CompareOperator, ExpressionSyntax)>? rest = null;
        while (ParseComparison() is { } op)
        {
            (rest ??= []).Add((op, ParseSum()));
        }

        return rest is null ? first : new CompareSyntax(first, rest, first.At);
    }

    private CompareOperator? ParseComparison()
    {
        CompareOperator? op = Current.Kind switch
        {
            TokenKind.Equal => CompareOperator.Equal,
            TokenKind.NotEqual => CompareOperator.NotEqual,
            TokenKind.Less => CompareOperator.Less,
            TokenKind.LessOrEqual => CompareOperator.LessOrEqual,
            TokenKind.Greater => CompareOperator.Greater,
            TokenKind.GreaterOrEqual => CompareOperator.GreaterOrEqual,
            TokenKind.Name when Current.Text == "in" => CompareOperator.In,
            TokenKind.Name when Current.Text == "not" && Look.IsName("in") => CompareOperator.NotIn,
            _ => null,
        };
        if (op is not null)
        {
            Advance();
        }

        if (op is CompareOperator.NotIn)
        {
            Advance();
        }

        return op;
    }

    private ExpressionSyntax ParseSum()
    {
        var left = ParseConcat();
        while (Current.Kind is TokenKind.Add or TokenKind.Subtract)
        {
            left = Current.Kind == TokenKind.Add
                ? ParseRow(OperationKind.Add, left, () => Skip(TokenKind.Add), ParseConcat)
                : new OperationSyntax(OperationKind.Subtract, [left, Advance() is var _ ? ParseConcat() : left], left.At);
        }

        return left;
    }

    private ExpressionSyntax ParseConcat()
    {
        var first = ParseProduct();
        return Current.Kind == TokenKind.Tilde ? ParseRow(OperationKind.Concat, first, () => Skip(TokenKind.Tilde), ParseProduct) : first;
    }

    private ExpressionSyntax ParseProduct()
    {
        var left = ParsePower();
        while (Current.Kind is TokenKind.Multiply or TokenKind.Divide or TokenKind.FloorDivide or TokenKind.Modulo)
        {
            var kind = Advance().Kind switch
            {
                TokenKind.Multiply => OperationKind.Multiply,
                TokenKind.Divide => OperationKind.Divide,
                TokenKind.FloorDivide => OperationKind.FloorDivide,
                _ => OperationKind.Modulo,
            };
            left = new OperationSyntax(kind, [left, ParsePower()], left.At);
        }

        return left;
    }

    private ExpressionSyntax ParsePower()
    {
        var left = ParseUnary(withFilters: true);
        while (Skip(TokenKind.Power))
        {
            left = new OperationSyntax(OperationKind.Power, [left, ParseUnary(withFilters: true)], left.At);
        }

        return left;
    }

    private ExpressionSyntax ParseUnary(bool withFilters)
    {
        ExpressionSyntax node;
        if (Current.Kind is TokenKind.Subtract or TokenKind.Add)
        {
            var sign = Advance();
            Deeper();
            node = new OperationSyntax(sign.Kind == TokenKind.Add ? OperationKind.Plus : OperationKind.Negate, [ParseUnary(withFilters: false)], sign.At);
            _depth--;
        }
        else
        {
            node = ParsePrimary();
        }

        node = ParsePostfixes(node);
        return withFilters ? ParseFiltersAndTests(node) : node;
    }

    private ExpressionSyntax ParsePrimary(bool withNamespace = false)
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                Advance();
                return ParseName(token, withNamespace);
            case TokenKind.String:
                return ParseString();
            case TokenKind.Integer or TokenKind.Float:
                Advance();
                return new ConstantSyntax(token.Value, token.At);
            case TokenKind.LeftParenthesis:
                Advance();
                var inside = ParseTuple(isParenthesized: true);
                Expect(TokenKind.RightParenthesis);
                return inside;
            case TokenKind.LeftBracket:
                return ParseList();
            case TokenKind.LeftBrace:
                return ParseDict();
            default:
                throw Fail($"unexpected {Repr.Quote(token.Describe())}");
        }
    }

    private ExpressionSyntax ParseName(Token name, bool withNamespace)
    {
        switch (name.Text)
        {
            case "true" or "True":
                return new ConstantSyntax(Value.True, name.At);
            case "false" or "False":
                return new ConstantSyntax(Value.False, name.At);
            case "none" or "None":
                return new ConstantSyntax(Value.None, name.At);
            default:
                return withNamespace && Skip(TokenKind.Dot)
                    ? new NamespaceSyntax(name.Text, Expect(TokenKind.Name).Text, name.At)
                    : new NameSyntax(name.Text, name.At);
        }
    }

    private ConstantSyntax ParseString()
    {
        var first = Advance();
        if (Current.Kind != TokenKind.String)
        {
            return new ConstantSyntax(first.Value, first.At);
        }

        var text = new System.Text.StringBuilder(first.Value.Text);
        while (Current.Kind == TokenKind.String)
        {
            text.Append(Advance().Value.Text);
        }

        return new ConstantSyntax(Value.Of(text.ToString()), first.At);
    }
}
