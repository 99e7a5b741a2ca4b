using System.Globalization;
using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>Reads the tokens inside one tag, up to and with its end.</summary>
internal sealed class TagLexer(string source, List<Token> tokens, bool isBlock, bool trimBlocks)
{
    private readonly Stack<char> _open = new();
    private int _at;

    /// <summary>Reads from the first character inside the tag.</summary>
    /// <returns>Where the text after the tag begins.</returns>
    public int Read(int start)
    {
        _at = start;
        while (_at < source.Length)
        {
            if (_open.Count == 0 && End() is { } end)
            {
                tokens.Add(new Token(isBlock ? TokenKind.BlockEnd : TokenKind.VariableEnd, _at));
                return end;
            }

            var value = source[_at];
            if (PySpace.Is(value))
            {
                _at++;
            }
            else if (char.IsAsciiDigit(value))
            {
                ReadNumber();
            }
            else if (IsWord(value))
            {
                ReadName();
            }
            else if (value is '\'' or '"')
            {
                ReadString(value);
            }
            else
            {
                ReadOperator(value);
            }
        }

        return _at;
    }

    private int? End()
    {
        var rest = source.AsSpan(_at);
        if (!isBlock)
        {
            return rest.StartsWith("-}}") ? PySpace.SkipFrom(source, _at + 3) : rest.StartsWith("}}") ? _at + 2 : null;
        }

        return rest.StartsWith("+%}") ? _at + 3
            : rest.StartsWith("-%}") ? PySpace.SkipFrom(source, _at + 3)
            : !rest.StartsWith("%}") ? null
            : trimBlocks && _at + 2 < source.Length && source[_at + 2] == '\n' ? _at + 3 : _at + 2;
    }

    private static bool IsWord(char value) => char.IsAsciiLetterOrDigit(value) || value == '_'
        || (value >= 0x80 && (char.IsLetter(value) || char.IsNumber(value) || char.IsSurrogate(value)));

    private void ReadName()
    {
        var start = _at;
        while (_at < source.Length && IsWord(source[_at]))
        {
            _at++;
        }

        var name = source[start.._at];
        foreach (var rune in name.EnumerateRunes())
        {
            if (!rune.IsAscii && !(System.Text.Rune.IsLetter(rune) || System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber or UnicodeCategory.DecimalDigitNumber))
            {
                throw new SyntaxFault("Invalid character in identifier", start);
            }
        }

        tokens.Add(new Token(TokenKind.Name, start, name));
    }

    private void ReadString(char quote)
    {
        var start = _at++;
        while (true)
        {
            var stop = source.AsSpan(_at).IndexOfAny(quote, '\\');
            if (stop < 0 || (source[_at + stop] == '\\' && _at + stop + 1 >= source.Length))
            {
                throw new SyntaxFault($"unexpected char {Repr.Quote(quote.ToString())} at {start}", start);
            }

            _at += stop + 1;
            if (source[_at - 1] == quote)
            {
                break;
            }

            _at++;
        }

        tokens.Add(new Token(TokenKind.String, start, Value: StringEscapes.Decode(source, start + 1, _at - 1)));
    }

