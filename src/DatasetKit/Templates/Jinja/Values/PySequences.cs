namespace DatasetKit.Templates.Jinja;

/// <summary>A list.</summary>
internal sealed class PyList(List<Value> items) : PyObject(Kind.List)
{
    public readonly List<Value> Items = items;

    public override string TypeName => "list";
}

/// <summary>A tuple. <paramref name="fields"/> names its items for those that groupby makes.</summary>
internal sealed class PyTuple(Value[] items, string[]? fields = null) : PyObject(Kind.Tuple)
{
    public readonly Value[] Items = items;
    public readonly string[]? Fields = fields;

    /// <summary>Computed once: shared tuples would be hashed again for every path that leads to them.</summary>
    private int? _hash;

    public override string TypeName => Fields is null ? "tuple" : "_GroupTuple";

    public int Hash()
    {
        if (_hash is { } known)
        {
            return known;
        }

        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var hash = new HashCode();
        foreach (var item in Items)
        {
            hash.Add(Equality.Hash(item));
        }

        _hash = hash.ToHashCode();
        return _hash.Value;
    }
}

/// <summary>What <c>range</c> gives.</summary>
internal sealed class PyRange(long start, long stop, long step) : PyObject(Kind.Range)
{
    public readonly long Start = start;
    public readonly long Stop = stop;
    public readonly long Step = step;

    public override string TypeName => "range";

    public long Count
    {
        get
        {
            // In 128 bits: the distance of two 64-bit numbers is a bit longer.
            Int128 span = Step > 0 ? (Int128)Stop - Start : (Int128)Start - Stop;
            Int128 step = Step > 0 ? Step : -(Int128)Step;
            return span <= 0 ? 0 : (long)Int128.Min(((span - 1) / step) + 1, long.MaxValue);
        }
    }
}

/// <summary>Bytes, as <c>encode</c> gives them.</summary>
internal sealed class PyBytes(byte[] data) : PyObject(Kind.Bytes)
{
    public readonly byte[] Data = data;

    public override string TypeName => "bytes";
}
