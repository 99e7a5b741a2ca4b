namespace DatasetKit.Templates.Jinja;

/// <summary>Statements.</summary>
internal sealed partial class Parser
{
    private StatementSyntax ParseStatement()
    {
        if (Current.Kind != TokenKind.Name)
        {
            throw Fail("tag name expected");
        }

        var tag = Current.Text;
        _tags.Push(tag);
        StatementSyntax? statement = tag switch
        {
            "for" => ParseFor(),
            "if" => ParseIf(),
            "set" => ParseSet(),
            "macro" => ParseMacro(),
            "call" => ParseCallBlock(),
            "filter" => ParseFilterBlock(),
            "with" => ParseWith(),
            "autoescape" => ParseAutoEscape(),
            "block" => ParseBlock(),
            "print" => ParsePrint(),
            "extends" or "include" or "import" or "from" => ParseLoad(tag),
            "generation" when _environment.HasGeneration => ParseGeneration(),
            "break" or "continue" when _environment.HasLoopControls => new LoopControlSyntax(tag == "break", Advance().At),
            "do" when _environment.HasDo => ParseDo(),
            _ => null,
        };
        _tags.Pop();
        return statement ?? throw Fail($"Encountered unknown tag {Repr.Quote(tag)}.{Looking(tag)}");
    }

    /// <summary>The body of a statement up to one of its end tags, which is the current token afterwards.</summary>
    private List<StatementSyntax> ParseBody(params string[] ends)
    {
        Skip(TokenKind.Colon);
        Expect(TokenKind.BlockEnd);
        return ParseUntil(ends);
    }

    /// <summary>The body of a statement up to its end tag, which is passed.</summary>
    private List<StatementSyntax> ParseWholeBody(string end)
    {
        var body = ParseBody(end);
        Advance();
        return body;
    }

    private ForSyntax ParseFor()
    {
        var at = Advance().At;
        var target = ParseTarget(untilIn: true);
        ExpectName("in");
        var iterable = ParseTuple(withConditional: false, until: "recursive");
        var test = SkipName("if") ? ParseExpression() : null;
        var recursive = SkipName("recursive");
        var body = ParseBody("endfor", "else");
        var otherwise = Advance().Text == "else" ? ParseWholeBody("endfor") : [];
        return new ForSyntax(target, iterable, test, recursive, body, otherwise, at);
    }

    private IfSyntax ParseIf()
    {
        var at = Current.At;
        var branches = new List<(ExpressionSyntax, List<StatementSyntax>)>();
        string end;
        do
        {
            Advance();
            var test = ParseTuple(withConditional: false);
            branches.Add((test, ParseBody("elif", "else", "endif")));
            end = Current.Text;
        }
        while (end == "elif");
        Advance();
        return new IfSyntax(branches, end == "else" ? ParseWholeBody("endif") : [], at);
    }

    private StatementSyntax ParseSet()
    {
        var at = Advance().At;
        var target = ParseTarget(withNamespace: true);
        if (Skip(TokenKind.Assign))
        {
            return new SetSyntax(target, ParseTuple(), at);
        }

        var filter = (FilterSyntax?)ParseFilters(null, isInline: false);
        return new SetBlockSyntax(target, filter, ParseWholeBody("endset"), at);
    }

    private MacroSyntax ParseMacro()
    {
        var at = Advance().At;
        var name = ParseNameTarget().Name;
        var (parameters, defaults) = ParseParameters();
        return new MacroSyntax(name, parameters, defaults, ParseWholeBody("endmacro"), at);
    }

