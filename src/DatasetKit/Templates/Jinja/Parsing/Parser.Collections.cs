namespace DatasetKit.Templates.Jinja;

/// <summary>Tuples, lists, dicts, and the targets of assignments.</summary>
internal sealed partial class Parser
{
    private ExpressionSyntax ParseTuple(
        bool withConditional = true, string? until = null, bool isParenthesized = false, bool isTarget = false, bool withNamespace = false)
    {
        var at = Current.At;
        var items = new List<ExpressionSyntax>();
        var isTuple = false;
        while (true)
        {
            if (items.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            if (Current.Kind is TokenKind.VariableEnd or TokenKind.BlockEnd or TokenKind.RightParenthesis || (until is not null && Current.IsName(until)))
            {
                break;
            }

            items.Add(isTarget ? ParseTargetPart(withNamespace) : ParseExpression(withConditional));
            if (Current.Kind != TokenKind.Comma)
            {
                break;
            }

            isTuple = true;
        }

        if (!isTuple && items.Count > 0)
        {
            return items[0];
        }

        if (!isTuple && !isParenthesized)
        {
            throw Fail($"Expected an expression, got {Repr.Quote(Current.Describe())}");
        }

        return new SequenceSyntax(items, true, at);
    }

    private ExpressionSyntax ParseTargetPart(bool withNamespace)
    {
        Deeper();
        var part = ParsePrimary(withNamespace);
        _depth--;
        return part;
    }

    private SequenceSyntax ParseList()
    {
        var at = Advance().At;
        var items = new List<ExpressionSyntax>();
        while (Current.Kind != TokenKind.RightBracket)
        {
            if (items.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            if (Current.Kind == TokenKind.RightBracket)
            {
                break;
            }

            items.Add(ParseExpression());
        }

        Expect(TokenKind.RightBracket);
        return new SequenceSyntax(items, false, at);
    }

    private DictSyntax ParseDict()
    {
        var at = Advance().At;
        var items = new List<(ExpressionSyntax, ExpressionSyntax)>();
        while (Current.Kind != TokenKind.RightBrace)
        {
            if (items.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            if (Current.Kind == TokenKind.RightBrace)
            {
                break;
            }

            var key = ParseExpression();
            Expect(TokenKind.Colon);
            items.Add((key, ParseExpression()));
        }

        Expect(TokenKind.RightBrace);
        return new DictSyntax(items, at);
    }

    private ExpressionSyntax ParseTarget(bool untilIn = false, bool withNamespace = false)
    {
        var target = ParseTuple(until: untilIn ? "in" : null, isTarget: true, withNamespace: withNamespace);
        if (!target.CanBeAssigned)
        {
            throw Fail($"can't assign to {Repr.Quote(target.NodeName)}", target.At);
        }

        Use(target, NameUse.Store);
        return target;
    }

    private NameSyntax ParseNameTarget()
    {
        var name = Expect(TokenKind.Name);
        var target = new NameSyntax(name.Text, name.At) { Use = NameUse.Store };
        return target.CanBeAssigned ? target : throw Fail("can't assign to 'name'", name.At);
    }

    private static void Use(ExpressionSyntax target, NameUse use)
    {
        switch (target)
        {
            case NameSyntax name:
                name.Use = use;
                break;
            case SequenceSyntax tuple:
                tuple.Items.ForEach(item => Use(item, use));
                break;
        }
    }
}
