namespace DatasetKit.Templates.Jinja;

/// <summary>
/// Takes a template apart into text and tags, and decides which whitespace around tags is text. Inside a tag
/// <see cref="TagLexer"/> goes on.
/// </summary>
internal sealed class Lexer
{
    private readonly string _source;
    private readonly LexerOptions _options;
    private readonly List<Token> _tokens = [];
    private int _at;

    /// <summary>Whether what came before ended with a newline, so that whitespace here may stand before a tag on its line.</summary>
    private bool _lineStarts = true;

    private Lexer(string source, LexerOptions options)
    {
        _source = source;
        _options = options;
    }

    /// <summary>The source as the lexer sees it: newlines of one kind, and none at the end unless it is kept.</summary>
    public static string Normalize(string source, LexerOptions options)
    {
        if (source.Contains('\r'))
        {
            source = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        }

        return !options.KeepTrailingNewline && source.EndsWith('\n') ? source[..^1] : source;
    }

    public static List<Token> Read(string source, LexerOptions options)
    {
        var lexer = new Lexer(source, options);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        while (_at < _source.Length)
        {
            var start = _at;
            var tag = NextTag();
            if (tag < 0)
            {
                AddData(start, _source.Length);
                _at = _source.Length;
                break;
            }

            var sign = SignAt(tag + 2);
            var after = tag + (sign == '\0' ? 2 : 3);
            var kind = _source[tag + 1];
            if (kind == '%' && RawBegin(after) is { } rawBody)
            {
                AddText(start, tag, sign, mayStripLine: true);
                _lineStarts = _source[rawBody - 1] == '\n';
                ReadRaw(rawBody);
                continue;
            }

            AddText(start, tag, sign, mayStripLine: kind != '{');
            if (kind == '#')
            {
                ReadComment(after);
                continue;
            }

            var isBlock = kind == '%';
            _tokens.Add(new Token(isBlock ? TokenKind.BlockBegin : TokenKind.VariableBegin, tag));
            _at = new TagLexer(_source, _tokens, isBlock, _options.TrimBlocks).Read(after);
            _lineStarts = _source[_at - 1] == '\n';
        }

        _tokens.Add(new Token(TokenKind.End, _source.Length));
    }

    private int NextTag()
    {
        for (var at = _at; ; at++)
        {
            var next = _source.AsSpan(at).IndexOf('{');
            if (next < 0 || at + next + 1 >= _source.Length)
            {
                return -1;
            }

            at += next;
            if (_source[at + 1] is '%' or '{' or '#')
            {
                return at;
            }
        }
    }

    private char SignAt(int at) => at < _source.Length && _source[at] is '-' or '+' ? _source[at] : '\0';

    /// <summary>If a raw block begins here, where its text begins.</summary>
    private int? RawBegin(int at)
    {
        at = PySpace.SkipFrom(_source, at);
        if (!Follows(at, "raw"))
        {
            return null;
        }

        at = PySpace.SkipFrom(_source, at + 3);
        return Follows(at, "-%}") ? PySpace.SkipFrom(_source, at + 3) : Follows(at, "%}") ? at + 2 : null;
    }

    private void ReadRaw(int start)
    {
        for (var tag = _source.IndexOf("{%", start, StringComparison.Ordinal); tag >= 0; tag = _source.IndexOf("{%", tag + 1, StringComparison.Ordinal))
        {
            var sign = SignAt(tag + 2);
            var at = PySpace.SkipFrom(_source, tag + (sign == '\0' ? 2 : 3));
            if (!Follows(at, "endraw"))
            {
                continue;
            }

            at = PySpace.SkipFrom(_source, at + 6);
            if (BlockEnd(at, "%}") is { } end)
            {
                AddText(start, tag, sign, mayStripLine: true);
                _at = end;
                _lineStarts = _source[end - 1] == '\n';
                return;
            }
        }

        _at = start < _source.Length ? throw new SyntaxFault("Missing end of raw directive", start) : start;
    }

    private void ReadComment(int start)
    {
        var close = _source.IndexOf("#}", start, StringComparison.Ordinal);
        if (close < 0)
        {
            _at = start < _source.Length ? throw new SyntaxFault("Missing end of comment tag", start) : start;
            return;
        }

        var signed = close > start && _source[close - 1] is '-' or '+' ? close - 1 : close;
        _at = BlockEnd(signed, "#}")!.Value;
        _lineStarts = _source[_at - 1] == '\n';
    }

    /// <summary>If a tag that may trim ends here, where the text after it begins.</summary>
    private int? BlockEnd(int at, string end)
    {
        if (Follows(at, end))
        {
            at += end.Length;
            return _options.TrimBlocks && Follows(at, "\n") ? at + 1 : at;
        }

        return !Follows(at + 1, end) ? null
            : _source[at] == '+' ? at + 1 + end.Length
            : _source[at] == '-' ? PySpace.SkipFrom(_source, at + 1 + end.Length)
            : null;
    }

    private bool Follows(int at, string text) => _source.AsSpan(Math.Min(at, _source.Length)).StartsWith(text, StringComparison.Ordinal);

    /// <summary>The text before a tag, less the whitespace that the tag's sign or its line takes away.</summary>
    private void AddText(int start, int end, char sign, bool mayStripLine)
    {
        var text = _source.AsSpan(start, end - start);
        if (sign == '-')
        {
            AddData(start, start + PySpace.TrimmedEnd(text));
            return;
        }

        if (sign != '+' && _options.LstripBlocks && mayStripLine)
        {
            var line = text.LastIndexOf('\n') + 1;
            if ((line > 0 || _lineStarts) && line < text.Length && PySpace.SkipFrom(text, line) == text.Length)
            {
                AddData(start, start + line);
                return;
            }
        }

        AddData(start, end);
    }

    private void AddData(int start, int end)
    {
        if (end > start)
        {
            _tokens.Add(new Token(TokenKind.Data, start, _source[start..end]));
        }
    }
}

/// <summary>How the lexer treats whitespace.</summary>
/// <param name="TrimBlocks">Whether the first newline after a block tag goes away.</param>
/// <param name="LstripBlocks">Whether whitespace before a block tag at the start of a line goes away.</param>
/// <param name="KeepTrailingNewline">Whether a newline at the very end stays.</param>
internal readonly record struct LexerOptions(bool TrimBlocks, bool LstripBlocks, bool KeepTrailingNewline);
