using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>Encodes pieces with one model. One a thread: it has working arrays, and remembers what it saw lately.</summary>
internal abstract class PieceEncoder
{
    private readonly PieceMemo _memo = new();
    private readonly PieceBatch _pieces = new();
    // A piece is cut into its parts while others wait behind it.
    private readonly PieceBatch _parts = new();
    private readonly byte[] _misses = new byte[PieceBatch.Most];

    /// <summary>
    /// Where a piece may be cut before anything else is tried: where no token has both sides, nor a piece that is a token. Null when nowhere.
    /// </summary>
    protected virtual Joints? ClauseJoints => null;

    /// <summary>Encodes a piece, or recalls what it was encoded to lately.</summary>
    /// <param name="text">The piece and all that follows it, in valid UTF-8.</param>
    /// <param name="length">The length of the piece: at least one byte, whole characters.</param>
    /// <param name="output">Receives the ids.</param>
    internal void Encode(ReadOnlySpan<byte> text, int length, TokenOutput output)
    {
        if (length > PieceKey.MaxLength || output.WantsPlaces)
        {
            EncodeNew(text, length, output);
            return;
        }

        _memo.Seek(text, length, out PieceMemo.Place place);
        EncodeSought(text, length, place, isPart: false, output);
    }

    /// <summary>Cuts a text and encodes its pieces.</summary>
    /// <typeparam name="TScanner">The pattern that cuts; the loop is compiled for each.</typeparam>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="output">Receives the ids.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void EncodeAll<TScanner>(ReadOnlySpan<byte> text, TokenOutput output)
        where TScanner : struct, IPieceScanner
    {
        if (output.WantsPlaces)
        {
            for (int start = 0, end; start < text.Length; start = end)
            {
                end = TScanner.Next(text, start);
                EncodeNew(text[start..], end - start, output);
            }

            return;
        }

        _pieces.Missed.Clear();
        PieceMemo.Place[] places = _pieces.Places;
        int[] ends = _pieces.Ends;
        for (int start = 0, clause = 0; start < text.Length; start = ends[_pieces.Count - 1])
        {
            int count = 0;
            uint parts = 0;
            for (int from = start; (uint)count < (uint)places.Length && (uint)count < (uint)ends.Length && from < text.Length; count++)
            {
                bool isPart = from < clause;
                int end = isPart ? clause : TScanner.Next(text, from);
                if (end - from > PieceKey.ShortLength && text[end - 1] >= 0x80 && ClauseJoints is { } joints)
                {
                    // A long piece that ends in Chinese is most likely a clause: its parts are sought, not the whole.
                    clause = end;
                    end = from + joints.FirstCut(text[from..end]);
                    isPart |= end < clause;
                }

                parts |= isPart ? 1U << count : 0;
                _memo.Seek(text[from..], end - from, out places[count]);
                ends[count] = end;
                from = end;
            }

            (_pieces.Start, _pieces.Count, _pieces.Parts) = (start, count, parts);
            EncodeSought(text, _pieces, output);
        }

        CountMissed(text, _pieces, output);
    }

    /// <summary>Encodes a piece that is not remembered.</summary>
    /// <returns>Whether it may be remembered: a part of another piece that has the same bytes has the same ids.</returns>
    /// <inheritdoc cref="Encode"/>
    protected abstract bool EncodeNew(ReadOnlySpan<byte> text, int length, TokenOutput output);

    /// <summary>Encodes a part of a piece that is not remembered, and has no more joints.</summary>
    /// <returns>Whether it may be remembered: a piece that has the same bytes has the same ids.</returns>
    /// <inheritdoc cref="Encode"/>
    protected virtual bool EncodePart(ReadOnlySpan<byte> text, int length, TokenOutput output) => EncodeNew(text, length, output);

    /// <summary>Asks for what is looked at first in a new piece to be brought near the processor.</summary>
    /// <param name="text">The piece and all that follows it.</param>
    /// <param name="length">The length of the piece.</param>
    protected virtual void SeekNew(ReadOnlySpan<byte> text, int length)
    {
    }

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

