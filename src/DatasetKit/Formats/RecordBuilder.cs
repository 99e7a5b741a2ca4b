using DatasetKit.Internals;

namespace DatasetKit;

/// <summary>
/// Writes the members of one record as JSON. Members are written in the order of the calls, compact, with only <c>"</c>,
/// <c>\</c> and control characters escaped.
/// </summary>
public sealed partial class RecordBuilder
{
    private readonly JsonBuffer _json;
    private bool _comma;

    internal RecordBuilder(JsonBuffer json, ExtraPolicy extra)
    {
        _json = json;
        ExtraPolicy = extra;
    }

    internal JsonBuffer Json => _json;

    /// <summary>Writes a text member; null for a null text, nothing for an absent one.</summary>
    /// <param name="name">The member's name in UTF-8, needing no escape.</param>
    /// <param name="text">Its value.</param>
    public void Property(ReadOnlySpan<byte> name, Text text)
    {
        if (text.HasValue)
        {
            _json.AppendMember(_comma, name, text);
            _comma = true;
        }
        else if (text.IsNull)
        {
            Name(name);
            Quoted(text);
        }
    }

    /// <summary>Writes a text member with a word of the format's own.</summary>
    /// <param name="name">The member's name in UTF-8, needing no escape.</param>
    /// <param name="value">Its value in UTF-8, needing no escape.</param>
    public void Property(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name(name);
        Separate();
        _json.Append((byte)'"');
        _json.Append(value);
        _json.Append((byte)'"');
    }

    /// <summary>Writes a member with any value, verbatim; nothing for an absent one.</summary>
    /// <param name="name">The member's name in UTF-8, needing no escape.</param>
    /// <param name="value">Its value.</param>
    public void Property(ReadOnlySpan<byte> name, JsonValue value)
    {
        if (!value.IsAbsent)
        {
            Name(name);
            Value(value);
        }
    }

    /// <summary>Writes a text member of two texts with something between them, without making a third.</summary>
    /// <param name="name">The member's name in UTF-8, needing no escape.</param>
    /// <param name="first">The first text.</param>
    /// <param name="between">Plain UTF-8.</param>
    /// <param name="second">The second text.</param>
    public void Joined(ReadOnlySpan<byte> name, Text first, ReadOnlySpan<byte> between, Text second)
    {
        _json.AppendName(_comma, name);
        _comma = true;
        _json.Append((byte)'"');
        _json.AppendEscaped(first);
        _json.AppendEscaped(between);
        _json.AppendEscaped(second);
        _json.Append((byte)'"');
    }

    /// <summary>Opens a text member that the caller writes into <see cref="Json"/>, escaped.</summary>
    internal void BeginText(ReadOnlySpan<byte> name)
    {
        Name(name);
        _json.Append((byte)'"');
    }

    /// <summary>Closes it.</summary>
    internal void EndText()
    {
        _json.Append((byte)'"');
        _comma = true;
    }

    /// <summary>Writes the example's id, as a number when it was one; nothing when it has none.</summary>
    /// <param name="name">The member's name in UTF-8, needing no escape.</param>
    /// <param name="example">The example.</param>
    public void Id(ReadOnlySpan<byte> name, Example example)
    {
        ArgumentNullException.ThrowIfNull(example);
        if (!example.Id.IsAbsent)
        {
            Name(name);
            Separate();
            AppendId(_json, example);
        }
    }

    /// <summary>Writes what the user says in a single turn: the instruction and, on the next line, the input if there is one.</summary>
    /// <param name="name">The member's name in UTF-8, needing no escape.</param>
    /// <param name="example">A single turn.</param>
    public void UserText(ReadOnlySpan<byte> name, Example example)
    {
        ArgumentNullException.ThrowIfNull(example);
        if (example.Input.IsEmpty)
        {
            Property(name, example.Instruction);
        }
        else if (example.Instruction.HasValue)
        {
            Joined(name, example.Instruction, Example.InputSeparator, example.Input);
        }
        else
        {
            Property(name, example.Input);
        }
    }

    /// <summary>Writes a member's name; its value must follow.</summary>
    /// <param name="name">The name in UTF-8, needing no escape.</param>
    public void Name(ReadOnlySpan<byte> name)
    {
        _json.AppendName(_comma, name);
        _comma = false;
    }

    /// <summary>Writes a member's name that may need escapes; its value must follow.</summary>
    /// <param name="name">The name.</param>
    public void Name(Text name)
    {
        Separate();
        _json.AppendString(name);
        _json.Append((byte)':');
        _comma = false;
    }

    /// <summary>Writes a text as a value; null when the text is null or absent.</summary>
    /// <param name="text">The text.</param>
    public void Quoted(Text text)
    {
        Separate();
        if (text.HasValue)
        {
            _json.AppendString(text);
        }
        else
        {
            _json.Append("null"u8);
        }
    }

    /// <summary>Writes any value verbatim; null when it is absent.</summary>
    /// <param name="value">The value.</param>
    public void Value(JsonValue value)
    {
        Separate();
        if (value.IsAbsent)
        {
            _json.Append("null"u8);
        }
        else
        {
            _json.AppendValue(value);
        }
    }

    /// <summary>Writes a whole number.</summary>
    /// <param name="value">The number.</param>
    public void Number(long value)
    {
        Separate();
        _json.AppendNumber(value);
    }

    /// <summary>Writes a number with the fewest digits that tell it from its neighbours.</summary>
    internal void Number(float value)
    {
        Separate();
        _json.AppendNumber(value);
    }

    /// <summary>Writes true or false.</summary>
    /// <param name="value">The value.</param>
    public void Bool(bool value)
    {
        Separate();
        _json.Append(value ? "true"u8 : "false"u8);
    }

    /// <summary>Opens an object.</summary>
    public void StartObject() => Open((byte)'{');

    /// <summary>Closes an object.</summary>
    public void EndObject() => Shut((byte)'}');

    /// <summary>Opens an array.</summary>
    public void StartArray() => Open((byte)'[');

    /// <summary>Closes an array.</summary>
    public void EndArray() => Shut((byte)']');

    private void Open(byte bracket)
    {
        Separate();
        _json.Append(bracket);
        _comma = false;
    }

    private void Shut(byte bracket)
    {
        _json.Append(bracket);
        _comma = true;
    }

    private void Separate()
    {
        if (_comma)
        {
            _json.Append((byte)',');
        }

        _comma = true;
    }
}
