namespace DatasetKit.Tokenization;

/// <summary>What is wanted of a text.</summary>
internal enum OutputKind
{
    /// <summary>Only how many tokens.</summary>
    Count,

    /// <summary>Their ids.</summary>
    Ids,

    /// <summary>Their ids, and where each stands.</summary>
    Places,
}