    private void ReadNumber()
    {
        var start = _at;
        var whole = Digits(start, char.IsAsciiDigit, leading: false);
        var isFloat = start == 0 || source[start - 1] != '.' ? FloatEnd(whole) : -1;
        if (isFloat > 0)
        {
            _at = isFloat;
            tokens.Add(new Token(TokenKind.Float, start, Value: Value.Of(double.Parse(Plain(start), NumberStyles.Float, CultureInfo.InvariantCulture))));
            return;
        }

        var radix = source[start] == '0' && start + 1 < source.Length ? char.ToLowerInvariant(source[start + 1]) : '\0';
        var end = radix switch
        {
            'b' => Digits(start + 2, digit => digit is '0' or '1', leading: true),
            'o' => Digits(start + 2, digit => digit is >= '0' and <= '7', leading: true),
            'x' => Digits(start + 2, char.IsAsciiHexDigit, leading: true),
            _ => start,
        };
        if (end > start + 2)
        {
            _at = end;
            tokens.Add(new Token(TokenKind.Integer, start, Value: Value.Of(Radix(Plain(start)[2..], radix))));
            return;
        }

        _at = source[start] == '0' ? Digits(start, digit => digit == '0', leading: false) : whole;
        var digits = Plain(start);
        if (digits.Length > 4300)
        {
            throw new SyntaxFault($"Exceeds the limit (4300 digits) for integer string conversion: value has {digits.Length} digits; use sys.set_int_max_str_digits() to increase the limit", start, ErrorClass.ValueError);
        }

        tokens.Add(new Token(TokenKind.Integer, start, Value: Value.Of(BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture))));
    }

    private string Plain(int start) => source[start.._at].Replace("_", string.Empty, StringComparison.Ordinal);

    /// <summary>Where a run of digits ends; single underscores may stand between them, or before the first if <paramref name="leading"/>.</summary>
    private int Digits(int at, Func<char, bool> isDigit, bool leading)
    {
        var start = at;
        while (at < source.Length)
        {
            if (isDigit(source[at]))
            {
                at++;
            }
            else if (source[at] == '_' && (at > start || leading) && at + 1 < source.Length && isDigit(source[at + 1]))
            {
                at += 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    /// <summary>Where the float ends whose whole digits end here; -1 when it is none.</summary>
    private int FloatEnd(int at)
    {
        var end = -1;
        if (at + 1 < source.Length && source[at] == '.' && char.IsAsciiDigit(source[at + 1]))
        {
            end = at = Digits(at + 1, char.IsAsciiDigit, leading: false);
        }

        if (at < source.Length && source[at] is 'e' or 'E')
        {
            var digits = at + 1 < source.Length && source[at + 1] is '+' or '-' ? at + 2 : at + 1;
            var power = Digits(digits, char.IsAsciiDigit, leading: false);
            return power > digits ? power : end;
        }

        return end;
    }

    private static BigInteger Radix(string digits, char radix)
    {
        if (radix == 'x')
        {
            return BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        var value = BigInteger.Zero;
        foreach (var digit in digits)
        {
            value = (value << (radix == 'o' ? 3 : 1)) + (digit - '0');
        }

        return value;
    }

    private void ReadOperator(char first)
    {
        var second = _at + 1 < source.Length ? source[_at + 1] : '\0';
        var (kind, length) = (first, second) switch
        {
            ('/', '/') => (TokenKind.FloorDivide, 2),
            ('*', '*') => (TokenKind.Power, 2),
            ('=', '=') => (TokenKind.Equal, 2),
            ('!', '=') => (TokenKind.NotEqual, 2),
            ('>', '=') => (TokenKind.GreaterOrEqual, 2),
            ('<', '=') => (TokenKind.LessOrEqual, 2),
            ('+', _) => (TokenKind.Add, 1),
            ('-', _) => (TokenKind.Subtract, 1),
            ('/', _) => (TokenKind.Divide, 1),
            ('*', _) => (TokenKind.Multiply, 1),
            ('%', _) => (TokenKind.Modulo, 1),
            ('~', _) => (TokenKind.Tilde, 1),
            ('[', _) => (TokenKind.LeftBracket, 1),
            (']', _) => (TokenKind.RightBracket, 1),
            ('(', _) => (TokenKind.LeftParenthesis, 1),
            (')', _) => (TokenKind.RightParenthesis, 1),
            ('{', _) => (TokenKind.LeftBrace, 1),
            ('}', _) => (TokenKind.RightBrace, 1),
            ('>', _) => (TokenKind.Greater, 1),
            ('<', _) => (TokenKind.Less, 1),
            ('=', _) => (TokenKind.Assign, 1),
            ('.', _) => (TokenKind.Dot, 1),
            (':', _) => (TokenKind.Colon, 1),
            ('|', _) => (TokenKind.Pipe, 1),
            (',', _) => (TokenKind.Comma, 1),
            (';', _) => (TokenKind.Semicolon, 1),
            _ => throw new SyntaxFault($"unexpected char {Repr.Quote(first.ToString())} at {_at}", _at),
        };
        Balance(first);
        tokens.Add(new Token(kind, _at));
        _at += length;
    }

    private void Balance(char value)
    {
        switch (value)
        {
            case '(':
                _open.Push(')');
                break;
            case '[':
                _open.Push(']');
                break;
            case '{':
                _open.Push('}');
                break;
            case ')' or ']' or '}' when _open.Count == 0:
                throw new SyntaxFault($"unexpected '{value}'", _at);
            case ')' or ']' or '}' when _open.Pop() is var expected && expected != value:
                throw new SyntaxFault($"unexpected '{value}', expected '{expected}'", _at);
        }
    }
}
