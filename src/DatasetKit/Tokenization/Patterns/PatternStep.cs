namespace DatasetKit.Tokenization;

/// <summary>One step of a compiled pattern.</summary>
/// <param name="Code">What it does.</param>
/// <param name="Set">The characters it takes.</param>
internal sealed record PatternStep(PatternCode Code, CharacterSet? Set = null)
{
    /// <summary>Where it goes on; of a run how many characters at least.</summary>
    internal int A { get; init; }

    /// <summary>Where it goes on instead; of a run how many characters at most, of what is looked for behind how many it may have.</summary>
    internal int B { get; init; }

    /// <summary>Whether what is looked for ends here.</summary>
    internal bool IsBehind { get; init; }

    /// <summary>Whether what is looked for must not be there.</summary>
    internal bool IsNegative { get; init; }
}
