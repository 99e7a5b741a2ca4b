namespace DatasetKit.Tokenization;

/// <summary><c>ByteLevel</c>: a space before pieces that have none, GPT-2's pattern, and a letter for every byte, each of them if it is wanted.</summary>
/// <param name="addsSpace">Whether a piece gets a space.</param>
/// <param name="cuts">Whether the pattern cuts.</param>
/// <param name="spells">Whether bytes become letters; not where the vocabulary holds bytes.</param>
internal sealed class ByteLevelPreTokenizer(bool addsSpace, bool cuts, bool spells) : PreTokenizer
{
    private readonly ScannerPreTokenizer? _cutter = cuts ? new(KnownPatterns.Gpt2) : null;

    /// <inheritdoc/>
    internal override string Description =>
        $"ByteLevel{(cuts ? $" with {_cutter!.Description}" : "")}{(addsSpace ? ", a space before every piece" : "")}";

    /// <inheritdoc/>
    internal override Scanner? Scanner => cuts && !addsSpace && !spells ? KnownPatterns.Gpt2 : null;

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        if (addsSpace)
        {
            pieces.Rewrite(static (source, start, end, target) =>
            {
                if (source.Span[start] != ' ')
                {
                    target.Append(" "u8, source, start, start);
                }

                target.Append(source, start, end);
            });
        }

        _cutter?.Apply(pieces);
        if (spells)
        {
            pieces.Rewrite(Spell);
        }
    }

    /// <summary>Spells bytes with letters.</summary>
    internal static void Spell(TextBuffer source, int start, int end, TextBuffer target)
    {
        Span<byte> letter = stackalloc byte[4];
        for (int i = start; i < end; i++)
        {
            target.Append(letter[..Utf8Steps.Write(ByteAlphabet.LetterOf(source.Span[i]), letter)], source, i, i + 1);
        }
    }
}
