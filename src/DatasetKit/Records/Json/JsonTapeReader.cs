using System.Text.Json;

namespace DatasetKit.Internals;

/// <summary>Puts JSON values on a tape: System.Text.Json checks the grammar, this adds what it lets through.</summary>
internal static class JsonTapeReader
{
    /// <summary>Objects and arrays deeper than this are refused.</summary>
    public const int MaxDepth = 128;

    public static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>
    /// Reads the value at the reader, which must have been advanced to its first token. False: the bytes end inside the
    /// value; the tape may then hold part of it and must be truncated.
    /// </summary>
    /// <param name="reader">Positioned on the first token of the value.</param>
    /// <param name="tape">Receives the nodes; its block must be the one the reader reads.</param>
    /// <param name="origin">Where in the tape's block the reader's first byte stands.</param>
    /// <exception cref="JsonException">The grammar is broken.</exception>
    /// <exception cref="JsonFaultException">A repeated key or half a surrogate pair.</exception>
    public static bool TryRead(ref Utf8JsonReader reader, JsonTape tape, int origin)
    {
        // While an object or array is open, its node says in which other one it stands.
        var open = -1;
        while (true)
        {
            var start = origin + (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open = tape.Open(NodeKind.Object, start, open);
                    break;
                case JsonTokenType.StartArray:
                    open = tape.Open(NodeKind.Array, start, open);
                    break;
                case JsonTokenType.EndObject:
                    var closed = open;
                    open = tape.End(closed, start + 1);
                    RefuseRepeatedKeys(tape, closed, origin);
                    break;
                case JsonTokenType.EndArray:
                    open = tape.End(open, start + 1);
                    break;
                case JsonTokenType.PropertyName:
                case JsonTokenType.String:
                    if (reader.ValueIsEscaped)
                    {
                        RefuseLoneSurrogate(reader.ValueSpan, start + 1 - origin);
                    }

                    tape.Add(NodeKind.String, start + 1, reader.ValueSpan.Length, reader.ValueIsEscaped ? TextForm.Escaped : TextForm.Clean);
                    break;
                case JsonTokenType.Number:
                    tape.Add(NodeKind.Number, start, reader.ValueSpan.Length);
                    break;
                case JsonTokenType.True:
                    tape.Add(NodeKind.True, start, 4);
                    break;
                case JsonTokenType.False:
                    tape.Add(NodeKind.False, start, 5);
                    break;
                default:
                    tape.Add(NodeKind.Null, start, 4);
                    break;
            }

            if (open < 0)
            {
                return true;
            }

            if (!reader.Read())
            {
                return false;
            }
        }
    }

    /// <summary>Reads one value that is the whole of <paramref name="json"/>.</summary>
    public static JsonValue Parse(byte[] json)
    {
        if (!System.Text.Unicode.Utf8.IsValid(json))
        {
            throw new JsonException("The text is not valid UTF-8.");
        }

        var tape = new JsonTape(json);
        var length = JsonTapeScanner.Read(json, tape, 0);
        if (length >= 0 && JsonTapeScanner.SkipWhite(json, length) == json.Length)
        {
            return new JsonValue(tape, 0);
        }

        tape.Truncate(0);
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        TryRead(ref reader, tape, 0);
        reader.Read();
        return new JsonValue(tape, 0);
    }

    private static void RefuseLoneSurrogate(ReadOnlySpan<byte> escaped, int offset)
    {
        var at = JsonEscape.IndexOfLoneSurrogate(escaped);
        if (at >= 0)
        {
            throw new JsonFaultException(JsonFault.LoneSurrogate, offset + at, -1, null);
        }
    }

    internal static void RefuseRepeatedKeys(JsonTape tape, int index, int origin)
    {
        var end = tape[index].Next;
        HashSet<Text>? seen = null;
        var count = 0;
        for (var i = index + 1; i < end; i = tape[i + 1].Next)
        {
            // Pairwise comparison is cheapest for the handful of keys that a record has; a set bounds it for the rest.
            if (++count > 16 && seen is null)
            {
                seen = [];
                for (var j = index + 1; j < i; j = tape[j + 1].Next)
                {
                    seen.Add(tape.TextAt(j));
                }
            }

            var first = seen is null ? FindKey(tape, index + 1, i) : seen.Add(tape.TextAt(i)) ? -1 : FindKey(tape, index + 1, i);
            if (first >= 0)
            {
                throw new JsonFaultException(JsonFault.RepeatedKey, tape[i].Start - 1 - origin, tape[first].Start - 1 - origin, tape.TextAt(i).ToString());
            }
        }
    }

    private static int FindKey(JsonTape tape, int from, int key)
    {
        ref var wanted = ref tape[key];
        for (var i = from; i < key; i = tape[i + 1].Next)
        {
            ref var node = ref tape[i];
            if ((node.Form | wanted.Form) == TextForm.Escaped || node.Form != wanted.Form)
            {
                if (tape.TextAt(i) == tape.TextAt(key))
                {
                    return i;
                }
            }
            else if (node.Length == wanted.Length
                && tape.Bytes.AsSpan(node.Start, node.Length).SequenceEqual(tape.Bytes.AsSpan(wanted.Start, wanted.Length)))
            {
                return i;
            }
        }

        return -1;
    }
}
