namespace DatasetKit.Reports;

/// <summary>How a text shows which of it is trained.</summary>
internal enum MaskStyle
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>⟦trained⟧, for files, pipes and terminals without colours.</summary>
    Marks,

    /// <summary>The colours of a terminal.</summary>
    Colours,
}
