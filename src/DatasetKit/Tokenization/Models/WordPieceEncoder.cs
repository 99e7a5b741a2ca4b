namespace DatasetKit.Tokenization;

/// <summary>Encodes with a <see cref="WordPieceModel"/>.</summary>
internal sealed class WordPieceEncoder(WordPieceModel model) : CachingEncoder
{
    private readonly List<(int Id, int Length)> _found = [];

    /// <inheritdoc/>
    protected override void EncodePiece(ReadOnlySpan<byte> piece, TokenOutput output)
    {
        _found.Clear();
        // A character has one byte at least.
        bool isUnknown = piece.Length > model.MaxCharacters && Count(piece) > model.MaxCharacters;
        for (int start = 0, length; !isUnknown && start < piece.Length; start += length)
        {
            int id = (start == 0 ? model.First : model.Next).Longest(piece, start, out length);
            if (id == ByteTrie.None)
            {
                isUnknown = true;
                break;
            }

            _found.Add((id, length));
        }

        if (isUnknown)
        {
            output.Add(model.Unknown, piece.Length);
            return;
        }

        foreach ((int id, int length) in _found)
        {
            output.Add(id, length);
        }
    }

    private static int Count(ReadOnlySpan<byte> piece)
    {
        int count = 0;
        foreach (byte value in piece)
        {
            count += (value & 0xC0) != 0x80 ? 1 : 0;
        }

        return count;
    }
}
