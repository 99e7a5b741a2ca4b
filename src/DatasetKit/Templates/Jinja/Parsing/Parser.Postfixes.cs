namespace DatasetKit.Templates.Jinja;

/// <summary>What follows a primary expression: attributes, items, calls, filters and tests.</summary>
internal sealed partial class Parser
{
    private ExpressionSyntax ParsePostfixes(ExpressionSyntax node)
    {
        while (true)
        {
            switch (Current.Kind)
            {
                case TokenKind.Dot:
                    node = ParseAttribute(node);
                    break;
                case TokenKind.LeftBracket:
                    node = ParseSubscript(node);
                    break;
                case TokenKind.LeftParenthesis:
                    node = new CallSyntax(node, ParseArguments(), node.At);
                    break;
                default:
                    return node;
            }
        }
    }

    private ExpressionSyntax ParseFiltersAndTests(ExpressionSyntax node)
    {
        while (true)
        {
            if (Current.Kind == TokenKind.Pipe)
            {
                node = ParseFilters(node, isInline: false)!;
            }
            else if (Current.IsName("is"))
            {
                node = ParseTest(node);
            }
            else if (Current.Kind == TokenKind.LeftParenthesis)
            {
                node = new CallSyntax(node, ParseArguments(), node.At);
            }
            else
            {
                return node;
            }
        }
    }

    private ExpressionSyntax ParseAttribute(ExpressionSyntax node)
    {
        var at = Advance().At;
        var name = Advance();
        return name.Kind switch
        {
            TokenKind.Name => new AttributeSyntax(node, name.Text, at),
            TokenKind.Integer => new ItemSyntax(node, new ConstantSyntax(name.Value, name.At), at),
            _ => throw Fail("expected name or number", name.At),
        };
    }

    private ItemSyntax ParseSubscript(ExpressionSyntax node)
    {
        var at = Advance().At;
        var keys = new List<ExpressionSyntax>();
        while (Current.Kind != TokenKind.RightBracket)
        {
            if (keys.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            keys.Add(ParseKey());
        }

        Expect(TokenKind.RightBracket);
        return new ItemSyntax(node, keys.Count == 1 ? keys[0] : new SequenceSyntax(keys, true, at), at);
    }

    private ExpressionSyntax ParseKey()
    {
        var at = Current.At;
        ExpressionSyntax? start = null;
        if (Current.Kind != TokenKind.Colon)
        {
            start = ParseExpression();
            if (Current.Kind != TokenKind.Colon)
            {
                return start;
            }
        }

        Advance();
        var stop = Current.Kind is TokenKind.Colon or TokenKind.RightBracket or TokenKind.Comma ? null : ParseExpression();
        var step = Skip(TokenKind.Colon) && Current.Kind is not (TokenKind.RightBracket or TokenKind.Comma) ? ParseExpression() : null;
        return new SliceSyntax(start, stop, step, at);
    }

    private ArgumentsSyntax ParseArguments()
    {
        var at = Expect(TokenKind.LeftParenthesis).At;
        var positional = new List<ExpressionSyntax>();
        var named = new List<(string, ExpressionSyntax)>();
        ExpressionSyntax? rest = null;
        ExpressionSyntax? namedRest = null;
        for (var first = true; Current.Kind != TokenKind.RightParenthesis; first = false)
        {
            if (!first)
            {
                Expect(TokenKind.Comma);
                if (Current.Kind == TokenKind.RightParenthesis)
                {
                    break;
                }
            }

            var fits = true;
            if (Skip(TokenKind.Multiply))
            {
                fits = rest is null && namedRest is null;
                rest = ParseExpression();
            }
            else if (Skip(TokenKind.Power))
            {
                fits = namedRest is null;
                namedRest = ParseExpression();
            }
            else if (Current.Kind == TokenKind.Name && Look.Kind == TokenKind.Assign)
            {
                fits = namedRest is null;
                var name = Advance().Text;
                Advance();
                named.Add((name, ParseExpression()));
            }
            else
            {
                fits = rest is null && namedRest is null && named.Count == 0;
                positional.Add(ParseExpression());
            }

            if (!fits)
            {
                throw Fail("invalid syntax for function call expression", at);
            }
        }

        Expect(TokenKind.RightParenthesis);
        return positional.Count == 0 && named.Count == 0 && rest is null && namedRest is null
            ? ArgumentsSyntax.Empty
            : new ArgumentsSyntax(positional, named, rest, namedRest);
    }

    /// <summary>A row of filters; of none the input itself.</summary>
    private ExpressionSyntax? ParseFilters(ExpressionSyntax? node, bool isInline)
    {
        while (isInline || Skip(TokenKind.Pipe))
        {
            isInline = false;
            var at = Current.At;
            var name = ParseDottedName();
            node = new FilterSyntax(node, name, Current.Kind == TokenKind.LeftParenthesis ? ParseArguments() : ArgumentsSyntax.Empty, false, at);
        }

        return node;
    }

    private string ParseDottedName()
    {
        var name = Expect(TokenKind.Name).Text;
        while (Skip(TokenKind.Dot))
        {
            name += "." + Expect(TokenKind.Name).Text;
        }

        return name;
    }

    private ExpressionSyntax ParseTest(ExpressionSyntax node)
    {
        var at = Advance().At;
        var negated = SkipName("not");
        var name = ParseDottedName();
        var arguments = ArgumentsSyntax.Empty;
        if (Current.Kind == TokenKind.LeftParenthesis)
        {
            arguments = ParseArguments();
        }
        else if (Current.Kind is TokenKind.String or TokenKind.Integer or TokenKind.Float or TokenKind.LeftBracket or TokenKind.LeftBrace
            || (Current.Kind == TokenKind.Name && Current.Text is not ("else" or "or" or "and")))
        {
            if (Current.IsName("is"))
            {
                throw Fail("You cannot chain multiple tests with is");
            }

            Deeper();
            arguments = new ArgumentsSyntax([ParsePostfixes(ParsePrimary())], [], null, null);
            _depth--;
        }

        var test = new FilterSyntax(node, name, arguments, true, at);
        return negated ? new OperationSyntax(OperationKind.Not, [test], at) : test;
    }
}
