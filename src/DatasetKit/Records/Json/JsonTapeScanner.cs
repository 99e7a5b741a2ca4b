using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DatasetKit.Internals;

/// <summary>
/// Puts one JSON value on a tape in a single pass over its bytes, sixteen at a time inside strings, which System.Text.Json reads one by one from their
/// first escape on. It says yes only to what is plainly right; whatever it does not know goes to <see cref="JsonTapeReader"/>, which names the fault.
/// </summary>
internal static class JsonTapeScanner
{
    /// <summary>Reads the value at the start of valid UTF-8; its length, or -1, and nothing on the tape, when it is not plainly right.</summary>
    /// <param name="json">The value and what follows it. A number that they end with is taken to end there.</param>
    /// <param name="tape">Receives the nodes; its block holds the bytes.</param>
    /// <param name="origin">Where in the tape's block the first byte stands.</param>
    /// <exception cref="JsonFaultException">A repeated key.</exception>
    public static int Read(ReadOnlySpan<byte> json, JsonTape tape, int origin)
    {
        var nodes = tape.Count;
        var length = ReadValue(json, tape, origin);
        if (length < 0)
        {
            tape.Truncate(nodes);
        }

        return length;
    }

    /// <summary>Where the white space that begins at a place ends.</summary>
    public static int SkipWhite(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            at++;
        }

