namespace DatasetKit.Tokenization;

/// <summary>Where token ids go. A struct, so that counting is compiled without a trace of lists.</summary>
internal interface ITokenSink
{
    /// <summary>Takes one id.</summary>
    void Add(int id);

    /// <summary>Takes ids in the order of the text.</summary>
    void Add(ReadOnlySpan<int> ids);
}

/// <summary>Only counts.</summary>
internal struct TokenCounter : ITokenSink
{
    /// <summary>How many ids came.</summary>
    internal int Count;

    /// <inheritdoc/>
    public void Add(int id) => Count++;

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<int> ids) => Count += ids.Length;
}

/// <summary>Keeps the ids.</summary>
internal readonly struct TokenCollector(List<int> ids) : ITokenSink
{
    /// <inheritdoc/>
    public void Add(int id) => ids.Add(id);

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<int> more) => ids.AddRange(more);
}
