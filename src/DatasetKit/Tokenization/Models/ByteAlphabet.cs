using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// The letters that stand for bytes in vocabularies of GPT-2's kind: printable bytes for themselves, the other 68 as U+0100 and up
/// (openai/gpt-2:src/encoder.py, <c>bytes_to_unicode</c>).
/// </summary>
internal static class ByteAlphabet
{
    /// <summary>Every letter is below this.</summary>
    internal const int Letters = 0x144;

    private static readonly ushort[] s_letters = AllLetters();
    private static readonly short[] s_bytes = AllBytes();

    /// <summary>The bytes of the letters up to the last, -1 where a letter has none.</summary>
    internal static ReadOnlySpan<short> Values => s_bytes;

    /// <summary>The letter of a byte, below U+0144.</summary>
    internal static int LetterOf(byte value) => s_letters[value];

    /// <summary>The byte of a letter, or -1.</summary>
    internal static int ByteOf(int letter) => (uint)letter < (uint)s_bytes.Length ? s_bytes[letter] : -1;

    /// <summary>Spells bytes with letters.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="letters">At least twice as long.</param>
    /// <returns>How many bytes the letters take in UTF-8.</returns>
    internal static int Spell(ReadOnlySpan<byte> bytes, Span<byte> letters)
    {
        int written = 0;
        foreach (byte value in bytes)
        {
            written += Utf8Steps.Write(s_letters[value], letters[written..]);
        }

        return written;
    }

    /// <summary>Turns letters into the bytes they stand for.</summary>
    /// <param name="letters">Valid UTF-8.</param>
    /// <param name="bytes">At least as long; may be the same memory.</param>
    /// <returns>How many bytes, or -1 when a character stands for none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Read(ReadOnlySpan<byte> letters, Span<byte> bytes)
    {
        short[] values = s_bytes;
        int written = 0;
        for (int i = 0; i < letters.Length; i++)
        {
            int letter = letters[i];
            if (letter >= 0x80)
            {
                // Every letter of two bytes or more that stands for a byte has two.
                letter = letter < 0xE0 && ++i < letters.Length ? (letter & 0x1F) << 6 | letters[i] & 0x3F : int.MaxValue;
            }

            int value = (uint)letter < (uint)values.Length ? values[letter] : -1;
            if (value < 0)
            {
                return -1;
            }

            bytes[written++] = (byte)value;
        }

        return written;
    }

    private static ushort[] AllLetters()
    {
        ushort[] letters = new ushort[0x100];
        ushort next = 0x100;
        for (int value = 0; value < letters.Length; value++)
        {
            letters[value] = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE ? (ushort)value : next++;
        }

        return letters;
    }

    private static short[] AllBytes()
    {
        short[] bytes = new short[Letters];
        for (int letter = 0; letter < bytes.Length; letter++)
        {
            bytes[letter] = -1;
        }

        for (int value = 0; value < 0x100; value++)
        {
            bytes[s_letters[value]] = (short)value;
        }

        return bytes;
    }
}