        return at;
    }

    private static int ReadValue(ReadOnlySpan<byte> json, JsonTape tape, int origin)
    {
        var (at, open, depth) = (0, -1, 0);
        while (true)
        {
            at = SkipWhite(json, at);
            if (at == json.Length)
            {
                return -1;
            }

            switch (json[at])
            {
                case (byte)'{' or (byte)'[':
                    if (depth++ == JsonTapeReader.MaxDepth)
                    {
                        return -1;
                    }

                    var isObject = json[at] == '{';
                    open = tape.Open(isObject ? NodeKind.Object : NodeKind.Array, origin + at, open);
                    at = SkipWhite(json, at + 1);
                    if (at < json.Length && json[at] == (isObject ? '}' : ']'))
                    {
                        break;
                    }

                    if (isObject && !ReadKey(json, ref at, tape, origin))
                    {
                        return -1;
                    }

                    continue;
                case (byte)'"':
                    if (!ReadString(json, ref at, tape, origin))
                    {
                        return -1;
                    }

                    break;
                default:
                    if (!ReadWord(json, ref at, tape, origin))
                    {
                        return -1;
                    }

                    break;
            }

            if (!EndValue(json, ref at, ref open, ref depth, tape, origin))
            {
                return -1;
            }

            if (open < 0)
            {
                return at;
            }
        }
    }

    /// <summary>Goes on to the next value, closing what ends before it; with nothing open, the whole value is over.</summary>
    private static bool EndValue(ReadOnlySpan<byte> json, ref int at, ref int open, ref int depth, JsonTape tape, int origin)
    {
        while (open >= 0)
        {
            at = SkipWhite(json, at);
            if (at == json.Length)
            {
                return false;
            }

            var isObject = tape[open].Kind == NodeKind.Object;
            var mark = json[at++];
            if (mark == ',')
            {
                at = SkipWhite(json, at);
                return !isObject || ReadKey(json, ref at, tape, origin);
            }

            if (mark != (isObject ? '}' : ']'))
            {
                return false;
            }

            var closed = open;
            open = tape.End(closed, origin + at);
            depth--;
            if (isObject)
            {
                JsonTapeReader.RefuseRepeatedKeys(tape, closed, origin);
            }
        }

        return true;
    }

    private static bool ReadKey(ReadOnlySpan<byte> json, ref int at, JsonTape tape, int origin)
    {
        if (at == json.Length || json[at] != '"' || !ReadString(json, ref at, tape, origin))
        {
            return false;
        }

        at = SkipWhite(json, at);
        return at < json.Length && json[at++] == ':';
    }

    /// <summary>Reads the string at the quote, and goes behind the other one.</summary>
    private static bool ReadString(ReadOnlySpan<byte> json, ref int at, JsonTape tape, int origin)
    {
        var start = at + 1;
        var form = TextForm.Clean;
        var end = FindSpecial(json, start);
        while (end < json.Length && json[end] == '\\')
        {
            form = TextForm.Escaped;
            var length = EscapeLength(json[end..]);
            if (length == 0)
            {
                return false;
            }

            end = FindSpecial(json, end + length);
        }

        if (end >= json.Length || json[end] != '"')
        {
            return false;
        }

        tape.Add(NodeKind.String, origin + start, end - start, form);
        at = end + 1;
        return true;
    }

    /// <summary>The next quote, backslash or control character.</summary>
    private static int FindSpecial(ReadOnlySpan<byte> json, int at)
    {
        ref var bytes = ref MemoryMarshal.GetReference(json);
        for (; at <= json.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var block = Vector128.LoadUnsafe(ref bytes, (nuint)at);
            var hits = Vector128.Equals(Vector128.Min(block, Vector128.Create((byte)0x1F)), block)
                | Vector128.Equals(block, Vector128.Create((byte)'"'))
                | Vector128.Equals(block, Vector128.Create((byte)'\\'));
            var found = hits.ExtractMostSignificantBits();
            if (found != 0)
            {
                return at + BitOperations.TrailingZeroCount(found);
            }
        }

        while (at < json.Length && json[at] is >= 0x20 and not ((byte)'"' or (byte)'\\'))
        {
            at++;
        }

        return at;
    }

    /// <summary>How long the escape at the start is, a surrogate pair being one; 0 for none that is allowed.</summary>
    private static int EscapeLength(ReadOnlySpan<byte> escape)
    {
        if (escape.Length < 2)
        {
            return 0;
        }

        switch (escape[1])
        {
            case (byte)'n' or (byte)'"' or (byte)'\\' or (byte)'t' or (byte)'r' or (byte)'/' or (byte)'b' or (byte)'f':
                return 2;
            case (byte)'u' when escape.Length >= 6 && AreHex(escape[2..6]):
                var isSurrogate = escape[2] is (byte)'d' or (byte)'D' && escape[3] is not (>= (byte)'0' and <= (byte)'7');
                return !isSurrogate ? 6 : IsPair(escape) ? 12 : 0;
            default:
                return 0;
        }
    }

    private static bool IsPair(ReadOnlySpan<byte> escape) =>
        escape.Length >= 12 && escape[6] == '\\' && escape[7] == 'u' && AreHex(escape[8..12]) && JsonEscape.IndexOfLoneSurrogate(escape[..12]) < 0;

    private static bool AreHex(ReadOnlySpan<byte> digits)
    {
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ReadWord(ReadOnlySpan<byte> json, ref int at, JsonTape tape, int origin)
    {
        var rest = json[at..];
        var (kind, length) = rest[0] switch
        {
            (byte)'t' when rest.StartsWith("true"u8) => (NodeKind.True, 4),
            (byte)'f' when rest.StartsWith("false"u8) => (NodeKind.False, 5),
            (byte)'n' when rest.StartsWith("null"u8) => (NodeKind.Null, 4),
            _ => (NodeKind.Number, NumberLength(rest)),
        };
        tape.Add(kind, origin + at, length);
        at += length;
        return length > 0;
    }

    /// <summary>How long the number at the start is; 0 when it is none.</summary>
    private static int NumberLength(ReadOnlySpan<byte> json)
    {
        var at = json[0] == '-' ? 1 : 0;
        var whole = Digits(json, at);
        if (whole == 0 || (whole > 1 && json[at] == '0'))
        {
            return 0;
        }

        at += whole;
        if (at < json.Length && json[at] == '.')
        {
            var fraction = Digits(json, at + 1);
            if (fraction == 0)
            {
                return 0;
            }

            at += 1 + fraction;
        }

        if (at < json.Length && json[at] is (byte)'e' or (byte)'E')
        {
            at++;
            at += at < json.Length && json[at] is (byte)'+' or (byte)'-' ? 1 : 0;
            var power = Digits(json, at);
            at = power == 0 ? 0 : at + power;
        }

        return at;
    }

    private static int Digits(ReadOnlySpan<byte> json, int at)
    {
        var end = at;
        while (end < json.Length && json[end] is >= (byte)'0' and <= (byte)'9')
        {
            end++;
        }

        return end - at;
    }
}
