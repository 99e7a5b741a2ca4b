using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

internal sealed partial class RankTable
{
    private const int HeadLength = 6 * sizeof(int);

    /// <summary>Takes the tables as they were filled when the package was made.</summary>
    /// <param name="bytes">All tokens in the order of their ids, and <see cref="BytesBehind"/> more bytes.</param>
    /// <param name="starts">Where each starts, and behind the last where it ends.</param>
    /// <param name="places">The content of a <c>*_places.bin</c> file.</param>
    private unsafe RankTable(byte[] bytes, int[] starts, ReadOnlySpan<byte> places)
    {
        _bytes = bytes;
        _starts = starts;
        fixed (byte* packed = places)
        {
            int* head = (int*)packed;
            (Known, MaxLength) = (head[2], head[3]);
            MakeTables(1 << head[0], 1 << head[1], SizeFor(head[5]));
            byte* shortPlaces = packed + HeadLength, middlePlaces = shortPlaces + _shortKeys.Length / 8, entries = middlePlaces + _middleKeys.Length / 8;
            fixed (ulong* shortKeys = _shortKeys)
            fixed (TwoNumbers* middleKeys = _middleKeys)
            fixed (int* shortIds = _shortIds)
            fixed (int* middleIds = _middleIds)
            {
                entries = Spread(shortPlaces, _shortKeys.Length, entries, (byte*)shortKeys, sizeof(ulong));
                entries = Spread(middlePlaces, _middleKeys.Length, entries, (byte*)middleKeys, sizeof(TwoNumbers));
                entries = Spread(shortPlaces, _shortKeys.Length, entries, (byte*)shortIds, sizeof(int));
                entries = Spread(middlePlaces, _middleKeys.Length, entries, (byte*)middleIds, sizeof(int));
            }

            int* ids = (int*)entries;
            for (int i = 0; i < head[4]; i++)
            {
                EnterTiny(ids[i], starts[ids[i] + 1] - starts[ids[i]]);
            }

            for (int i = 0; i < head[5]; i++)
            {
                EnterLong(ids[head[4] + i]);
            }
        }
    }

    /// <summary>Reads an embedded vocabulary, and the places of its tokens where it has them.</summary>
    /// <param name="name">The name of its files.</param>
    /// <param name="limit">How many of its tokens to take.</param>
    internal static RankTable Load(string name, int limit = int.MaxValue)
    {
        byte[] packed = PackedResource.Load(name, BytesBehind);
        if (limit < int.MaxValue || !BitConverter.IsLittleEndian || !PackedResource.TryFind(name + "_places", out ReadOnlySpan<byte> places))
        {
            return Unpack(packed, limit);
        }

        return new RankTable(packed, StartsOf(packed, limit), places);
    }

    /// <summary>Reads the unpacked form of a <c>*.bin</c> file: int32 count, a length byte a token, all bytes in the order of rank.</summary>
    /// <param name="packed">The content of the file.</param>
    /// <param name="limit">How many of its tokens to take.</param>
    internal static RankTable Unpack(byte[] packed, int limit = int.MaxValue) => new(packed, StartsOf(packed, limit));

    private static int[] StartsOf(byte[] packed, int limit)
    {
        int count = BinaryPrimitives.ReadInt32LittleEndian(packed);
        int taken = Math.Min(count, limit);
        int[] starts = new int[taken + 1];
        starts[0] = sizeof(int) + count;
        for (int id = 0; id < taken; id++)
        {
            starts[id + 1] = starts[id] + packed[sizeof(int) + id];
        }

        return starts;
    }

    /// <summary>Puts entries that stand one after another at their places in a table.</summary>
    /// <param name="places">A bit a place, set where there is an entry.</param>
    /// <param name="count">How many places there are.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="table">The table.</param>
    /// <param name="size">How many bytes an entry has: four, eight or sixteen.</param>
    /// <returns>Behind the last entry.</returns>
    private static unsafe byte* Spread(byte* places, int count, byte* entries, byte* table, int size)
    {
        for (int first = 0; first < count; first += 8)
        {
            for (uint used = places[first / 8]; used != 0; used &= used - 1, entries += size)
            {
                byte* entry = table + (first + BitOperations.TrailingZeroCount(used)) * size;
                if (size == sizeof(int))
                {
                    Unsafe.WriteUnaligned(entry, Unsafe.ReadUnaligned<int>(entries));
                    continue;
                }

                Unsafe.WriteUnaligned(entry, Unsafe.ReadUnaligned<ulong>(entries));
                if (size > sizeof(ulong))
                {
                    Unsafe.WriteUnaligned(entry + sizeof(ulong), Unsafe.ReadUnaligned<ulong>(entries + sizeof(ulong)));
                }
            }
        }

        return entries;
    }
}
