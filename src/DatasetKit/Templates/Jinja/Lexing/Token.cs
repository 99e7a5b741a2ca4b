namespace DatasetKit.Templates.Jinja;

/// <summary>A piece of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it begins, in UTF-16 units.</param>
/// <param name="Text">A name, or text outside of tags; else empty.</param>
/// <param name="Value">The value of a literal.</param>
internal readonly record struct Token(TokenKind Kind, int At, string Text = "", Value Value = default)
{
    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;

    /// <summary>How messages call it.</summary>
    public string Describe() => Kind == TokenKind.Name ? Text : TokenNames.Of(Kind);
}

/// <summary>The kinds of tokens.</summary>
internal enum TokenKind : byte
{
    Data,
    VariableBegin,
    VariableEnd,
    BlockBegin,
    BlockEnd,
    Name,
    String,
    Integer,
    Float,
    Add,
    Subtract,
    Divide,
    FloorDivide,
    Multiply,
    Modulo,
    Power,
    Tilde,
    LeftBracket,
    RightBracket,
    LeftParenthesis,
    RightParenthesis,
    LeftBrace,
    RightBrace,
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Assign,
    Dot,
    Colon,
    Pipe,
    Comma,
    Semicolon,
    End,
}

/// <summary>Python's names of the kinds of tokens, for messages.</summary>
internal static class TokenNames
{
    public static string Of(TokenKind kind) => kind switch
    {
        TokenKind.Data => "template data / text",
        TokenKind.VariableBegin => "begin of print statement",
        TokenKind.VariableEnd => "end of print statement",
        TokenKind.BlockBegin => "begin of statement block",
        TokenKind.BlockEnd => "end of statement block",
        TokenKind.Name => "name",
        TokenKind.String => "string",
        TokenKind.Integer => "integer",
        TokenKind.Float => "float",
        TokenKind.Add => "+",
        TokenKind.Subtract => "-",
        TokenKind.Divide => "/",
        TokenKind.FloorDivide => "//",
        TokenKind.Multiply => "*",
        TokenKind.Modulo => "%",
        TokenKind.Power => "**",
        TokenKind.Tilde => "~",
        TokenKind.LeftBracket => "[",
        TokenKind.RightBracket => "]",
        TokenKind.LeftParenthesis => "(",
        TokenKind.RightParenthesis => ")",
        TokenKind.LeftBrace => "{",
        TokenKind.RightBrace => "}",
        TokenKind.Equal => "==",
        TokenKind.NotEqual => "!=",
        TokenKind.Greater => ">",
        TokenKind.GreaterOrEqual => ">=",
        TokenKind.Less => "<",
        TokenKind.LessOrEqual => "<=",
        TokenKind.Assign => "=",
        TokenKind.Dot => ".",
        TokenKind.Colon => ":",
        TokenKind.Pipe => "|",
        TokenKind.Comma => ",",
        TokenKind.Semicolon => ";",
        _ => "end of template",
    };
}
