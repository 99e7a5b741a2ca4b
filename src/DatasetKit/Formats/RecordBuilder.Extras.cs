using System.Text;
using DatasetKit.Formats;
using DatasetKit.Internals;

namespace DatasetKit;

/// <summary>What the target has no field for: kept under <c>datasetkit</c> or counted as a loss.</summary>
public sealed partial class RecordBuilder
{
    /// <summary>The key under which <see cref="ExtraPolicy.Keep"/> stores what the format cannot hold.</summary>
    internal static ReadOnlySpan<byte> ExtraKey => "datasetkit"u8;

    private readonly JsonBuffer _extra = new(capacity: 512);
    private readonly List<string> _losses = [];
    private byte[] _scratch = [];
    private readonly Formats.NameCache _names = new();

    internal ExtraPolicy ExtraPolicy { get; }

    /// <summary>Whether what the format cannot hold is kept.</summary>
    internal bool Keeps => ExtraPolicy == ExtraPolicy.Keep;

    /// <summary>Why the record cannot be written; null when it can.</summary>
    internal (Diagnostic Diagnostic, string? Field, string Message)? Rejection { get; private set; }

    /// <summary>The fields that were left out of the current record.</summary>
    internal List<string> Losses => _losses;

    /// <summary>Something the format has no field for.</summary>
    /// <param name="field">Its name in the neutral record: <c>category</c>, <c>system</c>, <c>id</c>.</param>
    /// <param name="text">Its value; absent is no loss.</param>
    public void Extra(string field, Text text)
    {
        if (!text.IsAbsent && Kept(field, field))
        {
            AppendText(_extra, text);
        }
    }

    /// <summary>Something the format has no field for.</summary>
    /// <param name="field">Its name in the neutral record.</param>
    /// <param name="value">Its value; absent is no loss.</param>
    public void Extra(string field, JsonValue value)
    {
        if (!value.IsAbsent && Kept(field, field))
        {
            _extra.AppendValue(value);
        }
    }

    /// <summary>
    /// Where the input starts in the user's text (<c>input_start</c>, in code points), for formats in which instruction and
    /// input become one text. An example without an input has no such place.
    /// </summary>
    /// <param name="example">The example.</param>
    public void InputBoundary(Example example)
    {
        ArgumentNullException.ThrowIfNull(example);
        if (!example.Input.IsEmpty && Kept("input", "input_start"))
        {
            // Zero says that there is no instruction, and so no line end after it either.
            var start = example.Instruction.HasValue
                ? Utf8Text.CountCodePoints(example.Instruction.Utf8(ref _scratch)) + Example.InputSeparator.Length
                : 0;
            _extra.AppendNumber(start);
            if (example.Instruction.IsAbsent)
            {
                Note("no_instruction");
            }
        }
    }

    /// <summary>The id, for formats that have no field for it.</summary>
    /// <param name="example">The example.</param>
    public void ExtraId(Example example)
    {
        ArgumentNullException.ThrowIfNull(example);
        if (!example.Id.IsAbsent && Kept("id", "id"))
        {
            AppendId(_extra, example);
        }
    }

    /// <summary>Fields that the neutral record had no place for; each is one loss when dropped.</summary>
    /// <param name="metadata">The fields.</param>
    public void Extra(Metadata metadata) => Extra(metadata, held: []);

