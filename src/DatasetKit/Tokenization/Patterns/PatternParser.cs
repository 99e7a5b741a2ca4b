using System.Globalization;
using System.Text;

namespace DatasetKit.Tokenization;

/// <summary>
/// Reads a regular expression as the libraries of tokenizers do: Oniguruma's syntax, of which the syntax of tiktoken and tekken files is a part with two
/// differences. What is not known here is a fault, never an approximation.
/// </summary>
/// <param name="pattern">The expression.</param>
/// <param name="section">Where it stands, for faults.</param>
/// <param name="isOniguruma">Whether <c>^</c> and <c>$</c> look at lines and <c>{1,3}+</c> is a repeated interval; else <c>^</c> and <c>$</c> look at
/// the text, and the interval is possessive.</param>
internal sealed class PatternParser(string pattern, string section, bool isOniguruma)
{
    private const int MaxDepth = 64;
    private const int MaxRepeat = 1_000;

    private int _at;
    private int _depth;
    private bool _ignoresCase;
    private bool _dotTakesAll;
    private bool _isSpaced;

    /// <summary>Reads all of it.</summary>
    internal PatternNode Parse()
    {
        PatternNode node = Choice();
        return _at == pattern.Length ? node : throw Fault("a ')' closes nothing");
    }

    private PatternNode Choice()
    {
        if (++_depth > MaxDepth)
        {
            throw Fault(FormattableString.Invariant($"groups are nested more than {MaxDepth} deep"));
        }

        bool ignoresCase = _ignoresCase, dotTakesAll = _dotTakesAll, isSpaced = _isSpaced;
        var parts = new List<PatternNode> { Chain() };
        while (Take('|'))
        {
            parts.Add(Chain());
        }

        (_ignoresCase, _dotTakesAll, _isSpaced) = (ignoresCase, dotTakesAll, isSpaced);
        _depth--;
        return parts.Count == 1 ? parts[0] : new PatternNode.Choice(parts);
    }

    private PatternNode.Chain Chain()
    {
        var parts = new List<PatternNode>();
        while (_at < pattern.Length && pattern[_at] is not ('|' or ')'))
        {
            if (_isSpaced && SkipBlank())
            {
                continue;
            }

            if (Item() is { } item)
            {
                parts.Add(Repeated(item));
            }
        }

        return new(parts);
    }

    private bool SkipBlank()
    {
        if (char.IsWhiteSpace(pattern[_at]))
        {
            _at++;
            return true;
        }

        if (pattern[_at] != '#')
        {
            return false;
        }

        int end = pattern.IndexOf('\n', _at);
        _at = end < 0 ? pattern.Length : end + 1;
        return true;
    }

    private PatternNode Repeated(PatternNode item)
    {
        while (_at < pattern.Length)
        {
            int start = _at;
            (int Min, int Max)? times = pattern[_at] switch
            {
                '*' => (0, int.MaxValue),
                '+' => (1, int.MaxValue),
                '?' => (0, 1),
                '{' => Interval(),
                _ => null,
            };
            if (times is not { } range)
            {
                break;
            }

            bool isInterval = pattern[start] == '{';
            _at += isInterval ? 0 : 1;
            PatternNode.RepeatKind kind = Take('?') ? PatternNode.RepeatKind.Lazy
                : !(isInterval && isOniguruma) && Take('+') ? PatternNode.RepeatKind.Possessive
                : PatternNode.RepeatKind.Greedy;
            item = item is PatternNode.Place or PatternNode.Look
                ? throw Fault("a place is repeated, which is not supported")
                : new PatternNode.Repeat(item, range.Min, range.Max, kind);
        }

        return item;
    }

    /// <summary>An interval, or null when the brace is only a brace.</summary>
    private (int Min, int Max)? Interval()
    {
        int end = pattern.IndexOf('}', _at);
        string[] bounds = end < 0 ? [] : pattern[(_at + 1)..end].Split(',');
        if (bounds.Length is not (1 or 2) || bounds.All(bound => bound.Length == 0) || !bounds.All(bound => bound.All(char.IsAsciiDigit)))
        {
            return null;
        }

        int min = Bound(bounds[0], 0), max = bounds.Length == 1 ? min : Bound(bounds[1], int.MaxValue);
        if (min > max)
        {
            throw Fault(FormattableString.Invariant($"something is to stand at least {min} and at most {max} times"));
        }

        _at = end + 1;
        return (min, max);
    }

