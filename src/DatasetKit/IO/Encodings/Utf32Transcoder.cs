using System.Buffers.Binary;
using System.Text;

namespace DatasetKit.IO;

/// <summary>UTF-32: surrogates, numbers beyond U+10FFFF and what is left at the end are no characters.</summary>
internal sealed class Utf32Transcoder(bool isBigEndian) : Transcoder
{
    public override Piece Next(ReadOnlySpan<byte> source, bool ended, Span<byte> utf8, int most)
    {
        if (source.Length < 4)
        {
            return ended && source.Length > 0 ? new Piece(source.Length, Rune.ReplacementChar.EncodeToUtf8(utf8), IsBad: true) : default;
        }

        var value = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(source) : BinaryPrimitives.ReadUInt32LittleEndian(source);
        return Rune.TryCreate(value, out var rune)
            ? new Piece(4, rune.EncodeToUtf8(utf8), IsBad: false)
            : new Piece(4, Rune.ReplacementChar.EncodeToUtf8(utf8), IsBad: true);
    }
}
