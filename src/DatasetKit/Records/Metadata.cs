using System.Collections;
using DatasetKit.Formats;

namespace DatasetKit;

/// <summary>Fields that the neutral record has no place for, verbatim and in their order.</summary>
public sealed class Metadata : IReadOnlyList<KeyValuePair<Text, JsonValue>>
{
    private readonly KeyValuePair<Text, JsonValue>[] _fields;

    /// <summary>Makes metadata of fields.</summary>
    /// <param name="fields">Names and values, in order.</param>
    public Metadata(params KeyValuePair<Text, JsonValue>[] fields) => _fields = fields;

    /// <summary>No fields.</summary>
    public static Metadata None { get; } = new();

    /// <inheritdoc/>
    public int Count => _fields.Length;

    /// <inheritdoc/>
    public KeyValuePair<Text, JsonValue> this[int index] => _fields[index];

    /// <summary>The value of a field; absent when there is none.</summary>
    /// <param name="name">The field's name.</param>
    public JsonValue this[string name]
    {
        get
        {
            var beyondAscii = System.Text.Ascii.IsValid(name) ? default : (Text)name;
            foreach (var field in _fields)
            {
                if (beyondAscii.IsAbsent ? field.Key.Is(name) : field.Key == beyondAscii)
                {
                    return field.Value;
                }
            }

            return default;
        }
    }

    /// <summary>The same fields and one more, at the end, or in its place when there is one of that name.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="value">Its value; an absent one takes the field away.</param>
    public Metadata With(string name, JsonValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        var fields = _fields.ToList();
        var at = fields.FindIndex(field => field.Key == (Text)name);
        if (at < 0)
        {
            at = fields.Count;
            fields.Add(default);
        }

        fields[at] = new(name, value);
        if (value.IsAbsent)
        {
            fields.RemoveAt(at);
        }

        return new Metadata([.. fields]);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<Text, JsonValue>> GetEnumerator() => ((IEnumerable<KeyValuePair<Text, JsonValue>>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
