namespace DatasetKit.Tokenization;

/// <summary>
/// Knows where no merge can happen: between two characters that stand side by side in no token. A piece may be cut there and its parts
/// encoded by themselves, with the same ids. Chinese text, whose pieces are whole clauses, falls into parts of one or two characters; text
/// that is not cut by any pattern falls into words.
/// </summary>
internal abstract class Joints
{
    /// <summary>Finds the first place at which a piece may be cut.</summary>
    /// <param name="piece">Whole characters, in valid UTF-8: all of a piece, or all that follows a cut.</param>
    /// <returns>The place, or the length of the piece when there is none.</returns>
    internal abstract int FirstCut(ReadOnlySpan<byte> piece);
}