    private int Bound(string digits, int otherwise) => digits.Length == 0 ? otherwise
        : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int bound) && bound <= MaxRepeat ? bound
        : throw Fault(FormattableString.Invariant($"something is to stand {digits} times, and {MaxRepeat} is the most"));

    private PatternNode? Item()
    {
        char c = pattern[_at];
        switch (c)
        {
            case '(':
                _at++;
                return Group();
            case '[':
                _at++;
                return new PatternNode.One(Folded(new PatternClassParser(this).Class()));
            case '.':
                _at++;
                return new PatternNode.One(_dotTakesAll ? CharacterSet.All : CharacterSet.Of('\n').Not());
            case '^':
                _at++;
                return new PatternNode.Place(isOniguruma ? PatternCode.LineStart : PatternCode.TextStart);
            case '$':
                _at++;
                return new PatternNode.Place(isOniguruma ? PatternCode.LineEnd : PatternCode.TextEnd);
            case '*' or '+' or '?':
                throw Fault($"the '{c}' has nothing before it");
            case '\\':
                return Escape();
            default:
                return new PatternNode.One(Folded(CharacterSet.Of(Literal())));
        }
    }

    private PatternNode Escape()
    {
        char c = _at + 1 < pattern.Length ? pattern[_at + 1] : throw Fault("a backslash ends it");
        PatternCode? place = c switch
        {
            'A' => PatternCode.TextStart,
            'z' => PatternCode.TextEnd,
            'Z' => PatternCode.LastLineEnd,
            'b' => PatternCode.WordEdge,
            'B' => PatternCode.NoWordEdge,
            _ => null,
        };
        if (place is { } code)
        {
            _at += 2;
            return new PatternNode.Place(code);
        }

        return new PatternNode.One(Folded(SetEscape() ?? CharacterSet.Of(Literal())));
    }

    private PatternNode? Group()
    {
        if (!Take('?'))
        {
            return Closed(Choice());
        }

        foreach ((string mark, bool isBehind, bool isNegative) in new[] { ("=", false, false), ("!", false, true), ("<=", true, false), ("<!", true, true) })
        {
            if (Take(mark))
            {
                return Closed(new PatternNode.Look(Choice(), isBehind, isNegative));
            }
        }

        if (Take('>'))
        {
            return Closed(new PatternNode.Atomic(Choice()));
        }

        if (Take('#'))
        {
            _at = pattern.IndexOf(')', _at) is >= 0 and var end ? end + 1 : throw Fault("a comment is not closed");
            return null;
        }

        if (Take("P<") || Take('<'))
        {
            _at = pattern.IndexOf('>', _at) is >= 0 and var end ? end + 1 : throw Fault("the name of a group is not closed");
            return Closed(Choice());
        }

        return Options();
    }

    /// <summary><c>(?i:...)</c>, <c>(?i)</c> and <c>(?:...)</c>.</summary>
    private PatternNode? Options()
    {
        bool ignoresCase = _ignoresCase, dotTakesAll = _dotTakesAll, isSpaced = _isSpaced;
        for (bool isOn = true; ; _at++)
        {
            switch (_at < pattern.Length ? pattern[_at] : throw Fault("a group is not closed"))
            {
                case '-':
                    isOn = false;
                    break;
                case 'i':
                    _ignoresCase = isOn;
                    break;
                case 'm' when isOniguruma:
                case 's' when !isOniguruma:
                    _dotTakesAll = isOn;
                    break;
                case 'x':
                    _isSpaced = isOn;
                    break;
                case 'u' when isOn:
                    break;
                case ':':
                    _at++;
                    PatternNode node = Closed(Choice());
                    (_ignoresCase, _dotTakesAll, _isSpaced) = (ignoresCase, dotTakesAll, isSpaced);
                    return node;
                case ')' when isOniguruma:
                    // Holds to the end of the group around it, alternatives included.
                    _at++;
                    return Choice();
                case ')':
                    _at++;
                    return null;
                default:
                    throw Fault($"the group '(?{pattern[_at]}' is not supported");
            }
        }
    }

    private PatternNode Closed(PatternNode node) => Take(')') ? node : throw Fault("a group is not closed");

    private CharacterSet Folded(CharacterSet set) => _ignoresCase ? set.IgnoringCase() : set;

    /// <summary>The set that an escape stands for, or null when it stands for one character.</summary>
    internal CharacterSet? SetEscape()
    {
        char c = _at + 1 < pattern.Length ? pattern[_at + 1] : throw Fault("a backslash ends it");
        CharacterSet? set = (c | 0x20) switch
        {
            'd' => CharacterProperties.Digit,
            's' => CharacterProperties.Space,
            'w' => CharacterProperties.Word,
            'h' when isOniguruma => CharacterProperties.Hexadecimal,
            _ => null,
        };
        if (set is not null)
        {
            _at += 2;
            return char.IsUpper(c) ? set.Not() : set;
        }

        if (c is not ('p' or 'P'))
        {
            return null;
        }

        _at += 2;
        return Property(c == 'P');
    }

    private CharacterSet Property(bool isNegative)
    {
        string name;
        if (Take('{'))
        {
            int end = pattern.IndexOf('}', _at);
            name = end < 0 ? throw Fault("the name of a property is not closed") : pattern[_at..end];
            _at = end + 1;
            if (name.StartsWith('^'))
            {
                name = name[1..];
                isNegative = !isNegative;
            }
        }
        else
        {
            name = _at < pattern.Length ? pattern[_at++].ToString() : throw Fault("a property has no name");
        }

        CharacterSet set = CharacterProperties.Find(name) ?? throw Fault($"the property '{name}' is not known");
        return isNegative ? set.Not() : set;
    }

    /// <summary>One character, escaped or not.</summary>
    internal int Literal()
    {
        if (pattern[_at] != '\\')
        {
            if (!Rune.TryGetRuneAt(pattern, _at, out Rune rune))
            {
                throw Fault("it has half a surrogate pair");
            }

            _at += rune.Utf16SequenceLength;
            return rune.Value;
        }

        char c = _at + 1 < pattern.Length ? pattern[_at + 1] : throw Fault("a backslash ends it");
        _at += 2;
        return c switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'f' => '\f',
            'v' => '\v',
            'a' => '\a',
            'e' => 0x1B,
            '0' => 0,
            'x' when Take('{') => Hexadecimal(1, 8, closed: true),
            'x' => Hexadecimal(1, 2, closed: false),
            'u' => Hexadecimal(4, 4, closed: false),
            _ => char.IsAsciiLetterOrDigit(c) || c >= 0x80 ? throw Fault($"the escape '\\{c}' is not supported") : c,
        };
    }

    private int Hexadecimal(int least, int most, bool closed)
    {
        int start = _at, value = 0;
        while (_at < pattern.Length && _at - start < most && char.IsAsciiHexDigit(pattern[_at]))
        {
            value = value << 4 | Convert.ToInt32(pattern[_at++].ToString(), 16);
        }

        return _at - start >= least && (!closed || Take('}')) && (uint)value < 0x110000 ? value : throw Fault("a character is given by a number that is none");
    }

    /// <summary>The text that is left.</summary>
    internal ReadOnlySpan<char> Rest => pattern.AsSpan(_at);

    /// <summary>Moves on.</summary>
    internal void Skip(int count) => _at += count;

    /// <summary>Takes a character if it stands here.</summary>
    internal bool Take(char c)
    {
        if (_at < pattern.Length && pattern[_at] == c)
        {
            _at++;
            return true;
        }

        return false;
    }

    /// <summary>Takes characters if they stand here.</summary>
    internal bool Take(string text)
    {
        if (Rest.StartsWith(text, StringComparison.Ordinal))
        {
            _at += text.Length;
            return true;
        }

        return false;
    }

    /// <summary>A fault at this place.</summary>
    internal FaultyFileException Fault(string reason) => new(section, FormattableString.Invariant($"the pattern '{pattern}' cannot be used: at its character {Math.Min(_at + 1, pattern.Length)}, {reason}"));
}
