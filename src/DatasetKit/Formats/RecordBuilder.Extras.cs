using System.Text;
using DatasetKit.Internals;

namespace DatasetKit;

/// <summary>What the target has no field for: kept under <c>datasetkit</c> or counted as a loss.</summary>
public sealed partial class RecordBuilder
{
    /// <summary>The key under which <see cref="ExtraPolicy.Keep"/> stores what the format cannot hold.</summary>
    internal static ReadOnlySpan<byte> ExtraKey => "datasetkit"u8;

    private readonly JsonBuffer _extra = new(capacity: 512);
    private readonly List<string> _losses = [];
    private readonly Formats.NameCache _names = new();

    internal ExtraPolicy ExtraPolicy { get; }

    /// <summary>Why the record cannot be written; null when it can.</summary>
    internal (Diagnostic Diagnostic, string? Field, string Message)? Rejection { get; private set; }

    /// <summary>The fields that were left out of the current record.</summary>
    internal IReadOnlyList<string> Losses => _losses;

    /// <summary>Something the format has no field for.</summary>
    /// <param name="field">Its name in the neutral record: <c>category</c>, <c>system</c>, <c>id</c>.</param>
    /// <param name="text">Its value; absent is no loss.</param>
    public void Extra(string field, Text text)
    {
        if (!text.IsAbsent && ExtraNamed(field))
        {
            if (text.HasValue)
            {
                _extra.AppendString(text);
            }
            else
            {
                _extra.Append("null"u8);
            }
        }
    }

    /// <summary>Something the format has no field for.</summary>
    /// <param name="field">Its name in the neutral record.</param>
    /// <param name="value">Its value; absent is no loss.</param>
    public void Extra(string field, JsonValue value)
    {
        if (!value.IsAbsent && ExtraNamed(field))
        {
            _extra.AppendValue(value);
        }
    }

    /// <summary>A position that the format has no field for, such as where the input starts in the user's text.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="value">A count of code points.</param>
    public void Extra(string field, long value)
    {
        if (ExtraNamed(field))
        {
            _extra.AppendNumber(value);
        }
    }

    /// <summary>Fields that the neutral record had no place for; each is one loss when dropped.</summary>
    /// <param name="metadata">The fields.</param>
    public void Extra(Metadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata.Count == 0)
        {
            return;
        }

        if (ExtraPolicy == ExtraPolicy.Drop)
        {
            for (var i = 0; i < metadata.Count; i++)
            {
                _losses.Add(_names.Get(metadata[i].Key));
            }

            return;
        }

        ExtraNamed("metadata");
        _extra.Append((byte)'{');
        for (var i = 0; i < metadata.Count; i++)
        {
            if (i > 0)
            {
                _extra.Append((byte)',');
            }

            _extra.AppendString(metadata[i].Key);
            _extra.Append((byte)':');
            _extra.AppendValue(metadata[i].Value);
        }

        _extra.Append((byte)'}');
    }

    /// <summary>Something that cannot be kept even under <c>datasetkit</c>, because no reader could put it back.</summary>
    /// <param name="field">Its name.</param>
    public void Lose(string field) => _losses.Add(field);

    /// <summary>Rejects the record: the format cannot hold something that is trained. The first reason stands.</summary>
    /// <param name="field">The field; null when the whole record is meant.</param>
    /// <param name="message">What does not fit, and what to do.</param>
    public void Reject(string? field, string message) => Rejection ??= (StructureDiagnostics.CannotHold, field, message);

    /// <summary>Opens the record's object and forgets the record before.</summary>
    internal void Begin()
    {
        _comma = false;
        _losses.Clear();
        _extra.Clear();
        Rejection = null;
        StartObject();
    }

    /// <summary>Writes what was kept, and closes the record's object.</summary>
    internal void End()
    {
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

    private bool ExtraNamed(string field)
    {
        if (ExtraPolicy == ExtraPolicy.Drop)
        {
            _losses.Add(field);
            return false;
        }

        if (_extra.Length > 0)
        {
            _extra.Append((byte)',');
        }

        _extra.Append((byte)'"');
        _extra.Append(Encoding.UTF8.GetBytes(field));
        _extra.Append("\":"u8);
        return true;
    }
}