    /// <summary>
    /// Fields that the neutral record had no place for: those that are the format's own are written as members, in the order of their names
    /// here; each of the others is one loss when dropped.
    /// </summary>
    /// <param name="metadata">The fields.</param>
    /// <param name="own">The names of the format's own fields, in ASCII.</param>
    public void Fields(Metadata metadata, params ReadOnlySpan<string> own)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata.Count > 0)
        {
            OwnFields(metadata, own);
            Extra(metadata, own);
        }
    }

    /// <summary>Those of the fields that are the format's own, as members, in the order of their names here.</summary>
    internal void OwnFields(Metadata metadata, params ReadOnlySpan<string> own)
    {
        foreach (var name in own)
        {
            for (var i = 0; i < metadata.Count; i++)
            {
                if (metadata[i].Key.Is(name))
                {
                    Name(metadata[i].Key);
                    Value(metadata[i].Value);
                }
            }
        }
    }

    /// <summary>Fields of the record that are not the format's own, but for those that it has written itself.</summary>
    internal void Extra(Metadata metadata, params ReadOnlySpan<string> held)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var left = 0;
        for (var i = 0; i < metadata.Count; i++)
        {
            if (metadata[i].Key.IsOneOf(held))
            {
                continue;
            }

            left++;
            if (ExtraPolicy == ExtraPolicy.Drop)
            {
                _losses.Add(_names.Get(metadata[i].Key));
            }
        }

        if (left > 0 && ExtraPolicy == ExtraPolicy.Keep)
        {
            Kept("metadata", "metadata");
            AppendFields(_extra, metadata, held);
        }
    }

    /// <summary>Something that cannot be kept even under <c>datasetkit</c>, because no reader could put it back.</summary>
    /// <param name="field">Its name.</param>
    public void Lose(string field) => _losses.Add(field);

    /// <summary>A loss that is named once for the record, however often it occurs.</summary>
    internal void LoseOnce(string field)
    {
        if (!_losses.Contains(field))
        {
            _losses.Add(field);
        }
    }

    /// <summary>Rejects the record: the format cannot hold something that is trained. The first reason stands.</summary>
    /// <param name="field">The field; null when the whole record is meant.</param>
    /// <param name="message">What does not fit, and what to do.</param>
    public void Reject(string? field, string message) => Reject(StructureDiagnostics.CannotHold, field, message);

    /// <summary>Rejects the record for a reason that has a code of its own.</summary>
    internal void Reject(Diagnostic diagnostic, string? field, string message) => Rejection ??= (diagnostic, field, message);

    /// <summary>Opens the record's object and forgets the record before.</summary>
    internal void Begin()
    {
        _comma = false;
        _losses.Clear();
        _extra.Clear();
        _turns.Clear();
        _turn = NoTurn;
        Rejection = null;
        StartObject();
    }

    /// <summary>Writes what was kept, and closes the record's object.</summary>
    internal void End()
    {
        CloseTurns();
        if (_extra.Length > 0)
        {
            Name(ExtraKey);
            _json.Append((byte)'{');
            _json.Append(_extra.Written);
            _json.Append((byte)'}');
            _comma = true;
        }

        EndObject();
    }

    /// <summary>Something that is no loss, but that a reader needs to write the first format's record again.</summary>
    internal void Note(string key, Text text)
    {
        if (ExtraPolicy == ExtraPolicy.Keep && !text.IsAbsent && Kept(null, key))
        {
            AppendText(_extra, text);
        }
    }

    /// <summary>Something that is no loss, but that a reader needs to write the first format's record again.</summary>
    internal void Note(string key, JsonValue value)
    {
        if (ExtraPolicy == ExtraPolicy.Keep && !value.IsAbsent && Kept(null, key))
        {
            _extra.AppendValue(value);
        }
    }

    /// <summary>Something that is no loss, but that a reader needs to write the first format's record again.</summary>
    internal void Note(string key)
    {
        if (ExtraPolicy == ExtraPolicy.Keep && Kept(null, key))
        {
            _extra.Append("true"u8);
        }
    }

    /// <summary>Opens a member of the kept object; false, and a loss, when nothing is kept.</summary>
    private bool Kept(string? loss, string key)
    {
        if (ExtraPolicy == ExtraPolicy.Drop)
        {
            if (loss is not null)
            {
                _losses.Add(loss);
            }

            return false;
        }

        AppendName(_extra, key);
        return true;
    }

    private static void AppendName(JsonBuffer buffer, string key)
    {
        if (buffer.Length > 0 && buffer.Written[^1] != (byte)'{')
        {
            buffer.Append((byte)',');
        }

        buffer.AppendString(key);
        buffer.Append((byte)':');
    }

    private static void AppendText(JsonBuffer buffer, Text text)
    {
        if (text.HasValue)
        {
            buffer.AppendString(text);
        }
        else
        {
            buffer.Append("null"u8);
        }
    }

    private static void AppendId(JsonBuffer buffer, Example example)
    {
        if (example.IdIsNumber)
        {
            buffer.Append(example.Id.Bytes);
        }
        else
        {
            AppendText(buffer, example.Id);
        }
    }

    private static void AppendFields(JsonBuffer buffer, Metadata metadata, params ReadOnlySpan<string> held)
    {
        buffer.Append((byte)'{');
        for (var i = 0; i < metadata.Count; i++)
        {
            var (key, value) = metadata[i];
            if (key.IsOneOf(held))
            {
                continue;
            }

            if (buffer.Written[^1] != (byte)'{')
            {
                buffer.Append((byte)',');
            }

            buffer.AppendString(key);
            buffer.Append((byte)':');
            buffer.AppendValue(value);
        }

        buffer.Append((byte)'}');
    }
}
