namespace DatasetKit.Tokenization;

/// <summary>Reads a class in brackets, with classes in it, ranges, <c>&amp;&amp;</c> and <c>[:alpha:]</c>.</summary>
/// <param name="parser">Stands behind the opening bracket.</param>
internal sealed class PatternClassParser(PatternParser parser)
{
    private const int MaxDepth = 32;

    private int _depth;

    /// <summary>Reads the class to its closing bracket.</summary>
    internal CharacterSet Class()
    {
        if (++_depth > MaxDepth)
        {
            throw parser.Fault(FormattableString.Invariant($"classes are nested more than {MaxDepth} deep"));
        }

        bool isNegative = parser.Take('^');
        CharacterSet? whole = null, part = null;
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
                whole = And(whole, part);
                part = null;
                continue;
            }

            CharacterSet next = Member(isFirst);
            part = part is null ? next : part.Or(next);
        }

        _depth--;
        CharacterSet set = And(whole, part);
        return isNegative ? set.Not() : set;
    }

    private static CharacterSet And(CharacterSet? whole, CharacterSet? part)
    {
        part ??= CharacterSet.All.Not();
        return whole is null ? part : whole.And(part);
    }

    private CharacterSet Member(bool isFirst)
    {
        if (parser.Rest[0] == '[' && !isFirst || parser.Rest[0] == '[')
        {
            return parser.Rest.StartsWith("[:", StringComparison.Ordinal) && Posix() is { } posix ? posix : Nested();
        }

        if (parser.Rest[0] == '\\' && parser.SetEscape() is { } escaped)
        {
            return escaped;
        }

        int first = Character();
        if (parser.Rest.Length < 2 || parser.Rest[0] != '-' || parser.Rest[1] is ']' or '[')
        {
            return CharacterSet.Of(first);
        }

        if (parser.Rest[1] == '\\' && parser.Rest.Length > 2 && parser.Rest[2] is 'p' or 'P' or 'd' or 'D' or 's' or 'S' or 'w' or 'W')
        {
            return CharacterSet.Of(first);
        }

        parser.Skip(1);
        int last = Character();
        return first <= last ? CharacterSet.Between(first, last) : throw parser.Fault("a range ends before it starts");
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
