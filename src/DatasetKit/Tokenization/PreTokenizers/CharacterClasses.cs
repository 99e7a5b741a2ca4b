using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// The <see cref="CharacterClass"/> bits of every code point, all seventeen planes, from Unicode 16: the version that the native
/// tokenizers carry. Not taken from the runtime, because ids must not change when somebody updates .NET.
/// </summary>
internal static class CharacterClasses
{
    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;

    // Two levels: the pages of a whole script are one and the same page, so Chinese text stays in a few cache lines.
    private static readonly byte[] PageOf = new byte[0x110000 >> PageBits];
    private static readonly byte[] Pages = Build();

    /// <summary>
    /// The bits of U+0000 to U+007F, which no version of Unicode can change. Constants of the program, because code that is compiled before it runs asks
    /// at each use of <see cref="Pages"/> whether they are there yet.
    /// </summary>
    internal static ReadOnlySpan<byte> Ascii =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 32, 96, 32, 32, 96, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 0, 0, 0, 0, 0, 0,
        0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
        0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
        2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0,
    ];

    /// <summary>The class of the code point that starts at a place in valid UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="position">Where the code point starts, within the text.</param>
    /// <param name="size">How many bytes it takes, 1 to 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int At(ReadOnlySpan<byte> utf8, int position, out int size)
    {
        int lead = utf8[position];
        if (lead < 0x80)
        {
            size = 1;
            return Ascii[lead];
        }

        return Multibyte(utf8, position, lead, out size);
    }

    private static int Multibyte(ReadOnlySpan<byte> utf8, int position, int lead, out int size)
    {
        int codePoint;
        if (lead < 0xE0)
        {
            size = 2;
            codePoint = (lead & 0x1F) << 6 | utf8[position + 1] & 0x3F;
        }
        else if (lead < 0xF0)
        {
            size = 3;
            codePoint = (lead & 0x0F) << 12 | (utf8[position + 1] & 0x3F) << 6 | utf8[position + 2] & 0x3F;
        }
        else
        {
            size = 4;
            codePoint = (lead & 0x07) << 18 | (utf8[position + 1] & 0x3F) << 12 | (utf8[position + 2] & 0x3F) << 6 | utf8[position + 3] & 0x3F;
        }

        return Pages[PageOf[codePoint >> PageBits] << PageBits | codePoint & (PageSize - 1)];
    }

    /// <summary>Reads runs of (length * 128 + bits), each a varint. Most pages lie within one run, so no table of all code points is made.</summary>
    private static byte[] Build()
    {
        ReadOnlySpan<byte> runs = PackedResource.Load("unicode");
        byte[] pages = new byte[256 * PageSize];
        // The page of each class that fills a whole one, and 1 on top so that 0 is none.
        Span<byte> uniform = stackalloc byte[0x80];
        Span<byte> mixed = stackalloc byte[PageSize];
        int count = 0, left = 0, bits = 0;
        for (int page = 0; page < PageOf.Length; page++)
        {
            bool isUniform = left >= PageSize;
            int filled = 0;
            while (!isUniform && filled < PageSize)
            {
                if (left == 0)
                {
                    (left, bits) = NextRun(ref runs);
                    isUniform = filled == 0 && left >= PageSize;
                    continue;
                }

                int length = Math.Min(left, PageSize - filled);
                mixed.Slice(filled, length).Fill((byte)bits);
                filled += length;
                left -= length;
            }

            if (!isUniform)
            {
                int same = IndexOf(pages, count, mixed);
                PageOf[page] = checked((byte)same);
                if (same == count)
                {
                    mixed.CopyTo(pages.AsSpan(count++ * PageSize));
                }

                continue;
            }

            left -= PageSize;
            if (uniform[bits] == 0)
            {
                pages.AsSpan(count++ * PageSize, PageSize).Fill((byte)bits);
                uniform[bits] = checked((byte)count);
            }

            PageOf[page] = (byte)(uniform[bits] - 1);
        }

        return pages.AsSpan(0, count * PageSize).ToArray();
    }

    private static int IndexOf(ReadOnlySpan<byte> pages, int count, ReadOnlySpan<byte> wanted)
    {
        int page = 0;
        while (page < count && !pages.Slice(page * PageSize, PageSize).SequenceEqual(wanted))
        {
            page++;
        }

        return page;
    }

    private static (int Length, int Bits) NextRun(ref ReadOnlySpan<byte> runs)
    {
        int value = 0, used = 0;
        do
        {
            value |= (runs[used] & 0x7F) << (7 * used);
        }
        while (runs[used++] >= 0x80);
        runs = runs[used..];
        return (value >> 7, value & 0x7F);
    }
}
