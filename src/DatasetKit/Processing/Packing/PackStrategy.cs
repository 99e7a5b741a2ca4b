namespace DatasetKit;

/// <summary>Into which bin an example goes. Either way the longest examples are placed first.</summary>
public enum PackStrategy
{
    /// <summary>Into the first bin that has room (first-fit decreasing): never more than 11/9 of the fewest bins possible, and 6/9 of one (Dósa 2007).</summary>
    FirstFit,

    /// <summary>Into the bin that it leaves with the least room (best-fit decreasing), as in "Fewer Truncations Improve Language Modeling" (arXiv:2404.10830).</summary>
    BestFit,
}
