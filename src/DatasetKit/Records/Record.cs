using System.Runtime.CompilerServices;
using DatasetKit.Internals;

namespace DatasetKit;

/// <summary>
/// A raw record while a format reads it: an object's fields by name. One instance serves many records, so it is good only
/// during the call; the texts and values taken from it may be kept. Fields that nobody takes become
/// <see cref="Rest"/>, so none is forgotten.
/// </summary>
public sealed class Record
{
    /// <summary>Questions beyond so many are answered by a search each time.</summary>
    private const int MaxPlaces = 64;

    private readonly bool[] _takenBeyond = [];
    private readonly Place[] _places = new Place[MaxPlaces];
    private readonly RecordKeys _keys = new();
    private JsonTape _tape = null!;
    private int _root;
    private int _end;
    private ulong _taken;
    private object? _columns;
    private bool _hasPlaces;
    private int _knownPlaces;
    private int _nextPlace;
    private bool[] _takenMany;

    internal Record() => _takenMany = _takenBeyond;

    /// <summary>Where the record stands.</summary>
    public SourceLocation Location { get; private set; }

    /// <summary>The record as one JSON value, verbatim.</summary>
    public JsonValue Value => new(_tape, _root);

    /// <summary>The finding that rejects the record; null as long as there is none.</summary>
    internal Finding? Rejection { get; private set; }

    /// <summary>Whether the record has all of these fields, whatever their values.</summary>
    /// <param name="names">The fields' names.</param>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Find(name, out _) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value of a field without taking it; absent when there is none.</summary>
    /// <param name="name">The field's name.</param>
    public JsonValue Peek(string name)
    {
        var key = Find(name, out _);
        return key < 0 ? default : new JsonValue(_tape, key + 1);
    }

    /// <summary>Takes a field, whatever its type; absent when there is none.</summary>
    /// <param name="name">The field's name.</param>
    public JsonValue Take(string name)
    {
        var key = Find(name, out var position);
        if (key < 0)
        {
            return default;
        }

        MarkTaken(position);
        return new JsonValue(_tape, key + 1);
    }

    /// <summary>
    /// Takes a text field; absent or null when it is so. A value that is no string rejects the record (DK1006).
    /// </summary>
    /// <param name="name">The field's name.</param>
    public Text TakeText(string name)
    {
        var key = Find(name, out var position);
        if (key < 0)
        {
            return default;
        }

        MarkTaken(position);
        ref var node = ref _tape[key + 1];
        if (node.Kind is NodeKind.String or NodeKind.Null)
        {
            return _tape.TextAt(key + 1);
        }

        Reject(StructureDiagnostics.WrongType, "/" + name, $"{Describe(new JsonValue(_tape, key + 1))} where a text is expected; make it a string or leave the field out with --map");
        return default;
    }

    /// <summary>Takes a field that is an id: a string, or a number whose digits are kept as text.</summary>
    /// <param name="name">The field's name.</param>
    public Text TakeId(string name)
    {
        var value = Peek(name);
        return value.Kind is System.Text.Json.JsonValueKind.String or System.Text.Json.JsonValueKind.Number ? Take(name).Text : default;
    }

