using System.Text;
using System.Text.Json;
using DatasetKit.Internals;

namespace DatasetKit;

/// <summary>
/// A JSON value as it stood in the input, verbatim: number text keeps its digits, objects their key order.
/// <c>default</c> is an absent value. A CSV cell is a string value.
/// </summary>
public readonly struct JsonValue : IEquatable<JsonValue>
{
    private readonly JsonTape? _tape;
    private readonly int _index;

    internal JsonValue(JsonTape tape, int index)
    {
        _tape = tape;
        _index = index;
    }

    /// <summary>Whether there is no value at all (not even null).</summary>
    public bool IsAbsent => _tape is null;

    /// <summary>The kind of value; <see cref="JsonValueKind.Undefined"/> when absent.</summary>
    public JsonValueKind Kind => _tape is null ? JsonValueKind.Undefined : _tape[_index].Kind switch
    {
        NodeKind.Null => JsonValueKind.Null,
        NodeKind.False => JsonValueKind.False,
        NodeKind.True => JsonValueKind.True,
        NodeKind.Number => JsonValueKind.Number,
        NodeKind.String => JsonValueKind.String,
        NodeKind.Array => JsonValueKind.Array,
        _ => JsonValueKind.Object,
    };

    /// <summary>Whether this is a string.</summary>
    public bool IsString => Kind == JsonValueKind.String;

    /// <summary>Whether this is an object.</summary>
    public bool IsObject => Kind == JsonValueKind.Object;

    /// <summary>Whether this is an array.</summary>
    public bool IsArray => Kind == JsonValueKind.Array;

    /// <summary>
    /// The text of a string; absent for an absent value, null for null; of a number, true or false its characters, of an
    /// object or array its JSON.
    /// </summary>
    public Text Text => _tape is null ? default : _tape.TextAt(_index);

    /// <summary>The elements of an array; none for anything else.</summary>
    public IEnumerable<JsonValue> Elements
    {
        get
        {
            if (!IsArray)
            {
                yield break;
            }

            for (var i = _index + 1; i < _tape![_index].Next; i = _tape[i].Next)
            {
                yield return new JsonValue(_tape, i);
            }
        }
    }

    /// <summary>The members of an object in their order; none for anything else.</summary>
    public IEnumerable<KeyValuePair<Text, JsonValue>> Members
    {
        get
        {
            if (!IsObject)
            {
                yield break;
            }

            for (var i = _index + 1; i < _tape![_index].Next; i = _tape[i + 1].Next)
            {
                yield return new(_tape.TextAt(i), new JsonValue(_tape, i + 1));
            }
        }
    }

    /// <summary>The same as <see cref="Elements"/>, for a loop.</summary>
    internal JsonItems Items => new(this);

    internal JsonTape Tape => _tape!;

    internal int Index => _index;

    /// <summary>The member of an object by its key; absent when there is none or this is no object.</summary>
    /// <param name="name">The key.</param>
    public JsonValue this[string name]
    {
        get
        {
            if (IsObject)
            {
                for (var i = _index + 1; i < _tape![_index].Next; i = _tape[i + 1].Next)
                {
                    if (KeyEquals(_tape, i, name))
                    {
                        return new JsonValue(_tape, i + 1);
                    }
                }
            }

            return default;
        }
    }

    /// <summary>Whether two values are equal as JSON text.</summary>
    public static bool operator ==(JsonValue left, JsonValue right) => left.Equals(right);

    /// <summary>Whether two values differ as JSON text.</summary>
    public static bool operator !=(JsonValue left, JsonValue right) => !left.Equals(right);

    /// <summary>Reads one JSON value.</summary>
    /// <param name="json">JSON text, at most 128 levels deep.</param>
    /// <exception cref="JsonException">The text is not one JSON value, repeats a key or holds half a surrogate pair.</exception>
    public static JsonValue Parse(string json) => JsonTapeReader.Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>The JSON value that a text holds, as tool definitions and calls often do; false when it holds none.</summary>
    internal static bool TryParse(Text json, out JsonValue value)
    {
        try
        {
            value = json.HasValue ? JsonTapeReader.Parse(json.ToUtf8()) : default;
        }
        catch (JsonException)
        {
            value = default;
        }

        return !value.IsAbsent;
    }

    /// <summary>A string value.</summary>
    /// <param name="text">Its characters; an absent text gives an absent value.</param>
    public static JsonValue From(Text text)
    {
        if (text.IsAbsent)
        {
            return default;
        }

        var bytes = text.IsNull ? "null"u8.ToArray() : text.ToUtf8();
        var tape = new JsonTape(bytes);
        return new(tape, tape.Add(text.IsNull ? NodeKind.Null : NodeKind.String, 0, bytes.Length, TextForm.Plain));
    }

    /// <summary>The value as JSON; an absent value gives an empty string.</summary>
    public override string ToString()
    {
        var buffer = new JsonBuffer(capacity: 256);
        buffer.AppendValue(this);
        return Utf8Text.Decode(buffer.Written);
    }

    /// <inheritdoc/>
    public bool Equals(JsonValue other) => IsAbsent == other.IsAbsent && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JsonValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(ToString(), StringComparison.Ordinal);

    internal static bool KeyEquals(JsonTape tape, int index, string name)
    {
        ref var node = ref tape[index];
        if (node.Form != TextForm.Escaped && node.Length == name.Length && node.Length > 0 && tape.Bytes[node.Start] != name[0] && name[0] < 0x80)
        {
            return false;
        }

        return node.Form != TextForm.Escaped && node.Length == name.Length
            ? Ascii.Equals(tape.Bytes.AsSpan(node.Start, node.Length), name) || SlowKeyEquals(tape, index, name)
            : (node.Form == TextForm.Escaped || node.Length > name.Length) && SlowKeyEquals(tape, index, name);
    }

    // A name outside ASCII has more bytes than characters, an escaped one more than it means.
    private static bool SlowKeyEquals(JsonTape tape, int index, string name) =>
        !(tape[index].Form != TextForm.Escaped && Ascii.IsValid(name)) && string.Equals(tape.TextAt(index).ToString(), name, StringComparison.Ordinal);
}
