namespace DatasetKit.Tokenization;

/// <summary>A part of a pattern as it was read.</summary>
internal abstract record PatternNode
{
    /// <summary>One character of a set.</summary>
    internal record One(CharacterSet Set) : PatternNode;

    /// <summary>One character that was written as such where case is ignored: with its neighbours it may be one that stands for several (<c>ß</c> for <c>ss</c>).</summary>
    internal sealed record Letter(CharacterSet Set, int Character) : One(Set);

    /// <summary>One part after another.</summary>
    internal sealed record Chain(List<PatternNode> Parts) : PatternNode;

    /// <summary>The first of some parts that leads to a match.</summary>
    internal sealed record Choice(List<PatternNode> Parts) : PatternNode;

    /// <summary>A part, several times.</summary>
    internal sealed record Repeat(PatternNode Part, int Min, int Max, RepeatKind Kind) : PatternNode;

    /// <summary>A place at which something holds.</summary>
    internal sealed record Place(PatternCode Code) : PatternNode;

    /// <summary>Something that stands at a place or does not, and is not taken.</summary>
    internal sealed record Look(PatternNode Part, bool IsBehind, bool IsNegative) : PatternNode;

    /// <summary>A part whose first match is kept, whatever follows.</summary>
    internal sealed record Atomic(PatternNode Part) : PatternNode;

    /// <summary>How often a repeated part is tried.</summary>
    internal enum RepeatKind
    {
        /// <summary>As often as it goes, and then less.</summary>
        Greedy,

        /// <summary>As seldom as it goes, and then more.</summary>
        Lazy,

        /// <summary>As often as it goes.</summary>
        Possessive,
    }
}
