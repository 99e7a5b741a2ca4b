using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace DatasetKit.Tokenization;

/// <summary>
/// <c>Precompiled</c>: SentencePiece's table of characters, asked about whole grapheme clusters of less than six bytes and else about single characters, as
/// huggingface/tokenizers:tokenizers/src/normalizers/precompiled.rs does. SentencePiece itself looks for the longest match.
/// </summary>
internal sealed class PrecompiledNormalizer(CharacterMap map) : Normalizer
{
    private const int MaxCluster = 5;

    private readonly bool[] _keepsAscii = [.. Enumerable.Range(0, 0x80).Select(i => { map.Find([(byte)i], takesLongest: false, out int length); return length == 0; })];

    /// <inheritdoc/>
    internal override string Description => "Precompiled (a table of SentencePiece)";

    /// <inheritdoc/>
    internal override bool Keeps(ReadOnlySpan<byte> utf8)
    {
        foreach (byte value in utf8)
        {
            if (value >= 0x80 || !_keepsAscii[value])
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        TextBuffer source = pieces.Text, target = pieces.Spare;
        ReadOnlySpan<byte> text = source.Span;
        target.Clear(source.Tracks);
        int kept = 0;
        for (int at = 0, end; at < text.Length; at = end)
        {
            byte first = text[at];
            bool isAlone = first < 0x80 && (at + 1 == text.Length || text[at + 1] < 0x80 && !(first == '\r' && text[at + 1] == '\n'));
            end = isAlone ? at + 1 : at + ClusterAt(text[at..]);
            if (isAlone && _keepsAscii[first])
            {
                continue;
            }

            if (end - at <= MaxCluster && TryMap(text, at, end, source, target, ref kept))
            {
                continue;
            }

            for (int character = at, size; character < end; character += size)
            {
                size = Utf8Steps.SizeAt(text, character);
                TryMap(text, character, character + size, source, target, ref kept);
            }
        }

        target.Append(source, kept, text.Length);
        pieces.Swap();
    }

    private bool TryMap(ReadOnlySpan<byte> text, int start, int end, TextBuffer source, TextBuffer target, ref int kept)
    {
        ReadOnlySpan<byte> mapped = map.Find(text[start..end], takesLongest: false, out int length);
        if (length == 0)
        {
            return false;
        }

        target.Append(source, kept, start);
        target.Append(mapped, source, start, end);
        kept = end;
        return true;
    }

    /// <summary>The length of the grapheme cluster at the start of a text.</summary>
    private static int ClusterAt(ReadOnlySpan<byte> text)
    {
        Span<char> few = stackalloc char[64];
        for (int window = few.Length; ; window *= 2)
        {
            int cut = Math.Min(window, text.Length);
            while (!Utf8Steps.IsBoundary(text, cut))
            {
                cut--;
            }

            Span<char> chars = window <= few.Length ? few : new char[cut];
            Utf8.ToUtf16(text[..cut], chars, out _, out int length);
            int cluster = StringInfo.GetNextTextElementLength(chars[..length]);
            if (cluster < length || cut == text.Length)
            {
                return Encoding.UTF8.GetByteCount(chars[..cluster]);
            }
        }
    }
}
