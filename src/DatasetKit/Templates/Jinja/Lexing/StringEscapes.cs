using System.Globalization;
using System.Text;

namespace DatasetKit.Templates.Jinja;

/// <summary>The escapes of string literals: Python's <c>unicode-escape</c>, where an unknown escape keeps its backslash.</summary>
internal static class StringEscapes
{
    public static Value Decode(string source, int start, int end)
    {
        var raw = source.AsSpan(start, end - start);
        if (!raw.Contains('\\'))
        {
            return Value.Of(raw.ToString());
        }

        var text = new StringBuilder(raw.Length);
        var halves = false;
        for (var i = start; i < end;)
        {
            if (source[i] != '\\')
            {
                text.Append(source[i++]);
                continue;
            }

            var escape = source[i + 1];
            i += 2;
            switch (escape)
            {
                case '\n':
                    break;
                case 'x':
                    text.Append((char)Hex(source, ref i, end, 2, "truncated \\xXX escape"));
                    break;
                case 'u':
                    var unit = (char)Hex(source, ref i, end, 4, "truncated \\uXXXX escape");
                    halves |= char.IsLowSurrogate(unit) && text.Length > 0 && char.IsHighSurrogate(text[^1]);
                    text.Append(unit);
                    break;
                case 'U':
                    var point = Hex(source, ref i, end, 8, "truncated \\UXXXXXXXX escape");
                    text.Append(point <= 0x10FFFF ? CodePoints.ToString((int)point) : throw new SyntaxFault("illegal Unicode character", i));
                    break;
                case 'N':
                    text.Append(Named(source, ref i, end));
                    break;
                case >= '0' and <= '7':
                    var value = escape - '0';
                    for (var digits = 1; digits < 3 && i < end && source[i] is >= '0' and <= '7'; digits++)
                    {
                        value = (value * 8) + source[i++] - '0';
                    }

                    text.Append((char)value);
                    break;
                default:
                    text.Append(Simple(escape));
                    break;
            }
        }

        return halves ? Value.Of(new PyText(text.ToString(), null, false) { HasHalves = true }) : Value.Of(text.ToString());
    }

    private static string Simple(char escape) => escape switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        'a' => "\a",
        'b' => "\b",
        'f' => "\f",
        'v' => "\v",
        '\\' or '\'' or '"' => escape.ToString(),
        _ => "\\" + escape,
    };

    private static long Hex(string source, ref int i, int end, int length, string fault)
    {
        if (i + length > end || !long.TryParse(source.AsSpan(i, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            throw new SyntaxFault(fault, i);
        }

        i += length;
        return value;
    }

    /// <summary>
    /// Characters by name. The runtime has no table of Unicode's names; the few that stand here are those seen in templates and
    /// in their tests, and any other is refused rather than guessed.
    /// </summary>
    private static string Named(string source, ref int i, int end)
    {
        var close = i < end && source[i] == '{' ? source.IndexOf('}', i, end - i) : -1;
        if (close < 0)
        {
            throw new SyntaxFault("malformed \\N character escape", i);
        }

        var name = source[(i + 1)..close];
        i = close + 1;
        return UnicodeNames.Find(name) ?? throw new SyntaxFault("unknown Unicode character name", i);
    }
}
