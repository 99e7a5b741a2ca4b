using System.Text;

namespace DatasetKit.Tokenization;

/// <summary>Makes letters small, each by itself: a sigma at the end of a word is no exception.</summary>
internal sealed class LowercaseNormalizer : CharacterNormalizer
{
    /// <inheritdoc/>
    internal override string Description => "Lowercase";

    /// <inheritdoc/>
    internal override bool Keeps(ReadOnlySpan<byte> utf8) => !utf8.ContainsAnyInRange((byte)'A', (byte)'Z') && !utf8.ContainsAnyInRange((byte)0x80, (byte)0xFF);

    /// <inheritdoc/>
    protected override int Map(int codePoint, Span<int> mapped)
    {
        if (codePoint == 0x130)
        {
            // The only letter whose small form is two characters.
            (mapped[0], mapped[1]) = ('i', 0x307);
            return 2;
        }

        mapped[0] = Small(codePoint);
        return mapped[0] == codePoint ? Same : 1;
    }

    private static int Small(int codePoint) => codePoint switch
    {
        < 0x80 => codePoint is >= 'A' and <= 'Z' ? codePoint | 0x20 : codePoint,
        // .NET's invariant culture leaves letters alone that would become ASCII.
        0x212A => 'k',
        // Letters of Unicode 17, which the library has and .NET 10 has not: four Latin ones, and the Beria Erfe script.
        0xA7CE or 0xA7D2 or 0xA7D4 => codePoint + 1,
        >= 0x16EA0 and <= 0x16EB8 => codePoint + 0x1B,
        _ => Rune.ToLowerInvariant(new Rune(codePoint)).Value,
    };
}
