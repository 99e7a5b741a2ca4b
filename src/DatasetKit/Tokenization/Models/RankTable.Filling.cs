using System.Numerics;

namespace DatasetKit.Tokenization;

internal sealed partial class RankTable
{
    /// <summary>Enters all tokens; of two that are equal the first one stays.</summary>
    /// <remarks>One loop that calls nothing, because a loop is compiled well while it runs and what it calls is not.</remarks>
    private void Fill()
    {
        MakeTables();
        byte[] bytes = _bytes;
        int[] starts = _starts;
        ulong[] shortKeys = _shortKeys;
        TwoNumbers[] middleKeys = _middleKeys;
        uint[] slots = _slots;
        uint idMask = IdMask;
        int known = 0;
        for (int id = 0; id + 1 < starts.Length; id++)
        {
            int start = starts[id], length = starts[id + 1] - start, steps = 0;
            if (length == 0)
            {
                continue;
            }

            if (length > PieceKey.MaxLength)
            {
                ReadOnlySpan<byte> token = bytes.AsSpan(start, length);
                ulong hash = Hash(token);
                uint tag = (uint)(hash >> 32) & ~idMask, slot = (uint)hash & (uint)slots.Length - 1;
                while (slots[slot] != 0 && !(((slots[slot] ^ tag) & ~idMask) == 0 && Is((int)(slots[slot] & idMask) - 1, token)))
                {
                    slot = slot + 1 & (uint)slots.Length - 1;
                    HashSteps.Check(++steps);
                }

                if (slots[slot] == 0)
                {
                    slots[slot] = tag | (uint)id + 1;
                    known++;
                }

                continue;
            }

            (ulong first, ulong second) = PieceKey.Read(bytes.AsSpan(start));
            if (length <= PieceKey.ShortLength)
            {
                ulong key = PieceKey.Close(first, length);
                int place = (int)(PieceKey.Mix(key) >> _shortShift);
                while (shortKeys[place] != 0 && shortKeys[place] != key)
                {
                    place = place + 1 & shortKeys.Length - 1;
                    HashSteps.Check(++steps);
                }

                if (shortKeys[place] == 0)
                {
                    shortKeys[place] = key;
                    _shortIds[place] = id;
                    known++;
                    if (length == 1)
                    {
                        _single[bytes[start]] = id;
                    }
                    else if (length == 2)
                    {
                        _pairs[bytes[start] << 8 | bytes[start + 1]] = id;
                    }
                }
            }
            else
            {
                var key = new TwoNumbers(first, PieceKey.Close(second, length));
                int place = (int)(PieceKey.Mix(key.First, key.Second) >> _middleShift);
                while (middleKeys[place].Second != 0 && middleKeys[place] != key)
                {
                    place = place + 1 & middleKeys.Length - 1;
                    HashSteps.Check(++steps);
                }

                if (middleKeys[place].Second == 0)
                {
                    middleKeys[place] = key;
                    _middleIds[place] = id;
                    known++;
                }
            }
        }

        Known = known;
    }

    /// <summary>Makes tables that are at most two thirds full: a miss must end at the first places.</summary>
    private void MakeTables()
    {
        int[] starts = _starts;
        int shorts = 0, middles = 0, longs = 0, longest = 0;
        for (int id = 0; id + 1 < starts.Length; id++)
        {
            int length = starts[id + 1] - starts[id];
            longest = Math.Max(longest, length);
            if (length <= PieceKey.ShortLength)
            {
                shorts++;
            }
            else if (length <= PieceKey.MaxLength)
            {
                middles++;
            }
            else
            {
                longs++;
            }
        }

        MaxLength = longest;
        _shortKeys = new ulong[SizeFor(shorts)];
        _shortIds = new int[_shortKeys.Length];
        _shortShift = 64 - BitOperations.Log2((uint)_shortKeys.Length);
        _middleKeys = new TwoNumbers[SizeFor(middles)];
        _middleIds = new int[_middleKeys.Length];
        _middleShift = 64 - BitOperations.Log2((uint)_middleKeys.Length);
        _slots = new uint[SizeFor(longs)];
    }

    // Two at least, so that one place is free and no shift is by all bits.
    private static int SizeFor(int tokens) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, tokens + tokens / 2));
}
