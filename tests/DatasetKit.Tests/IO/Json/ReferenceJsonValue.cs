using System.Text;
using System.Text.Unicode;

namespace DatasetKit.Tests.IO.Containers;

/// <summary>
/// One JSON value, read the slow way: by recursion, a byte at a time, after RFC 8259. It finds the end of the value and the first
/// fault in it, and shares nothing with the readers.
/// </summary>
internal sealed class ReferenceJsonValue(byte[] bytes, int end)
{
    /// <summary>Stands for every code that says that the grammar is broken: which of them it is, is a matter of words.</summary>
    public const string Grammar = "grammar";

    private const int MaxDepth = 128;

    private string? _fault;

    public int At { get; private set; }

    /// <summary>The end of the value, -1 where the grammar breaks before it; and the code of the first fault.</summary>
    public static (int End, string? Fault) Read(byte[] bytes, int start, int end)
    {
        var value = new ReferenceJsonValue(bytes, end) { At = start };
        try
        {
            value.Value(0);
            return (value.At, value._fault ?? (Utf8.IsValid(bytes.AsSpan(start, value.At - start)) ? null : "DK9201"));
        }
        catch (FormatException)
        {
            return (-1, value._fault ?? Grammar);
        }
    }

    /// <summary>Whether a token begins here that the grammar allows as the first of a value.</summary>
    public static bool BeginsValue(byte[] bytes, int start, int end)
    {
        try
        {
            var value = new ReferenceJsonValue(bytes, end) { At = start };
            if (value.Peek() is not ('{' or '['))
            {
                value.Scalar();
            }

            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private void Value(int depth)
    {
        Space();
        if (Peek() is '{' or '[' && depth == MaxDepth)
        {
            Note("DK9104");
        }

        switch (Peek())
        {
            case '{':
                Members(depth);
                break;
            case '[':
                Elements(depth);
                break;
            default:
                Scalar();
                break;
        }
    }

    private void Members(int depth)
    {
        var keys = new List<string>();
        At++;
        Space();
        for (var first = true; first || Peek() == ','; first = false)
        {
            if (first && Peek() == '}')
            {
                break;
            }

            At += first ? 0 : 1;
            Space();
            var (key, isHalf) = Text();
            keys.Add(key);
            Space();
            Expect(':');
            Note(isHalf ? "DK9105" : null);
            Value(depth + 1);
            Space();
        }

        Expect('}');
        if (keys.Distinct(StringComparer.Ordinal).Count() < keys.Count)
        {
            Note("DK9103");
        }
    }

    private void Elements(int depth)
    {
        At++;
        Space();
        for (var first = true; first || Peek() == ','; first = false)
        {
            if (first && Peek() == ']')
            {
                break;
            }

            At += first ? 0 : 1;
            Value(depth + 1);
            Space();
        }

        Expect(']');
    }

    private void Scalar()
    {
        if (Peek() == '"')
        {
            Note(Text().IsHalf ? "DK9105" : null);
            return;
        }

        foreach (var word in new[] { "true", "false", "null" })
        {
            if (bytes.AsSpan(At, end - At).StartsWith(Encoding.ASCII.GetBytes(word)))
            {
                At += word.Length;
                return;
            }
        }

        Number();
    }

    private void Number()
    {
        At += Peek() == '-' ? 1 : 0;
        if (Peek() == '0')
        {
            At++;
        }
        else
        {
            Digits();
        }

        if (Peek() == '.')
        {
            At++;
            Digits();
        }

        if (Peek() is 'e' or 'E')
        {
            At++;
            At += Peek() is '+' or '-' ? 1 : 0;
            Digits();
        }

        if (Peek() is not (-1 or ' ' or '\t' or '\r' or '\n' or ',' or ']' or '}'))
        {
            throw new FormatException();
        }
    }

    private void Digits()
    {
        if (Peek() is not (>= '0' and <= '9'))
        {
            throw new FormatException();
        }

        while (Peek() is >= '0' and <= '9')
        {
            At++;
        }
    }

    /// <summary>A text, in a spelling that is the same for characters and their escapes; and whether half a surrogate pair is in it.</summary>
    private (string Text, bool IsHalf) Text()
    {
        var text = new StringBuilder();
        Expect('"');
        while (Peek() != '"')
        {
            var value = Peek();
            At++;
            switch (value)
            {
                case < 0x20:
                    throw new FormatException();
                case '\\':
                    text.Append(Escape());
                    break;
                default:
                    text.Append(value < 0x80 ? ((char)value).ToString() : $"<{value:x2}>");
                    break;
            }
        }

        At++;
        var (units, isHalf) = (text.ToString(), false);
        for (var i = 0; i < units.Length; i++)
        {
            if (char.IsHighSurrogate(units[i]) && i + 1 < units.Length && char.IsLowSurrogate(units[i + 1]))
            {
                i++;
            }
            else
            {
                isHalf |= char.IsSurrogate(units[i]);
            }
        }

        return (ToBytes(units), isHalf);
    }

    /// <summary>Characters outside ASCII by their UTF-8 bytes.</summary>
    private static string ToBytes(string units)
    {
        var text = new StringBuilder();
        for (var i = 0; i < units.Length; i++)
        {
            var isPair = char.IsHighSurrogate(units[i]) && i + 1 < units.Length && char.IsLowSurrogate(units[i + 1]);
            if (units[i] < 0x80 || (char.IsSurrogate(units[i]) && !isPair))
            {
                text.Append(units[i]);
                continue;
            }

            foreach (var value in Encoding.UTF8.GetBytes(isPair ? units.Substring(i++, 2) : units[i].ToString()))
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<{value:x2}>");
            }
        }

        return text.ToString();
    }

    private char Escape()
    {
        var value = Peek();
        At++;
        if (value == 'u')
        {
            var unit = 0;
            for (var i = 0; i < 4; i++, At++)
            {
                unit = (unit * 16) + (Peek() is >= 0 and var digit && Uri.IsHexDigit((char)digit) ? Uri.FromHex((char)digit) : throw new FormatException());
            }

            return (char)unit;
        }

        var known = "\"\\/bfnrt".IndexOf((char)Math.Max(value, 0), StringComparison.Ordinal);
        return known < 0 ? throw new FormatException() : "\"\\/\b\f\n\r\t"[known];
    }

    private void Space()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n')
        {
            At++;
        }
    }

    private int Peek() => At < end ? bytes[At] : -1;

    private void Expect(char value)
    {
        if (Peek() != value)
        {
            throw new FormatException();
        }

        At++;
    }

    private void Note(string? code) => _fault ??= code;
}
