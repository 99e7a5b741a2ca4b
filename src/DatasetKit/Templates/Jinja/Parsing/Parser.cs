namespace DatasetKit.Templates.Jinja;

/// <summary>Makes a tree of a template's tokens: this part the stream of tokens and the text between tags.</summary>
internal sealed partial class Parser
{
    /// <summary>
    /// How deep a tree may be. Filters and attributes in a row nest too; with 250 levels what walks the tree needs less than the
    /// stack that the runtime guarantees after a check.
    /// </summary>
    public const int MaxTreeDepth = 250;

    private readonly List<Token> _tokens;
    private readonly JinjaEnvironment _environment;
    private readonly Stack<string> _tags = new();
    private readonly Stack<string[]> _ends = new();
    private int _next;
    private int _depth;

    private Parser(List<Token> tokens, JinjaEnvironment environment)
    {
        _tokens = tokens;
        _environment = environment;
        Current = tokens[0];
    }

    private Token Current { get; set; }

    public static List<StatementSyntax> Parse(string source, JinjaEnvironment environment)
    {
        var tokens = Lexer.Read(source, environment.Lexing);
        return new Parser(tokens, environment).ParseUntil([]);
    }

    private Token Look => _tokens[Math.Min(_next + 1, _tokens.Count - 1)];

    private Token Advance()
    {
        var token = Current;
        _next = Math.Min(_next + 1, _tokens.Count - 1);
        Current = _tokens[_next];
        return token;
    }

    private bool Skip(TokenKind kind)
    {
        var skips = Current.Kind == kind;
        if (skips)
        {
            Advance();
        }

        return skips;
    }

    private bool SkipName(string name)
    {
        var skips = Current.IsName(name);
        if (skips)
        {
            Advance();
        }

        return skips;
    }

    private Token Expect(TokenKind kind) => Current.Kind == kind ? Advance() : throw Unexpected(TokenNames.Of(kind));

    private Token ExpectName(string name) => Current.IsName(name) ? Advance() : throw Unexpected(name);

    private SyntaxFault Unexpected(string expected) => Current.Kind == TokenKind.End
        ? Fail($"unexpected end of template, expected {Repr.Quote(expected)}.")
        : Fail($"expected token {Repr.Quote(expected)}, got {Repr.Quote(Current.Describe())}");

    private SyntaxFault Fail(string message, int at = -1, ErrorClass error = ErrorClass.TemplateSyntaxError) => new(message, at < 0 ? Current.At : at, error);

    private void Deeper()
    {
        if (++_depth > _environment.Limits.ParseDepth)
        {
            throw Fail($"the template nests deeper than {_environment.Limits.ParseDepth} levels", error: ErrorClass.RecursionError);
        }
    }

    /// <summary>Parses text and tags up to one of the end tags, which stays the current token; to the end of the template when there are none.</summary>
    private List<StatementSyntax> ParseUntil(string[] ends)
    {
        Deeper();
        if (ends.Length > 0)
        {
            _ends.Push(ends);
        }

        var body = new List<StatementSyntax>();
        var output = new List<ExpressionSyntax>();
        while (Current.Kind != TokenKind.End)
        {
            switch (Current.Kind)
            {
                case TokenKind.Data:
                    var data = Advance();
                    output.Add(new DataSyntax(data.Text, data.At));
                    break;
                case TokenKind.VariableBegin:
                    Advance();
                    output.Add(ParseTuple());
                    Expect(TokenKind.VariableEnd);
                    break;
                default:
                    Flush(body, output);
                    Expect(TokenKind.BlockBegin);
                    if (Current.Kind == TokenKind.Name && Array.IndexOf(ends, Current.Text) >= 0)
                    {
                        _ends.Pop();
                        _depth--;
                        return body;
                    }

                    body.Add(ParseStatement());
                    Expect(TokenKind.BlockEnd);
                    break;
            }
        }

        Flush(body, output);
        return ends.Length == 0 ? body : throw Fail("Unexpected end of template." + Looking(null));
    }

    private static void Flush(List<StatementSyntax> body, List<ExpressionSyntax> output)
    {
        if (output.Count > 0)
        {
            body.Add(new OutputSyntax([.. output], output[0].At));
            output.Clear();
        }
    }

    /// <summary>What the parser waits for, in the words of Jinja's message.</summary>
    private string Looking(string? found)
    {
        var message = string.Empty;
        if (_ends.Count > 0)
        {
            var looking = string.Join(" or ", _ends.Peek().Select(Repr.Quote));
            message = found is not null && _ends.Any(ends => ends.Contains(found))
                ? $" You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for {looking}."
                : $" Jinja was looking for the following tags: {looking}.";
        }

        return _tags.Count == 0 ? message : $"{message} The innermost block that needs to be closed is {Repr.Quote(_tags.Peek())}.";
    }
}