    private (List<NameSyntax> Parameters, List<ExpressionSyntax> Defaults) ParseParameters()
    {
        var parameters = new List<NameSyntax>();
        var defaults = new List<ExpressionSyntax>();
        Expect(TokenKind.LeftParenthesis);
        while (Current.Kind != TokenKind.RightParenthesis)
        {
            if (parameters.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            var parameter = ParseNameTarget();
            parameter.Use = NameUse.Parameter;
            if (Skip(TokenKind.Assign))
            {
                defaults.Add(ParseExpression());
            }
            else if (defaults.Count > 0)
            {
                throw Fail("non-default argument follows default argument");
            }

            parameters.Add(parameter);
        }

        Advance();
        return (parameters, defaults);
    }

    private CallBlockSyntax ParseCallBlock()
    {
        var at = Advance().At;
        var (parameters, defaults) = Current.Kind == TokenKind.LeftParenthesis ? ParseParameters() : ([], []);
        var call = ParseExpression() as CallSyntax ?? throw Fail("expected call", at);
        return new CallBlockSyntax(call, parameters, defaults, ParseWholeBody("endcall"), at);
    }

    private CallBlockSyntax ParseGeneration() => new(null, [], [], Advance() is var tag ? ParseWholeBody("endgeneration") : [], tag.At);

    private FilterBlockSyntax ParseFilterBlock()
    {
        var at = Advance().At;
        var filter = (FilterSyntax)ParseFilters(null, isInline: true)!;
        return new FilterBlockSyntax(filter, ParseWholeBody("endfilter"), at);
    }

    private WithSyntax ParseWith()
    {
        var at = Advance().At;
        var targets = new List<ExpressionSyntax>();
        var values = new List<ExpressionSyntax>();
        while (Current.Kind != TokenKind.BlockEnd)
        {
            if (targets.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            var target = ParseTarget();
            Use(target, NameUse.Parameter);
            targets.Add(target);
            Expect(TokenKind.Assign);
            values.Add(ParseExpression());
        }

        return new WithSyntax(targets, values, ParseWholeBody("endwith"), at);
    }

    private AutoEscapeSyntax ParseAutoEscape()
    {
        var at = Advance().At;
        var on = ParseExpression();
        return new AutoEscapeSyntax(on, ParseWholeBody("endautoescape"), at);
    }

    private BlockSyntax ParseBlock()
    {
        var at = Advance().At;
        var name = Expect(TokenKind.Name).Text;
        var scoped = SkipName("scoped");
        var required = SkipName("required");
        if (Current.Kind == TokenKind.Subtract)
        {
            throw Fail("Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.");
        }

        var body = ParseWholeBody("endblock");
        if (required && !body.TrueForAll(item => item is OutputSyntax output && output.Parts.TrueForAll(part => part is DataSyntax data && string.IsNullOrWhiteSpace(data.Text))))
        {
            throw Fail("Required blocks can only contain comments or whitespace");
        }

        SkipName(name);
        return new BlockSyntax(name, scoped, required, body, at);
    }

    private OutputSyntax ParsePrint()
    {
        var at = Advance().At;
        var parts = new List<ExpressionSyntax>();
        while (Current.Kind != TokenKind.BlockEnd)
        {
            if (parts.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            parts.Add(ParseExpression());
        }

        return new OutputSyntax(parts, at);
    }

    /// <summary><c>do</c>: an expression for what it does. It sets a name that nothing can read.</summary>
    private SetSyntax ParseDo()
    {
        var at = Advance().At;
        return new SetSyntax(new SequenceSyntax([], true, at), ParseTuple(), at);
    }

    private LoadSyntax ParseLoad(string tag)
    {
        var at = Advance().At;
        var template = ParseExpression();
        var names = new List<string>();
        if (tag == "include" && Current.IsName("ignore") && Look.IsName("missing"))
        {
            Advance();
            Advance();
        }

        if (tag == "import")
        {
            ExpectName("as");
            names.Add(ParseNameTarget().Name);
        }

        if (tag == "from")
        {
            ExpectName("import");
            ParseImportedNames(names);
            return new LoadSyntax(template, names, at);
        }

        if (tag != "extends")
        {
            SkipContext();
        }

        return new LoadSyntax(template, names, at);
    }

    private void ParseImportedNames(List<string> names)
    {
        while (true)
        {
            if (names.Count > 0)
            {
                Expect(TokenKind.Comma);
            }

            if (Current.Kind != TokenKind.Name)
            {
                Expect(TokenKind.Name);
            }

            if (SkipContext())
            {
                return;
            }

            var name = ParseNameTarget();
            if (name.Name.StartsWith('_'))
            {
                throw Fail("names starting with an underline can not be imported", name.At, ErrorClass.TemplateAssertionError);
            }

            names.Add(SkipName("as") ? ParseNameTarget().Name : name.Name);
            if (SkipContext() || Current.Kind != TokenKind.Comma)
            {
                return;
            }
        }
    }

    private bool SkipContext()
    {
        if (!(Current.IsName("with") || Current.IsName("without")) || !Look.IsName("context"))
        {
            return false;
        }

        Advance();
        Advance();
        return true;
    }
}
