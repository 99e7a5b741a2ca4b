using System.Text;

namespace DatasetKit.Tests.IO.Containers;

/// <summary>Inputs that are nearly right, made at random.</summary>
#pragma warning disable CA5394 // The seed makes the input.
internal sealed class RandomInput(int seed)
{
    private static readonly string[] Pieces = ["a", "b c", "é", "你好", "𠀀", "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", "\\", "\\\"", " ", "'", "\0", "\uFEFF", "\u2028"];

    private static readonly string[] JsonPieces = ["a", "é", "𠀀", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\ud83d\\ude00", "\\ud800", "{", "]", ",", ":", "\u2028", " "];

    private static readonly string[] Keys = ["a", "b", "\\u0061", "é", "\\u00e9", "", "k\\n", "c", "d", "e", "f"];

    private static readonly string[] Scalars = ["1", "-0", "1.0", "1e400", "123456789012345678901234567890", "true", "false", "null", "\"\"", "\"x\""];

    private static readonly string[] Spaces = ["", "", "", "", " ", "\n", "\r\n", "\t"];

    /// <summary>What breaks readers: quotes, brackets, halves of line ends and of characters, marks.</summary>
    private static readonly byte[][] Hazards =
    [
        Utf8("\""), Utf8("\"\""), Utf8("\r"), Utf8("\n"), Utf8("\uFEFF"), [0], Utf8("\\ud800"), Utf8("<|im_end|>"), Utf8(","), Utf8("\u2028"),
        [0xE9], Utf8("{"), Utf8("}"), Utf8("["), Utf8("]"), Utf8("\\"), Utf8("\r\n"), Utf8(":"), [0xFF, 0xFE],
    ];

    private readonly Random _random = new(seed);

    public byte[] Table(char delimiter)
    {
        var columns = _random.Next(1, 4);
        var ends = _random.GetItems<string>(["\n", "\r\n", "\r"], _random.Next(10) == 0 ? 3 : 1);
        var text = new StringBuilder(_random.Next(5) == 0 ? "\uFEFF" : string.Empty);
        text.Append(_random.Next(8) == 0 ? ends[0] : string.Empty).AppendJoin(delimiter, Enumerable.Range(0, columns).Select(i => (char)('p' + i))).Append(ends[0]);
        for (var rows = _random.Next(7); rows > 0; rows--)
        {
            var fields = Enumerable.Range(0, _random.Next(12) == 0 ? columns + _random.Next(-1, 2) : columns).Select(_ => Field(delimiter));
            text.AppendJoin(delimiter, fields).Append(rows == 1 && _random.Next(3) == 0 ? string.Empty : ends[_random.Next(ends.Length)]);
        }

        return Utf8(text.ToString());
    }

    public byte[] JsonLines() => Utf8((_random.Next(5) == 0 ? "\uFEFF" : string.Empty) + string.Concat(Enumerable.Range(0, _random.Next(1, 6)).Select(_ => _random.Next(8) == 0 ? " \t\r\n" : Object(2, pretty: false) + (_random.Next(4) == 0 ? "\r\n" : "\n"))));

    public byte[] JsonArray() => Utf8($"{Space()}[{string.Join(',', Enumerable.Range(0, _random.Next(5)).Select(_ => Space() + Value(2, pretty: true) + Space()))}]{Space()}");

    public byte[] JsonSequence() => Utf8(string.Concat(Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Space() + Object(2, pretty: true) + (_random.Next(2) == 0 ? "\n" : Space()))));

    /// <summary>The same with one to four things wrong; <paramref name="other"/> is what may be spliced in.</summary>
    public byte[] Damage(byte[] bytes, byte[] other)
    {
        var damaged = new List<byte>(bytes);
        for (var changes = _random.Next(1, 5); changes > 0 && damaged.Count > 0; changes--)
        {
            var at = _random.Next(damaged.Count);
            switch (_random.Next(5))
            {
                case 0:
                    damaged[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    damaged.InsertRange(at, Hazards[_random.Next(Hazards.Length)]);
                    break;
                case 2:
                    damaged.RemoveRange(at, Math.Min(_random.Next(1, 6), damaged.Count - at));
                    break;
                case 3:
                    damaged.InsertRange(at, damaged.GetRange(at, Math.Min(_random.Next(1, 30), damaged.Count - at)));
                    break;
                default:
                    damaged.InsertRange(at, other[_random.Next(Math.Max(other.Length, 1))..]);
                    break;
            }
        }

        return [.. damaged];
    }

    private string Field(char delimiter)
    {
        var text = string.Concat(_random.GetItems(Pieces, _random.Next(5)));
        return _random.Next(6) == 0 ? text
            : text.AsSpan().IndexOfAny("\"\r\n") >= 0 || text.Contains(delimiter, StringComparison.Ordinal) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }

    private string Value(int depth, bool pretty) => _random.Next(depth == 0 ? 2 : 6) switch
    {
        0 => Scalars[_random.Next(Scalars.Length)],
        1 => $"\"{string.Concat(_random.GetItems(JsonPieces, _random.Next(4)))}\"",
        2 => $"[{string.Join(',', Enumerable.Range(0, _random.Next(3)).Select(_ => Value(depth - 1, pretty)))}]",
        _ => Object(depth - 1, pretty),
    };

    private string Object(int depth, bool pretty)
    {
        var keys = _random.Next(8) == 0 ? _random.GetItems(Keys, 3) : [.. Keys.Where((_, i) => i is not (2 or 4)).Take(_random.Next(4))];
        return $"{{{string.Join(',', keys.Select(key => $"{(pretty ? Space() : " ")}\"{key}\":{Value(Math.Max(depth, 0), pretty)}"))}{(pretty ? Space() : string.Empty)}}}";
    }

    private string Space() => Spaces[_random.Next(Spaces.Length)];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