        _parts.Missed.Clear();
        int[] ends = _parts.Ends;
        for (int start = 0; start < length; start = ends[_parts.Count - 1])
        {
            int count = 0;
            for (int from = start; count < PieceBatch.Most && from < length; from = ends[count++])
            {
                int size = from == 0 ? cut : joints.FirstCut(text[from..length]);
                ends[count] = from + size;
                _memo.Seek(text[from..], size, out _parts.Places[count]);
            }

            (_parts.Start, _parts.Count, _parts.Parts) = (start, count, uint.MaxValue);
            if (!output.WantsPlaces)
            {
                EncodeSought(text, _parts, output);
                continue;
            }

            for (int i = 0, from = start; i < count; from = ends[i++])
            {
                EncodePart(text[from..], ends[i] - from, output);
            }
        }

        CountMissed(text, _parts, output);
        return true;
    }

    private void EncodeSought(ReadOnlySpan<byte> text, PieceBatch batch, TokenOutput output)
    {
        if (output.IsCounting)
        {
            CountSought(text, batch, output);
            return;
        }

        PieceMemo.Place[] places = batch.Places;
        for (int i = 0; i < batch.Count; i++)
        {
            if (_memo.Count(places[i]) == 0)
            {
                int from = batch.StartOf(i);
                SeekNew(text[from..], batch.Ends[i] - from);
            }
        }

        for (int i = 0; i < batch.Count; i++)
        {
            if (!_memo.TryAdd(places[i], output))
            {
                int from = batch.StartOf(i);
                EncodeAndRemember(text[from..], batch.Ends[i] - from, places[i], batch.IsPart(i), output);
            }
        }
    }

    /// <summary>Counts the tokens of pieces that were sought: of those that are remembered without a branch, as which these are cannot be foreseen.</summary>
    private void CountSought(ReadOnlySpan<byte> text, PieceBatch batch, TokenOutput output)
    {
        if (batch.Missed.IsFull)
        {
            CountMissed(text, batch, output);
        }

        byte[] misses = _misses;
        int sum = 0, count = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            int tokens = _memo.Count(batch.Places[i]);
            sum += tokens;
            misses[count] = (byte)i;
            count += tokens == 0 ? 1 : 0;
        }

        output.AddCount(sum);
        for (int i = 0; i < count; i++)
        {
            int piece = misses[i], from = batch.StartOf(piece), length = batch.Ends[piece] - from;
            SeekNew(text[from..], length);
            batch.Missed.Add(new MissedPieces.Piece(batch.Places[piece], from, length, batch.IsPart(piece)));
        }
    }

    private void CountMissed(ReadOnlySpan<byte> text, PieceBatch batch, TokenOutput output)
    {
        foreach (ref readonly MissedPieces.Piece piece in batch.Missed.All)
        {
            EncodeSought(text[piece.Start..], piece.Length, piece.Place, piece.IsPart, output);
        }

        batch.Missed.Clear();
    }

    private void EncodeSought(ReadOnlySpan<byte> text, int length, in PieceMemo.Place place, bool isPart, TokenOutput output)
    {
        int count = output.IsCounting ? _memo.Count(place) : 0;
        if (count > 0)
        {
            output.AddCount(count);
        }
        else if (output.IsCounting || !_memo.TryAdd(place, output))
        {
            EncodeAndRemember(text, length, place, isPart, output);
        }
    }

    private void EncodeAndRemember(ReadOnlySpan<byte> text, int length, in PieceMemo.Place place, bool isPart, TokenOutput output)
    {
        int before = output.Count;
        bool mayRemember = isPart ? EncodePart(text, length, output) : EncodeNew(text, length, output);
        int count = output.Count - before;
        if (!mayRemember || length > PieceKey.MaxLength || count == 0)
        {
            return;
        }

        if (output.IsCounting)
        {
            _memo.Add(place, count);
        }
        else if (count <= PieceMemo.MaxIds)
        {
            _memo.Add(place, output.Ids[before..]);
        }
    }
}
