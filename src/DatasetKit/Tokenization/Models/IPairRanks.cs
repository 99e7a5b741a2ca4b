namespace DatasetKit.Tokenization;

/// <summary>Knows which two neighbours become one. A struct, so that merging is compiled for each.</summary>
internal interface IPairRanks
{
    /// <summary>The rank at which two neighbours become one, or <see cref="RankTable.None"/>.</summary>
    /// <param name="left">The id of the left one.</param>
    /// <param name="right">The id of the right one.</param>
    /// <param name="start">Where the left one starts in the piece, in bytes.</param>
    /// <param name="end">Where the right one ends.</param>
    /// <param name="result">The id of what they become.</param>
    int Find(int left, int right, int start, int end, out int result);
}