    /// <summary>Whether a field is left that nobody took: a format need not look for its rarer fields when there is none.</summary>
    internal bool HasRest
    {
        get
        {
            var count = _columns is null ? _keys.Count : (_end - _root - 1) / 2;
            if (count < 64)
            {
                return _taken != (1ul << count) - 1;
            }

            for (int key = _root + 1, position = 0; key < _end; key = _tape[key + 1].Next, position++)
            {
                if (!IsTaken(position))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>All fields that were not taken, verbatim and in order.</summary>
    public Metadata Rest()
    {
        var count = 0;
        for (int key = _root + 1, position = 0; key < _end; key = _tape[key + 1].Next, position++)
        {
            count += IsTaken(position) ? 0 : 1;
        }

        if (count == 0)
        {
            return Metadata.None;
        }

        var fields = new KeyValuePair<Text, JsonValue>[count];
        count = 0;
        for (int key = _root + 1, position = 0; key < _end; key = _tape[key + 1].Next, position++)
        {
            if (!IsTaken(position))
            {
                fields[count++] = new(_tape.TextAt(key), new JsonValue(_tape, key + 1));
            }
        }

        return new Metadata(fields);
    }

    /// <summary>
    /// Rejects the record: it goes to the rejects file with this reason. The first reason stands. Formats return the result
    /// of this call, which is null.
    /// </summary>
    /// <param name="diagnostic">The kind of fault.</param>
    /// <param name="field">The field as a name or a JSON pointer; null when the whole record is meant.</param>
    /// <param name="message">What was found, what was expected, and what to do.</param>
    /// <returns>Null.</returns>
    public Example? Reject(Diagnostic diagnostic, string? field, string message)
    {
        Rejection ??= new Finding(diagnostic, Severity.Error, Location, field, message);
        return null;
    }

    /// <summary>
    /// Says that what is read from here on is one part of a record that holds several examples: a reject then names and keeps that part only.
    /// </summary>
    /// <param name="part">The part as it stands in the record.</param>
    public void Part(JsonValue part) => CurrentPart = part;

    /// <summary>The part that is being read; absent when the record is read as a whole.</summary>
    internal JsonValue CurrentPart { get; private set; }

    /// <summary>The finding that rejects the current part, which is thereby dealt with.</summary>
    internal Finding? TakeRejection()
    {
        var rejection = Rejection;
        Rejection = null;
        return rejection;
    }

    /// <summary>What a value is, in words for a message: <c>the number 3</c>, <c>a list of 2</c>.</summary>
    internal static string Describe(JsonValue value) => value.Kind switch
    {
        System.Text.Json.JsonValueKind.Undefined => "nothing",
        System.Text.Json.JsonValueKind.Null => "null",
        System.Text.Json.JsonValueKind.String => "a text",
        System.Text.Json.JsonValueKind.Array => $"a list of {value.Elements.Count()}",
        System.Text.Json.JsonValueKind.Object => "an object",
        System.Text.Json.JsonValueKind.Number => $"the number {value}",
        _ => $"the value {value}",
    };

    /// <summary>Makes this the record at <paramref name="root"/>, which must be an object.</summary>
    internal void MoveTo(JsonTape tape, int root, SourceLocation location)
    {
        var same = tape.Columns is null ? _keys.MoveTo(tape, root) & _columns is null : ReferenceEquals(tape.Columns, _columns);
        if (!same)
        {
            _columns = tape.Columns;
            _hasPlaces = _columns is not null || _keys.AreKnown;
            _knownPlaces = 0;
        }

        _tape = tape;
        _root = root;
        _end = tape[root].Next;
        _nextPlace = 0;
        _taken = 0;
        _takenMany = _takenBeyond;
        Location = location;
        Rejection = null;
        CurrentPart = default;
    }

    /// <summary>
    /// The keys of a table stand in the same places in every row, those of other records mostly, and a format asks for them in the same
    /// order: the answers to the first record's questions are those to the next one's.
    /// </summary>
    private int Find(string name, out int position)
    {
        if (!_hasPlaces)
        {
            return Search(name, out position);
        }

        if (_nextPlace < _knownPlaces && ReferenceEquals(_places[_nextPlace].Name, name))
        {
            position = _places[_nextPlace++].Position;
        }
        else
        {
            position = FindPlace(name);
        }

        if (position < 0)
        {
            return -1;
        }

        var key = _columns is null ? _keys[position] : _root + 1 + (2 * position);
        return key < _end ? key : -1;
    }

    private int FindPlace(string name)
    {
        // A question that was left out this time: the next ones stand behind it.
        for (var i = _nextPlace; i < _knownPlaces; i++)
        {
            if (ReferenceEquals(_places[i].Name, name))
            {
                _nextPlace = i + 1;
                return _places[i].Position;
            }
        }

        var found = 0;
        while (found < _knownPlaces && !ReferenceEquals(_places[found].Name, name))
        {
            found++;
        }

        var position = found < _knownPlaces ? _places[found].Position : Search(name, out var searched) < 0 ? -1 : searched;
        if (_nextPlace == _knownPlaces && _knownPlaces < MaxPlaces)
        {
            _places[_knownPlaces++] = new Place(name, position);
            _nextPlace = _knownPlaces;
        }

        return position;
    }

    private int Search(string name, out int position)
    {
        position = 0;
        for (var key = _root + 1; key < _end; key = _tape[key + 1].Next, position++)
        {
            if (JsonValue.KeyEquals(_tape, key, name))
            {
                return key;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsTaken(int position) => position < 64
        ? (_taken & (1ul << position)) != 0
        : position - 64 < _takenMany.Length && _takenMany[position - 64];

    private void MarkTaken(int position)
    {
        if (position < 64)
        {
            _taken |= 1ul << position;
            return;
        }

        if (_takenMany.Length <= position - 64)
        {
            Array.Resize(ref _takenMany, (position - 63) * 2);
        }

        _takenMany[position - 64] = true;
    }

    /// <summary>A question and its answer: where a column stands, or -1.</summary>
    private readonly record struct Place(string Name, int Position);
}
