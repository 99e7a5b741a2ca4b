namespace DatasetKit.Tokenization;

/// <summary><c>ByteLevel</c>: spells every byte with a letter.</summary>
internal sealed class ByteLevelNormalizer : Normalizer
{
    /// <inheritdoc/>
    internal override string Description => "ByteLevel";

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        pieces.Spare.Clear(pieces.Text.Tracks);
        ByteLevelPreTokenizer.Spell(pieces.Text, 0, pieces.Text.Length, pieces.Spare);
        pieces.Swap();
    }
}
