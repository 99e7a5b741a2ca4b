namespace DatasetKit.Templates.Jinja;

/// <summary>A dict: insertion order, keys equal as Python's. Up to eight entries are searched without hashing.</summary>
internal sealed class PyDict(int capacity = 4) : PyObject(Kind.Dict)
{
    private const int Small = 8;

    private Entry[] _entries = new Entry[Math.Max(capacity, 1)];
    private int _used;
    private int[]? _buckets;

    /// <summary>How many keys there are.</summary>
    public int Count { get; private set; }

    /// <summary>Changes whenever a key comes or goes, so that a loop over the dict can tell.</summary>
    public int Version { get; private set; }

    /// <summary>Above 0 when this is a message of the context: its index and one.</summary>
    public int MessageTag { get; init; }

    public override string TypeName => "dict";

    /// <summary>The number of slots to pass to <see cref="TryAt"/>; removed entries leave gaps.</summary>
    public int Slots => _used;

    public bool TryAt(int slot, out Value key, out Value value)
    {
        ref readonly Entry entry = ref _entries[slot];
        key = entry.Key;
        value = entry.Value;
        return !key.IsMissing;
    }

    public bool TryGet(string key, out Value value)
    {
        var slot = Find(key);
        value = slot < 0 ? default : _entries[slot].Value;
        return slot >= 0;
    }

    public bool TryGet(in Value key, out Value value)
    {
        var slot = Find(key);
        value = slot < 0 ? default : _entries[slot].Value;
        return slot >= 0;
    }

    public void Set(string key, in Value value) => Set(Value.Of(key), value);

    public void Set(in Value key, in Value value)
    {
        var slot = Find(key);
        if (slot >= 0)
        {
            _entries[slot].Value = value;
            return;
        }

        if (_used == _entries.Length)
        {
            Array.Resize(ref _entries, _used * 2);
            if (_entries.Length > Small)
            {
                Rehash();
            }
        }

        _entries[_used] = new Entry { Key = key, Value = value };
        if (_buckets is not null)
        {
            Link(_used, Equality.Hash(key));
        }

        _used++;
        Count++;
        Version++;
    }

    public bool Remove(in Value key, out Value value)
    {
        var slot = Find(key);
        value = slot < 0 ? default : _entries[slot].Value;
        if (slot < 0)
        {
            return false;
        }

        _entries[slot] = _entries[slot] with { Key = default, Value = default };
        Count--;
        Version++;
        return true;
    }

    public void Clear()
    {
        _entries = new Entry[4];
        _buckets = null;
        _used = 0;
        Count = 0;
        Version++;
    }

    public PyDict Copy()
    {
        var copy = new PyDict(Math.Max(Count, 4));
        for (var slot = 0; slot < _used; slot++)
        {
            if (TryAt(slot, out var key, out var value))
            {
                copy.Set(key, value);
            }
        }

        return copy;
    }

    private int Find(in Value key)
    {
        if (key.TryText(out var text))
        {
            return Find(text);
        }

        var hash = Equality.Hash(key);
        if (_buckets is null)
        {
            for (var slot = 0; slot < _used; slot++)
            {
                if (Same(_entries[slot].Key, key))
                {
                    return slot;
                }
            }

            return -1;
        }

        for (var slot = _buckets[hash & (_buckets.Length - 1)] - 1; slot >= 0; slot = _entries[slot].Next - 1)
        {
            if (_entries[slot].Hash == hash && Same(_entries[slot].Key, key))
            {
                return slot;
            }
        }

        return -1;
    }

    private int Find(string key)
    {
        var entries = _entries;
        if (_buckets is null)
        {
            for (var slot = 0; slot < _used; slot++)
            {
                var other = entries[slot].Key.Ref;
                if (ReferenceEquals(other, key) || (other as string ?? (other as PyText)?.Text) is { } text && Equality.TextsEqual(text, key))
                {
                    return slot;
                }
            }

            return -1;
        }

        var hash = Equality.Hash(key);
        for (var slot = _buckets[hash & (_buckets.Length - 1)] - 1; slot >= 0; slot = entries[slot].Next - 1)
        {
            if (entries[slot].Hash == hash && entries[slot].Key.TryText(out var text) && Equality.TextsEqual(text, key))
            {
                return slot;
            }
        }

        return -1;
    }

    private static bool Same(in Value left, in Value right) => !left.IsMissing && Equality.Equal(left, right);

    private void Rehash()
    {
        var size = 16;
        while (size < _entries.Length)
        {
            size *= 2;
        }

        _buckets = new int[size];
        for (var slot = 0; slot < _used; slot++)
        {
            if (!_entries[slot].Key.IsMissing)
            {
                Link(slot, Equality.Hash(_entries[slot].Key));
            }
        }
    }

    private void Link(int slot, int hash)
    {
        ref var bucket = ref _buckets![hash & (_buckets.Length - 1)];
        _entries[slot].Hash = hash;
        _entries[slot].Next = bucket;
        bucket = slot + 1;
    }

    private struct Entry
    {
        public Value Key;
        public Value Value;
        public int Hash;
        public int Next;
    }
}
