namespace DatasetKit.Tokenization;

internal sealed partial class RankTable
{
    /// <summary>Finds the ranks of many tokens that stand one after another.</summary>
    /// <param name="texts">Their bytes, and <see cref="BytesBehind"/> more.</param>
    /// <param name="starts">Where each starts, and where the last ends.</param>
    /// <param name="ids">Receives the ranks, <see cref="None"/> where there is no token.</param>
    /// <remarks>
    /// Goes over them twice, some at a time: first their places are asked for, and by the time the last is known the first has come, so that the waits for
    /// memory of many look-ups fall together. Loops over plain memory, for the reason that filling has.
    /// </remarks>
    internal unsafe void FindMany(ReadOnlySpan<byte> texts, ReadOnlySpan<int> starts, Span<int> ids)
    {
        int* places = stackalloc int[AtOnce];
        int shortShift = _shortShift, middleShift = _middleShift;
        fixed (byte* bytes = texts)
        fixed (int* startOf = starts)
        fixed (int* idOf = ids)
        fixed (ulong* keys = _shortKeys)
        fixed (int* shortIds = _shortIds)
        fixed (TwoNumbers* middleKeys = _middleKeys)
        fixed (int* middleIds = _middleIds)
        {
            for (int first = 0; first < ids.Length; first += AtOnce)
            {
                int end = Math.Min(first + AtOnce, ids.Length);
                for (int i = first; i < end; i++)
                {
                    int length = startOf[i + 1] - startOf[i];
                    if (length <= PieceKey.ShortLength)
                    {
                        int place = (int)(PieceKey.Mix(PieceKey.Close(Word(bytes + startOf[i]), length)) >> shortShift);
                        places[i - first] = place;
                        Bring(keys + place);
                        Bring(shortIds + place);
                    }
                    else if (length <= PieceKey.MaxLength)
                    {
                        byte* token = bytes + startOf[i];
                        int place = (int)(PieceKey.Mix(Word(token), PieceKey.Close(Word(token + sizeof(ulong)), length)) >> middleShift);
                        Bring(middleKeys + place);
                        Bring(middleIds + place);
                    }
                }

                for (int i = first; i < end; i++)
                {
                    int length = startOf[i + 1] - startOf[i];
                    // Another token in the first place, or a longer one: the whole search.
                    idOf[i] = length <= PieceKey.ShortLength && length > 0 && keys[places[i - first]] == PieceKey.Close(Word(bytes + startOf[i]), length)
                        ? shortIds[places[i - first]]
                        : length == 0 ? None : Find(texts[startOf[i]..], length);
                }
            }
        }
    }
}
