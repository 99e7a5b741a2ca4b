namespace DatasetKit.Tokenization;

/// <summary>
/// Pieces of one text that are not remembered and wait to be counted. They are taken up only when some have come together, so that what each will be looked
/// up in is near the processor by then; in which order pieces are counted does not matter.
/// </summary>
internal sealed class MissedPieces
{
    private readonly Piece[] _pieces = new Piece[2 * PieceBatch.Most];
    private int _count;

    /// <summary>Whether there may be no room for the pieces of another batch.</summary>
    internal bool IsFull => _count > _pieces.Length - PieceBatch.Most;

    /// <summary>The pieces that wait.</summary>
    internal ReadOnlySpan<Piece> All => _pieces.AsSpan(0, _count);

    /// <summary>Lets a piece wait.</summary>
    internal void Add(in Piece piece) => _pieces[_count++] = piece;

    /// <summary>Forgets them.</summary>
    internal void Clear() => _count = 0;

    /// <summary>A piece.</summary>
    /// <param name="Place">Its key, and where it will be remembered.</param>
    /// <param name="Start">Where it starts in the text.</param>
    /// <param name="Length">How many bytes it has.</param>
    /// <param name="IsPart">Whether it is a part of a piece.</param>
    internal readonly record struct Piece(PieceMemo.Place Place, int Start, int Length, bool IsPart);
}
