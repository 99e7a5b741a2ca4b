namespace DatasetKit.Tokenization;

/// <summary>Reads a class in brackets, with classes in it, ranges, <c>&amp;&amp;</c> and <c>[:alpha:]</c>.</summary>
/// <param name="parser">Stands behind the opening bracket.</param>
internal sealed class PatternClassParser(PatternParser parser)
{
    private const int MaxDepth = 32;

    private int _depth;

    /// <summary>Whether the class that was read last is one of all other characters: after <see cref="Class"/> the outermost.</summary>
    internal bool IsNegative { get; private set; }

    /// <summary>Reads the class to its closing bracket.</summary>
    internal CharacterSet Class()
    {
        if (++_depth > MaxDepth)
        {
            throw parser.Fault(FormattableString.Invariant($"classes are nested more than {MaxDepth} deep"));
        }

        bool isNegative = parser.Take('^');
        CharacterSet? whole = null;
        var sets = new List<CharacterSet>();
        var stretches = new List<(int First, int Last)>();
        for (bool isFirst = true; ; isFirst = false)
        {
            if (parser.Rest.IsEmpty)
            {
                throw parser.Fault("a class is not closed");
            }

            if (!isFirst && parser.Take(']'))
            {
                break;
            }

            if (parser.Take("&&"))
            {
                whole = And(whole, sets, stretches);
                continue;
            }

            if (Member(stretches) is { } next)
            {
                sets.Add(next);
            }
        }

        _depth--;
        IsNegative = isNegative;
        // What is left out is left out in either case: (?i:[^a]) is no A.
        CharacterSet set = parser.Folded(And(whole, sets, stretches));
        return isNegative ? set.Not() : set;
    }

    /// <summary>Closes what stands between two <c>&amp;&amp;</c>.</summary>
    private static CharacterSet And(CharacterSet? whole, List<CharacterSet> sets, List<(int First, int Last)> stretches)
    {
        CharacterSet part = sets.Count == 1 && stretches.Count == 0 ? sets[0] : CharacterSet.Any([.. sets], [.. stretches]);
        sets.Clear();
        stretches.Clear();
        return whole is null ? part : whole.And(part);
    }

    /// <summary>A member that is a set; null when it was a character or a range, and went to the stretches.</summary>
    private CharacterSet? Member(List<(int First, int Last)> stretches)
    {
        if (parser.Rest[0] == '[')
        {
            return parser.Rest.StartsWith("[:", StringComparison.Ordinal) && Posix() is { } posix ? posix : Nested();
        }

        if (parser.Rest[0] == '\\' && parser.SetEscape(isLone: false) is { } escaped)
        {
            return escaped;
        }

        int first = Character();
        bool isRange = parser.Rest.Length >= 2 && parser.Rest[0] == '-' && parser.Rest[1] is not (']' or '[')
            && !(parser.Rest[1] == '\\' && parser.Rest.Length > 2 && parser.Rest[2] is 'p' or 'P' or 'd' or 'D' or 's' or 'S' or 'w' or 'W');
        parser.Skip(isRange ? 1 : 0);
        int last = isRange ? Character() : first;
        stretches.Add(first <= last ? (first, last) : throw parser.Fault("a range ends before it starts"));
        return null;
    }

    /// <summary>One character; within a class <c>\b</c> is a backspace.</summary>
    private int Character()
    {
        if (parser.Take("\\b"))
        {
            return '\b';
        }

        return parser.Literal();
    }

    private CharacterSet Nested()
    {
        parser.Skip(1);
        return Class();
    }

    private CharacterSet? Posix()
    {
        int end = parser.Rest.IndexOf(":]", StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        string name = parser.Rest[2..end].ToString();
        bool isNegative = name.StartsWith('^');
        if (!name.All(c => char.IsAsciiLetter(c) || c == '^'))
        {
            return null;
        }

        CharacterSet set = CharacterProperties.Find(name.TrimStart('^')) ?? throw parser.Fault($"the class '[:{name}:]' is not known");
        parser.Skip(end + 2);
        return isNegative ? set.Not() : set;
    }
}
