using System.Globalization;
using System.Numerics;
using System.Text;

namespace DatasetKit.Templates.Jinja;

/// <summary>Makes values of JSON as Python's <c>json.loads</c> does: integers of any length, lone surrogates, NaN and Infinity.</summary>
internal sealed class JsonReader
{
    private const int MaxDepth = 512;

    private static readonly System.Buffers.SearchValues<char> s_number = System.Buffers.SearchValues.Create("+-.0123456789eE");

    private readonly string _json;
    private int _at;
    private int _depth;

    private JsonReader(string json)
    {
        _json = json;
    }

    /// <summary>Reads one value.</summary>
    /// <exception cref="FormatException">The text is no JSON.</exception>
    public static Value Read(string json)
    {
        var reader = new JsonReader(json);
        var value = reader.ReadValue();
        reader.SkipSpace();
        return reader._at == json.Length ? value : throw reader.Fail("the end");
    }

    private FormatException Fail(string expected) => new($"the JSON is broken at character {_at + 1}: expected {expected}");

    private void SkipSpace()
    {
        while (_at < _json.Length && _json[_at] is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }
    }

    private bool Skip(char letter)
    {
        SkipSpace();
        if (_at >= _json.Length || _json[_at] != letter)
        {
            return false;
        }

        _at++;
        return true;
    }

    private Value ReadValue()
    {
        SkipSpace();
        if (_at >= _json.Length)
        {
            throw Fail("a value");
        }

        switch (_json[_at])
        {
            case '{':
                return Deeper(ReadObject);
            case '[':
                return Deeper(ReadArray);
            case '"':
                _at++;
                return Value.Of(ReadText());
            default:
                return ReadWord("null", Value.None, out var value) || ReadWord("true", Value.True, out value) || ReadWord("false", Value.False, out value)
                    || ReadWord("NaN", Value.Of(double.NaN), out value) || ReadWord("Infinity", Value.Of(double.PositiveInfinity), out value)
                    || ReadWord("-Infinity", Value.Of(double.NegativeInfinity), out value) ? value : ReadNumber();
        }
    }

    private Value Deeper(Func<Value> read)
    {
        _at++;
        if (++_depth > MaxDepth)
        {
            throw new FormatException($"the JSON nests deeper than {MaxDepth} levels");
        }

        var value = read();
        _depth--;
        return value;
    }

    private bool ReadWord(string word, Value meaning, out Value value)
    {
        value = meaning;
        var found = _json.AsSpan(_at).StartsWith(word, StringComparison.Ordinal);
        _at += found ? word.Length : 0;
        return found;
    }

    private Value ReadObject()
    {
        var dict = new PyDict();
        for (var first = true; !Skip('}'); first = false)
        {
            if ((!first && !Skip(',')) || !Skip('"'))
            {
                throw Fail("a key");
            }

            var key = ReadText();
            dict.Set(key, Skip(':') ? ReadValue() : throw Fail("a colon"));
        }

        return Value.Of(dict);
    }

    private Value ReadArray()
    {
        var items = new List<Value>();
        while (!Skip(']'))
        {
            if (items.Count > 0 && !Skip(','))
            {
                throw Fail("a comma");
            }

            items.Add(ReadValue());
        }

        return Value.Of(new PyList(items));
    }

    private string ReadText()
    {
        StringBuilder? text = null;
        while (true)
        {
            var stop = _json.AsSpan(_at).IndexOfAny('"', '\\');
            if (stop < 0)
            {
                throw Fail("the end of a text");
            }

            var part = _json.AsSpan(_at, stop);
            _at += stop + 1;
            if (_json[_at - 1] == '"')
            {
                return text is null ? part.ToString() : text.Append(part).ToString();
            }

            (text ??= new StringBuilder()).Append(part).Append(ReadEscape());
        }
    }

    private char ReadEscape()
    {
        var escape = _at < _json.Length ? _json[_at++] : throw Fail("an escape");
        if (escape == 'u')
        {
            _at += 4;
            return _at <= _json.Length && ushort.TryParse(_json.AsSpan(_at - 4, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
                ? (char)unit
                : throw Fail("four hex digits");
        }

        return escape switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\b',
            'f' => '\f',
            '"' or '\\' or '/' => escape,
            _ => throw Fail("an escape"),
        };
    }

    private Value ReadNumber()
    {
        var length = _json.AsSpan(_at).IndexOfAnyExcept(s_number) is >= 0 and var stop ? stop : _json.Length - _at;
        var number = _json.AsSpan(_at, length);
        if (length == 0 || number[0] is '+' or '.')
        {
            throw Fail("a value");
        }

        _at += length;
        if (number.ContainsAny('.', 'e', 'E'))
        {
            return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? Value.Of(real) : throw Fail("a number");
        }

        return long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? Value.Of(integer)
            : length <= 4300 && BigInteger.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var big) ? Value.Of(big)
            : throw Fail("a number");
    }
}
