namespace DatasetKit.Tokenization;

/// <summary>What a step of a compiled pattern does.</summary>
internal enum PatternCode
{
    /// <summary>Takes a character of a set.</summary>
    One,

    /// <summary>Takes characters of a set, as many as there are, and gives them back one by one.</summary>
    Run,

    /// <summary>Takes characters of a set, as few as it must, and then more.</summary>
    LazyRun,

    /// <summary>Takes characters of a set, as many as there are, and keeps them.</summary>
    KeptRun,

    /// <summary>Goes on at A, and when that fails at B.</summary>
    Split,

    /// <summary>Goes on at A.</summary>
    Jump,

    /// <summary>Goes on at A when the steps behind match here (or, if told so, before here, or do not).</summary>
    Look,

    /// <summary>Matches the steps behind as a pattern of their own, and goes on at A.</summary>
    Atomic,

    /// <summary>The text starts here.</summary>
    TextStart,

    /// <summary>The text ends here.</summary>
    TextEnd,

    /// <summary>The text ends here, or a line feed stands here and then it ends.</summary>
    LastLineEnd,

    /// <summary>A line starts here.</summary>
    LineStart,

    /// <summary>A line ends here.</summary>
    LineEnd,

    /// <summary>A word starts or ends here.</summary>
    WordEdge,

    /// <summary>No word starts or ends here.</summary>
    NoWordEdge,

    /// <summary>A match.</summary>
    Match,
}
