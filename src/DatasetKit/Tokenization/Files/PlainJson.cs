using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// Steps through the plain part of JSON: text and small whole numbers with commas, colons and brackets around them, which is all that hundreds of
/// thousands of tokens and merges are. Anything else is no fault but the end of its powers: a <see cref="System.Text.Json.Utf8JsonReader"/> goes over
/// the same place and has the last word.
/// </summary>
/// <param name="text">Valid UTF-8.</param>
/// <param name="position">Where to start.</param>
/// <remarks>Small enough to become part of the loop that uses it, which is compiled well while it runs; the other reader's parts are not until later.</remarks>
internal ref struct PlainJson(ReadOnlySpan<byte> text, int position)
{
    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Behind what was taken last.</summary>
    internal int Position { get; private set; } = position;

    /// <summary>Takes a mark, and white space before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryTake(byte mark)
    {
        int at = Position;
        while ((uint)at < (uint)_text.Length && _text[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        Position = at;
        if ((uint)at >= (uint)_text.Length || _text[at] != mark)
        {
            return false;
        }

        Position = at + 1;
        return true;
    }

    /// <summary>How many bytes there are from here on, which says how many tokens or merges there can be.</summary>
    internal readonly int Left => _text.Length - Position;

    /// <summary>Takes a mark that stands right here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryTakeHere(byte mark)
    {
        if ((uint)Position >= (uint)_text.Length || _text[Position] != mark)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Goes back to what could not be taken in the quick way.</summary>
    internal void GoBack(int position) => Position = position;

    /// <summary>Takes the characters of a token, up to the end of the text, a space or whatever is not plain.</summary>
    /// <param name="room">Receives them; taken are no more than fit in less eight.</param>
    /// <param name="isOfBytes">Whether they are letters that stand for bytes, and the bytes are received.</param>
    /// <returns>How many bytes were received.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int TakeToken(Span<byte> room, bool isOfBytes)
    {
        const ulong Ones = 0x0101010101010101, High = 0x8080808080808080;
        ReadOnlySpan<short> values = ByteAlphabet.Values;
        int at = Position, written = 0;
        while (at < _text.Length - 8 && written <= room.Length - 8)
        {
            ulong bytes = Unsafe.ReadUnaligned<ulong>(in _text[at]);
            Unsafe.WriteUnaligned(ref room[written], bytes);
            bytes = BitConverter.IsLittleEndian ? bytes : BinaryPrimitives.ReverseEndianness(bytes);
            ulong quote = bytes ^ (Ones * '"'), escape = bytes ^ (Ones * '\\');
            // The high bit of a byte comes up where it is a quote, a backslash, a space or a control character; of several the lowest is right.
            ulong marks = ((quote - Ones) & ~quote) | ((escape - Ones) & ~escape) | ((bytes - (Ones * '!')) & ~bytes);
            // And where it is no letter that stands for itself.
            marks = (isOfBytes ? marks | bytes | (bytes + Ones) : marks) & High;
            if (marks == 0)
            {
                at += 8;
                written += 8;
                continue;
            }

            int plain = BitOperations.TrailingZeroCount(marks) >> 3;
            at += plain;
            written += plain;
            // Every letter of two bytes or more that stands for a byte has two, and the first of them is one of these.
            int lead = _text[at], letter = (lead & 0x1F) << 6 | _text[at + 1] & 0x3F;
            if (!isOfBytes || lead is < 0xC2 or > 0xC5 || letter >= values.Length || values[letter] < 0)
            {
                break;
            }

            room[written++] = (byte)values[letter];
            at += 2;
        }

        Position = at;
        return written;
    }

    /// <summary>Takes text.</summary>
    /// <param name="text">What stands between its quotes.</param>
    /// <param name="isEscaped">Whether it has escapes, which stand in <paramref name="text"/> as they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryText(out ReadOnlySpan<byte> text, out bool isEscaped)
    {
        const ulong Ones = 0x0101010101010101, High = 0x8080808080808080;
        text = default;
        isEscaped = false;
        if (!TryTake((byte)'"'))
        {
            return false;
        }

        int start = Position, at = start;
        while (at <= _text.Length - 8)
        {
            ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(_text[at..]);
            ulong quote = bytes ^ (Ones * '"'), escape = bytes ^ (Ones * '\\');
            // The high bit of a byte comes up where it is a quote, a backslash or a control character; of several the lowest is right.
            ulong marks = (((quote - Ones) & ~quote) | ((escape - Ones) & ~escape) | ((bytes - (Ones * ' ')) & ~bytes)) & High;
            if (marks == 0)
            {
                at += 8;
                continue;
            }

            at += BitOperations.TrailingZeroCount(marks) >> 3;
            if (_text[at] == '"')
            {
                text = _text[start..at];
                Position = at + 1;
                return true;
            }

            if (_text[at] != '\\')
            {
                return false;
            }

            isEscaped = true;
            at += 2;
        }

        return false;
    }

    /// <summary>Takes a whole number of up to nine digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryNumber(out int number)
    {
        TryTake(0);
        int start = Position, at = start;
        number = 0;
        while ((uint)at < (uint)_text.Length && (uint)(_text[at] - '0') < 10)
        {
            number = number * 10 + (_text[at++] - '0');
            if (at - start > 9)
            {
                return false;
            }
        }

        Position = at;
        // A number that goes on, or starts with a zero, is for the other reader.
        return at > start && (_text[start] != '0' || at == start + 1) && (uint)at < (uint)_text.Length && _text[at] is (byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
    }
}
