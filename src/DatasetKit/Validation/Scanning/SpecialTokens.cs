namespace DatasetKit.Validation;

/// <summary>Special tokens of well-known models: what must not stand in content whatever the template.</summary>
/// <remarks>
/// Sources: meta-llama (<c>&lt;s&gt;</c>, <c>[INST]</c>, <c>&lt;&lt;SYS&gt;&gt;</c>, <c>&lt;|eot_id|&gt;</c>), openai/tiktoken (<c>&lt;|endoftext|&gt;</c>),
/// ChatML (<c>&lt;|im_start|&gt;</c>), google/gemma (<c>&lt;start_of_turn&gt;</c>, <c>&lt;bos&gt;</c>), deepseek-ai (<c>&lt;｜User｜&gt;</c>).
/// </remarks>
internal static class SpecialTokens
{
    private const int LongestName = 48;

    /// <summary>Whether, behind <c>&lt;</c>, one of the well-known fixed names stands.</summary>
    public static bool StartsWithWellKnown(ReadOnlySpan<byte> rest) => LengthOfWellKnown(rest) > 0;

    /// <summary>The next special token in plain UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="length">The token's length in bytes.</param>
    /// <returns>Where it begins, or -1.</returns>
    public static int IndexOf(ReadOnlySpan<byte> utf8, out int length)
    {
        for (var at = 0; at < utf8.Length; at++)
        {
            var next = utf8[at..].IndexOfAny((byte)'<', (byte)'[');
            if (next < 0)
            {
                break;
            }

            at += next;
            length = LengthAt(utf8[at..]);
            if (length > 0)
            {
                return at;
            }
        }

        length = 0;
        return -1;
    }

    private static int LengthAt(ReadOnlySpan<byte> utf8)
    {
        if (utf8[0] == '[')
        {
            return utf8.StartsWith("[INST]"u8) ? 6 : utf8.StartsWith("[/INST]"u8) ? 7 : 0;
        }

        var known = LengthOfWellKnown(utf8[1..]);
        if (known > 0)
        {
            return known + 1;
        }

        return utf8.StartsWith("<|"u8) ? LengthOfBarred(utf8, "|>"u8) : utf8.StartsWith("<\uFF5C"u8) ? LengthOfBarred(utf8, "\uFF5C>"u8) : 0;
    }

    private static int LengthOfWellKnown(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("s>"u8) ? 2
        : rest.StartsWith("/s>"u8) ? 3
        : rest.StartsWith("bos>"u8) || rest.StartsWith("eos>"u8) || rest.StartsWith("pad>"u8) || rest.StartsWith("unk>"u8) ? 4
        : rest.StartsWith("<SYS>>"u8) ? 6
        : rest.StartsWith("</SYS>>"u8) ? 7
        : rest.StartsWith("end_of_turn>"u8) ? 12
        : rest.StartsWith("start_of_turn>"u8) ? 14
        : 0;

    // <|name|>: letters, digits and the few marks that such names have. F#'s operator <| has a space behind it.
    private static int LengthOfBarred(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> end)
    {
        var start = end.Length;
        var length = utf8[start..].IndexOf(end);
        if (length is < 1 or > LongestName)
        {
            return 0;
        }

        foreach (var value in utf8.Slice(start, length))
        {
            // DeepSeek joins words with U+2581.
            if (!char.IsAsciiLetterOrDigit((char)value) && value is not ((byte)'_' or (byte)'-' or (byte)'.' or (byte)':' or (byte)'/') && value < 0x80)
            {
                return 0;
            }
        }

        return start + length + end.Length;
    }
}
