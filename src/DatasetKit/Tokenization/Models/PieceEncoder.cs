using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>Encodes pieces with one model. One a thread: it has working arrays, and remembers what it saw lately.</summary>
internal abstract class PieceEncoder
{
    private const int AtOnce = 32;

    private readonly PieceMemo _memo = new();
    private readonly PieceMemo.Place[] _places = new PieceMemo.Place[AtOnce];
    private readonly int[] _ends = new int[AtOnce];

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
    /// <inheritdoc cref="Encode"/>
    protected abstract void EncodeNew(ReadOnlySpan<byte> text, int length, TokenOutput output);

    /// <summary>Encodes the parts of a piece, each by itself.</summary>
    /// <param name="text">The piece and all that follows it.</param>
    /// <param name="length">The length of the piece.</param>
    /// <param name="cut">Where its first part ends.</param>
    /// <param name="joints">Where the others do.</param>
    /// <param name="output">Receives the ids.</param>
    protected void EncodeParts(ReadOnlySpan<byte> text, int length, int cut, Joints joints, TokenOutput output)
    {
        int longest = output.WantsPlaces ? 0 : PieceKey.MaxLength;
        while (length > 0)
        {
            // While the place of a part comes near, the next cut is looked for.
            PieceMemo.Place place = cut <= longest ? _memo.Seek(text, cut) : default;
            int next = cut < length ? joints.FirstCut(text[cut..length]) : 0;
            if (cut <= longest)
            {
                EncodeSought(text, cut, place, output);
            }
            else
            {
                EncodeNew(text, cut, output);
            }

            text = text[cut..];
            length -= cut;
            cut = next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EncodeSought(ReadOnlySpan<byte> text, int length, in PieceMemo.Place place, TokenOutput output)
    {
        int count = _memo.Find(place, out int id);
        if (count == 0 || !output.TryAdd(count, id))
        {
            EncodeAndKeep(text, length, place, output);
        }
    }

    private void EncodeAndKeep(ReadOnlySpan<byte> text, int length, PieceMemo.Place place, TokenOutput output)
    {
        int before = output.Count;
        EncodeNew(text, length, output);
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
