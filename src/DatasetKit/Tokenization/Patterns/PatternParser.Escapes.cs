using System.Text;

namespace DatasetKit.Tokenization;

// What stands behind a backslash.
internal sealed partial class PatternParser
{
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

        // Oniguruma leaves a property that stands alone as it is where case is ignored: (?i:\p{Lu}) is no small letter.
        CharacterSet? set = SetEscape(isLone: true);
        return set is null ? Letter() : new PatternNode.One(isOniguruma ? set : Folded(set));
    }

    /// <summary>The set that an escape stands for, or null when it stands for one character.</summary>
    /// <param name="isLone">Whether it stands outside brackets.</param>
    internal CharacterSet? SetEscape(bool isLone)
    {
        char c = _at + 1 < pattern.Length ? pattern[_at + 1] : throw Fault("a backslash ends it");
        CharacterSet? set = (c | 0x20) switch
        {
            'd' => CharacterProperties.Digit,
            's' => CharacterProperties.Space,
            'w' => !isOniguruma ? CharacterProperties.Word : isLone ? CharacterProperties.OnigurumaLoneWord : CharacterProperties.OnigurumaWord,
            'h' when isOniguruma => CharacterProperties.Hexadecimal,
            _ => null,
        };
        if (set is not null)
        {
            _at += 2;
            return char.IsUpper(c) ? set.Not() : set;
        }

        // Oniguruma takes \pL for the letters p and L.
        if (c is not ('p' or 'P') || isOniguruma && !pattern.AsSpan(_at + 2).StartsWith("{"))
        {
            return null;
        }

        _at += 2;
        return Property(c == 'P', isLone);
    }

    private CharacterSet Property(bool isNegative, bool isLone)
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

        CharacterSet set = CharacterProperties.FindProperty(name, isLone) ?? throw Fault($"the property '{name}' is not known");
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
            'p' or 'P' when isOniguruma => c,
            '0' => Octal(),
            'x' when Take('{') => Hexadecimal(1, 8, closed: true),
            'x' => Hexadecimal(1, 2, closed: false),
            'u' => Hexadecimal(4, 4, closed: false),
            _ => char.IsAsciiLetterOrDigit(c) || c >= 0x80 ? throw Fault($"the escape '\\{c}' is not supported") : c,
        };
    }

    /// <summary>A number in base eight of up to two more digits; without them 0.</summary>
    private int Octal()
    {
        int value = 0;
        for (int digits = 0; isOniguruma && digits < 2 && _at < pattern.Length && pattern[_at] is >= '0' and <= '7'; digits++)
        {
            value = value << 3 | pattern[_at++] - '0';
        }

        return value;
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
}
