namespace DatasetKit.Tokenization;

/// <summary>Encodes pieces with one model. One a thread: it has working arrays, and remembers what it saw lately.</summary>
internal abstract class PieceEncoder
{
    /// <summary>Encodes a piece.</summary>
    /// <param name="text">The piece and all that follows it, in valid UTF-8.</param>
    /// <param name="length">The length of the piece: at least one byte, whole characters.</param>
    /// <param name="output">Receives the ids.</param>
    internal abstract void Encode(ReadOnlySpan<byte> text, int length, TokenOutput output);
}
