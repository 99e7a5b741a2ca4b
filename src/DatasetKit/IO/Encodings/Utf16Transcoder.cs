using System.Buffers.Binary;
using System.Text;

namespace DatasetKit.IO;

/// <summary>UTF-16: half a pair, and half a unit at the end, are no characters.</summary>
internal sealed class Utf16Transcoder(bool isBigEndian) : Transcoder
{
    public override Piece Next(ReadOnlySpan<byte> source, bool ended, Span<byte> utf8, int most)
    {
        var (at, written) = (0, 0);
        while (written < most && source.Length - at >= 2)
        {
            var unit = Unit(source[at..]);
            if (unit < 0x80)
            {
                utf8[written++] = (byte)unit;
                at += 2;
                continue;
            }

            if (!Rune.TryCreate(unit, out var rune))
            {
                var rest = source[(at + 2)..];
                if (char.IsHighSurrogate(unit) && rest.Length < 2 && !ended)
                {
                    break;
                }

                if (rest.Length < 2 || !Rune.TryCreate(unit, Unit(rest), out rune))
                {
                    return at > 0 ? new Piece(at, written, IsBad: false) : Bad(2, utf8);
                }

                at += 2;
            }

            written += rune.EncodeToUtf8(utf8[written..]);
            at += 2;
        }

        return at == 0 && ended && source.Length == 1 ? Bad(1, utf8) : new Piece(at, written, IsBad: false);
    }

    private static Piece Bad(int bytes, Span<byte> utf8) => new(bytes, Rune.ReplacementChar.EncodeToUtf8(utf8), IsBad: true);

    private char Unit(ReadOnlySpan<byte> bytes) => (char)(isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes));
}
