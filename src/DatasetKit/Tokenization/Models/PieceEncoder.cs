using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>Encodes pieces with one model. One a thread: it has working arrays, and remembers what it saw lately.</summary>
internal abstract class PieceEncoder
{
    private const int AtOnce = 32;

    private readonly PieceMemo _memo = new();
    private readonly PieceMemo.Place[] _places = new PieceMemo.Place[AtOnce];
    private readonly int[] _ends = new int[AtOnce];
    // A piece is cut into its parts while others wait behind it.
    private readonly PieceMemo.Place[] _partPlaces = new PieceMemo.Place[AtOnce];
    private readonly int[] _partEnds = new int[AtOnce];

    /// <summary>Encodes a piece, or recalls what it was encoded to lately.</summary>
    /// <param name="text">The piece and all that follows it, in valid UTF-8.</param>
    /// <param name="length">The length of the piece: at least one byte, whole characters.</param>
    /// <param name="output">Receives the ids.</param>
    internal void Encode(ReadOnlySpan<byte> text, int length, TokenOutput output)
    {
        if (length > PieceKey.MaxLength || output.WantsPlaces)
        {
            EncodeNew(text, length, output);
        }
        else
        {
            EncodeSought(text, length, _memo.Seek(text, length), output);
        }
    }

    /// <summary>Cuts a text and encodes its pieces.</summary>
    /// <typeparam name="TScanner">The pattern that cuts; the loop is compiled for each.</typeparam>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="output">Receives the ids.</param>
    internal void EncodeAll<TScanner>(ReadOnlySpan<byte> text, TokenOutput output)
        where TScanner : struct, IPieceScanner
    {
        int longest = output.WantsPlaces ? 0 : PieceKey.MaxLength;
        for (int start = 0; start < text.Length;)
        {
            // Some pieces are sought, then all are found: by then what the first step asked for has come.
            int count = 0;
            for (int from = start; count < AtOnce && from < text.Length; from = _ends[count++])
            {
                int end = TScanner.Next(text, from);
                _ends[count] = end;
                if (end - from <= longest)
                {
                    _places[count] = _memo.Seek(text[from..], end - from);
                }
            }

            for (int i = 0; i < count; start = _ends[i++])
            {
                int length = _ends[i] - start;
                if (length <= longest)
                {
                    EncodeSought(text[start..], length, _places[i], output);
                }
                else
                {
                    EncodeNew(text[start..], length, output);
                }
            }
        }
    }

    /// <summary>Encodes a piece that is not remembered.</summary>
    /// <returns>Whether it may be remembered: a part of another piece that has the same bytes has the same ids.</returns>
    /// <inheritdoc cref="Encode"/>
    protected abstract bool EncodeNew(ReadOnlySpan<byte> text, int length, TokenOutput output);

    /// <summary>Encodes a part of a piece that is not remembered, and has no more joints.</summary>
    /// <returns>Whether it may be remembered: a piece that has the same bytes has the same ids.</returns>
    /// <inheritdoc cref="Encode"/>
    protected virtual bool EncodePart(ReadOnlySpan<byte> text, int length, TokenOutput output) => EncodeNew(text, length, output);

    /// <summary>Encodes the parts of a piece, each by itself.</summary>
    /// <param name="text">The piece and all that follows it.</param>
    /// <param name="length">The length of the piece.</param>
    /// <param name="joints">Where the piece may be cut.</param>
    /// <param name="output">Receives the ids.</param>
    /// <returns>False when it may be cut nowhere; then nothing was done.</returns>
    protected bool TryParts(ReadOnlySpan<byte> text, int length, Joints joints, TokenOutput output)
    {
        int cut = joints.FirstCut(text[..length]);
        if (cut == length)
        {
            return false;
        }

        int longest = output.WantsPlaces ? 0 : PieceKey.MaxLength;
        int[] ends = _partEnds;
        PieceMemo.Place[] places = _partPlaces;
        for (int start = 0; start < length;)
        {
            int count = 0;
            for (int from = start; count < AtOnce && from < length; from = ends[count++])
            {
                int size = from == 0 ? cut : joints.FirstCut(text[from..length]);
                ends[count] = from + size;
                if (size <= longest)
                {
                    places[count] = _memo.Seek(text[from..], size);
                }
            }

            for (int i = 0; i < count; start = ends[i++])
            {
                int size = ends[i] - start;
                if (size > longest)
                {
                    EncodePart(text[start..], size, output);
                }
                else if (!TryRecall(places[i], output))
                {
                    int before = output.Count;
                    if (EncodePart(text[start..], size, output))
                    {
                        Remember(places[i], before, output);
                    }
                }
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EncodeSought(ReadOnlySpan<byte> text, int length, in PieceMemo.Place place, TokenOutput output)
    {
        if (!TryRecall(place, output))
        {
            EncodeAndRemember(text, length, place, output);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryRecall(in PieceMemo.Place place, TokenOutput output)
    {
        int count = _memo.Find(place, out int id);
        return count != 0 && output.TryAdd(count, id);
    }

    private void EncodeAndRemember(ReadOnlySpan<byte> text, int length, PieceMemo.Place place, TokenOutput output)
    {
        int before = output.Count;
        if (EncodeNew(text, length, output))
        {
            Remember(place, before, output);
        }
    }

    private void Remember(PieceMemo.Place place, int before, TokenOutput output)
    {
        int count = output.Count - before;
        if (output.IsCounting && count > 0)
        {
            _memo.Add(place, count, RankTable.None);
        }
        else if (count == 1)
        {
            // Of more than one id the number alone would be of no use, and take the place of something that is.
            _memo.Add(place, count, output.Ids[before]);
        }
    }
}
