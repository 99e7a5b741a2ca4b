using System.Collections;

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
            foreach (var field in _fields)
            {
                if (field.Key == (Text)name)
                {
                    return field.Value;
                }
            }

            return default;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<Text, JsonValue>> GetEnumerator() => ((IEnumerable<KeyValuePair<Text, JsonValue>>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
