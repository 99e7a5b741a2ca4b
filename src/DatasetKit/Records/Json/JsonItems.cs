using DatasetKit.Internals;

namespace DatasetKit;

/// <summary>The elements of an array, or nothing of anything else: for loops over every message, without an object for each list.</summary>
internal readonly struct JsonItems(JsonValue value)
{
    /// <summary>The first element; absent when there is none.</summary>
    public JsonValue First
    {
        get
        {
            var items = GetEnumerator();
            return items.MoveNext() ? items.Current : default;
        }
    }

    public Enumerator GetEnumerator() => new(value);

    internal struct Enumerator
    {
        private readonly JsonTape _tape;
        private readonly int _end;
        private int _next;

        public Enumerator(JsonValue value)
        {
            _tape = value.Tape;
            if (value.IsArray)
            {
                (_next, _end) = (value.Index + 1, _tape[value.Index].Next);
            }

            Current = default;
        }

        public JsonValue Current { get; private set; }

        public bool MoveNext()
        {
            if (_next >= _end)
            {
                return false;
            }

            Current = new JsonValue(_tape, _next);
            _next = _tape[_next].Next;
            return true;
        }
    }
}
