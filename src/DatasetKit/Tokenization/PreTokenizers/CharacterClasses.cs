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

    /// <summary>The bits of U+0000 to U+007F.</summary>
    internal static ReadOnlySpan<byte> Ascii => Pages.AsSpan(0, 128);

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
            return Pages[lead];
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

    private static byte[] Build()
    {
        byte[] classes = Unpack(PackedResource.Load("unicode"));
        byte[] pages = new byte[256 * PageSize];
        int count = 0;
        for (int page = 0; page < PageOf.Length; page++)
        {
            ReadOnlySpan<byte> wanted = classes.AsSpan(page * PageSize, PageSize);
            int found = page > 0 && wanted.SequenceEqual(classes.AsSpan((page - 1) * PageSize, PageSize)) ? PageOf[page - 1] : IndexOf(pages, count, wanted);
            if (found == count)
            {
                wanted.CopyTo(pages.AsSpan(count++ * PageSize));
            }

            PageOf[page] = checked((byte)found);
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

    /// <summary>Runs of (length * 128 + bits), each a varint.</summary>
    private static byte[] Unpack(ReadOnlySpan<byte> runs)
    {
        byte[] classes = new byte[0x110000];
        int codePoint = 0;
        while (!runs.IsEmpty)
        {
            int value = 0, used = 0;
            do
            {
                value |= (runs[used] & 0x7F) << (7 * used);
            }
            while (runs[used++] >= 0x80);
            classes.AsSpan(codePoint, value >> 7).Fill((byte)(value & 0x7F));
            codePoint += value >> 7;
            runs = runs[used..];
        }

        return classes;
    }
}
