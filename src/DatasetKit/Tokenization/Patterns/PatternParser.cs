using System.Globalization;

namespace DatasetKit.Tokenization;

/// <summary>
/// Reads a regular expression as the libraries of tokenizers do: Oniguruma's syntax, of which the syntax of tiktoken and tekken files is a part with two
/// differences. What is not known here is a fault, never an approximation.
/// </summary>
/// <param name="pattern">The expression.</param>
/// <param name="section">Where it stands, for faults.</param>
/// <param name="isOniguruma">Whether <c>^</c> and <c>$</c> look at lines and <c>{1,3}+</c> is a repeated interval; else <c>^</c> and <c>$</c> look at
/// the text, and the interval is possessive.</param>
internal sealed partial class PatternParser(string pattern, string section, bool isOniguruma)
{
    private const int MaxDepth = 64;
    private const int MaxRepeat = 1_000;
    private const int MaxStacked = 8;
    // The longest of the known models has about five hundred.
    private const int MaxLength = 8_192;

    private int _at;
    private int _depth;
    private bool _ignoresCase;
    private bool _dotTakesAll;
    private bool _isSpaced;
    private int _behind;

    /// <summary>Reads all of it.</summary>
    internal PatternNode Parse()
    {
        if (pattern.Length > MaxLength)
        {
            throw Fault(FormattableString.Invariant($"it has {pattern.Length:N0} characters, and {MaxLength:N0} is the most"));
        }

        PatternNode node = Settled(Choice());
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
        return parts.Count == 1 ? parts[0] : new PatternNode.Choice([.. parts.Select(Settled)]);
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
                // What a group without options holds is as if it stood there without the group.
                PatternNode repeated = Repeated(item);
                parts.AddRange(repeated is PatternNode.Chain chain ? chain.Parts : [repeated]);
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
        for (int stacked = 0; _at < pattern.Length; stacked++)
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
            item = stacked == MaxStacked ? throw Fault(FormattableString.Invariant($"something is repeated {stacked + 1} times over"))
                : item is PatternNode.Place or PatternNode.Look
                ? throw Fault("a place is repeated, which is not supported")
                : new PatternNode.Repeat(Settled(item), range.Min, range.Max, kind);
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
                return Class();
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
                return Letter();
        }
    }

    private PatternNode? Group()
    {
        if (!Take('?'))
        {
            return Settled(Closed(Choice()));
        }

        foreach ((string mark, bool isBehind, bool isNegative) in new[] { ("=", false, false), ("!", false, true), ("<=", true, false), ("<!", true, true) })
        {
            if (Take(mark))
            {
                _behind += isBehind ? 1 : 0;
                PatternNode part = Settled(Choice());
                _behind -= isBehind ? 1 : 0;
                return Closed(new PatternNode.Look(part, isBehind, isNegative));
            }
        }

        if (Take('>'))
        {
            return Closed(new PatternNode.Atomic(Settled(Choice())));
        }

        if (Take('#'))
        {
            _at = pattern.IndexOf(')', _at) is >= 0 and var end ? end + 1 : throw Fault("a comment is not closed");
            return null;
        }

        if (Take("P<") || Take('<'))
        {
            _at = pattern.IndexOf('>', _at) is >= 0 and var end ? end + 1 : throw Fault("the name of a group is not closed");
            return Settled(Closed(Choice()));
        }

        return Options();
    }

    /// <summary><c>(?i:...)</c>, <c>(?i)</c> and <c>(?:...)</c>.</summary>
    private PatternNode? Options()
    {
        bool ignoresCase = _ignoresCase, dotTakesAll = _dotTakesAll, isSpaced = _isSpaced;
        int start = _at;
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
                    bool isPlain = _at++ == start;
                    PatternNode node = Closed(isPlain ? Choice() : Settled(Choice()));
                    (_ignoresCase, _dotTakesAll, _isSpaced) = (ignoresCase, dotTakesAll, isSpaced);
                    return node;
                case ')' when isOniguruma:
                    // Holds to the end of the group around it, alternatives included.
                    _at++;
                    return Settled(Choice());
                case ')':
                    _at++;
                    return null;
                default:
                    throw Fault($"the group '(?{pattern[_at]}' is not supported");
            }
        }
    }

    private PatternNode Closed(PatternNode node) => Take(')') ? node : throw Fault("a group is not closed");

    /// <summary>A set in either case, where case is ignored.</summary>
    internal CharacterSet Folded(CharacterSet set) => _ignoresCase ? set.IgnoringCase() : set;

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
    internal FaultyFileException Fault(string reason) => new(section, FormattableString.Invariant($"the pattern '{Pattern.Excerpt(pattern)}' cannot be used: at its character {Math.Min(_at + 1, pattern.Length)}, {reason}"));
}
