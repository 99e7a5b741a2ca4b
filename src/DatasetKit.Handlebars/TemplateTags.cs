namespace DatasetKit.Handlebars;

/// <summary>
/// The tags of a template and their places. Handlebars.Net says what is wrong, but seldom where, and finds an unknown helper only when it renders; so blocks, helpers and partials are
/// checked here first.
/// </summary>
internal sealed class TemplateTags
{
    private static readonly char[] s_wordEnds = [' ', '\t', '\r', '\n', '}', '(', ')', '=', '|', '.', '/', '[', ']', '~'];

    private readonly string _source;
    private readonly string _name;
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _partials = new(StringComparer.Ordinal);
    private readonly List<(string Name, int At)> _used = [];
    private readonly Stack<(string Name, int At)> _open = new();

    private TemplateTags(string source, string name) => (_source, _name) = (source, name);

    /// <summary>Whether the template has a <c>loss</c> block.</summary>
    public bool MarksLoss { get; private set; }

    /// <summary>Whether a tag names this.</summary>
    public bool Mentions(string word) => _words.Contains(word);

    public static TemplateTags Read(string source, string name)
    {
        var tags = new TemplateTags(source, name);
        for (var at = source.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = source.IndexOf("{{", at, StringComparison.Ordinal))
        {
            at = tags.ReadTag(at);
        }

        if (tags._open.TryPeek(out var open))
        {
            throw tags.Fault($"the block is never closed; {{{{/{open.Name}}}}} is expected", open.At);
        }

        foreach (var (partial, at) in tags._used)
        {
            if (!tags._partials.Contains(partial))
            {
                throw tags.Fault($"there is no partial \"{partial}\"; define it in the template with {{{{#*inline \"{partial}\"}}}}", at);
            }
        }

        return tags;
    }

    public static string FirstLine(string message) => message.Split('\n')[0].TrimEnd('\r', ' ');

    /// <summary>A fault of the library's, at the tag whose name it quotes.</summary>
    public TemplateException Fault(string message)
    {
        var quotes = message.Split('\'');
        var at = quotes.Length > 2 ? _source.IndexOf(quotes[1].TrimStart('/'), StringComparison.Ordinal) : -1;
        return at < 0 ? new TemplateException(FirstLine(message), _name) : Fault(FirstLine(message), at);
    }

    /// <summary>Reads the tag at a place and returns where to go on.</summary>
    private int ReadTag(int at)
    {
        if (at > 0 && _source[at - 1] == '\\' && !(at > 1 && _source[at - 2] == '\\'))
        {
            return at + 2;
        }

        var isComment = _source.AsSpan(at).StartsWith("{{!--") || _source.AsSpan(at).StartsWith("{{~!--");
        var closing = isComment ? "--" : _source.AsSpan(at).StartsWith("{{{") ? "}}}" : "}}";
        var end = _source.IndexOf(closing, at + 2, StringComparison.Ordinal);
        end = isComment && end >= 0 ? _source.IndexOf("}}", end, StringComparison.Ordinal) : end;
        if (end < 0)
        {
            throw Fault("the tag is never closed; write \\{{ for the characters themselves", at);
        }

        var inside = _source[(at + 2)..end].Trim('{', '~', ' ', '\t', '\r', '\n', '&');
        if (!inside.StartsWith('!'))
        {
            Check(inside, at);
        }

        return end + closing.Length;
    }

    private void Check(string inside, int at)
    {
        _words.UnionWith(inside.Split(s_wordEnds, StringSplitOptions.RemoveEmptyEntries).Select(word => word.TrimStart('#', '^', '@', '>')));
        var kind = inside.Length == 0 ? throw Fault("the tag is empty", at) : inside[0];
        var words = inside.TrimStart('#', '^', '/', '>', '*', '~').Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var name = words.Length > 0 ? words[0] : string.Empty;
        switch (kind)
        {
            case '/':
                if (!_open.TryPop(out var open))
                {
                    throw Fault($"the block {name} is closed but was never opened", at);
                }

                if (open.Name != name)
                {
                    throw Fault($"{{{{/{open.Name}}}}} is expected, {{{{/{name}}}}} found", at);
                }

                break;
            case '#' or '^' when name.Length > 0:
                if (inside.StartsWith("#*inline", StringComparison.Ordinal) && words.Length > 1)
                {
                    _partials.Add(words[1].Trim('"', '\''));
                }
                else if (inside.StartsWith("#>", StringComparison.Ordinal))
                {
                    _used.Add((name, at));
                }
                else
                {
                    CheckHelper(words, at);
                    MarksLoss |= name == "loss";
                }

                _open.Push((name, at));
                break;
            case '>':
                _used.Add((name.Trim('"', '\''), at));
                break;
            default:
                CheckHelper(words, at);
                break;
        }

        for (var call = inside.IndexOf('('); call >= 0; call = inside.IndexOf('(', call + 1))
        {
            CheckHelper(inside[(call + 1)..].Split([' ', ')'], StringSplitOptions.RemoveEmptyEntries), at);
        }
    }

    /// <summary>What is given arguments is a helper; <c>else</c> may go before one, and <c>as</c> names what a block is about.</summary>
    private void CheckHelper(string[] words, int at)
    {
        if (words is ["else", .. var rest])
        {
            words = rest;
        }

        if (words.Length > 1 && words[1] != "as" && !Helpers.Names.Contains(words[0]))
        {
            throw Fault($"there is no helper \"{words[0]}\"; those that there are: {string.Join(", ", Helpers.Names)}", at);
        }

        if (words is ["if" or "unless" or "each" or "with" or "lookup" or "eq" or "ne"])
        {
            throw Fault($"{words[0]} needs to be told of what", at);
        }
    }

    private TemplateException Fault(string message, int at)
    {
        var line = _source.AsSpan(0, at).Count('\n') + 1;
        var start = _source.LastIndexOf('\n', Math.Max(at - 1, 0)) + 1;
        start = at == 0 ? 0 : start;
        var stop = _source.IndexOf('\n', at);
        var column = _source.AsSpan(start, at - start).ToString().EnumerateRunes().Count() + 1;
        var excerpt = $"  {(stop < 0 ? _source[start..] : _source[start..stop]).TrimEnd('\r')}\n  {new string(' ', column - 1)}^";
        return new TemplateException(message, _name, line, column, excerpt);
    }
}
