using System.Text;

namespace DatasetKit.Tokenization;

/// <summary><c>Prepend</c>: puts something before a text that is not empty.</summary>
internal sealed class PrependNormalizer(string prefix) : Normalizer
{
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(prefix);

    /// <inheritdoc/>
    internal override string Description => $"Prepend '{prefix}'";

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        if (pieces.Text.Length == 0)
        {
            return;
        }

        pieces.Spare.Clear(pieces.Text.Tracks);
        pieces.Spare.Append(_prefix, pieces.Text, 0, 0);
        pieces.Spare.Append(pieces.Text, 0, pieces.Text.Length);
        pieces.Swap();
    }
}
