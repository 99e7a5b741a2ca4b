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

    /// <summary>What there is from here on.</summary>
    internal readonly ReadOnlySpan<byte> Rest => _text[Position..];

    /// <summary>Goes on behind what was taken without this.</summary>
    internal void Pass(int bytes) => Position += bytes;

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
