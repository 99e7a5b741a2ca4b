using System.Buffers;

namespace DatasetKit.Validation;

/// <summary>
/// Looks through the bytes of one text once and says which rules have reason to look closer. It may say so too often,
/// never too seldom: the rules decide.
/// </summary>
internal static class TextScanner
{
    /// <summary>One byte of everything that is looked for: tags and tokens, prompt words before a colon, U+FFFD, wrongly decoded letters.</summary>
    private static readonly SearchValues<byte> Triggers = SearchValues.Create([(byte)'<', (byte)'[', (byte)':', 0xEF, 0xC3]);

    /// <summary>What stands in a text.</summary>
    /// <param name="utf8">Plain UTF-8, or the inside of a JSON string whose only escapes are those of two characters but <c>\/</c>.</param>
    public static Traits Scan(ReadOnlySpan<byte> utf8)
    {
        var traits = Traits.None;
        for (var at = 0; ; at++)
        {
            var next = utf8[at..].IndexOfAny(Triggers);
            if (next < 0)
            {
                return traits;
            }

            at += next;
            traits |= utf8[at] switch
            {
                (byte)'<' => AfterAngle(utf8[(at + 1)..]),
                (byte)'[' => utf8[(at + 1)..].StartsWith("INST]"u8) || utf8[(at + 1)..].StartsWith("/INST]"u8) ? Traits.SpecialToken : Traits.None,
                (byte)':' => BeforeColon(utf8[..at]),
                0xEF => IsReplacement(utf8[(at + 1)..]) ? Traits.Damaged : Traits.None,
                _ => IsMisread(utf8[(at + 1)..]) ? Traits.Damaged : Traits.None,
            };
        }
    }

    /// <summary>Whether a text that JSON escapes must be decoded before it is scanned: it hides letters behind <c>\u003c</c> or <c>\/</c>.</summary>
    public static bool HidesLetters(ReadOnlySpan<byte> escaped) => escaped.IndexOf("\\u"u8) >= 0 || escaped.IndexOf("\\/"u8) >= 0;

    private static Traits AfterAngle(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
        {
            return Traits.None;
        }

        return rest[0] switch
        {
            (byte)'|' or 0xEF or (byte)'<' => Traits.SpecialToken,
            (byte)'/' when rest.StartsWith("/think"u8) => Traits.ThinkTag,
            (byte)'t' when rest.StartsWith("think"u8) => Traits.ThinkTag,
            (byte)'/' or (byte)'s' or (byte)'e' or (byte)'b' or (byte)'p' or (byte)'u' when SpecialTokens.StartsWithWellKnown(rest) => Traits.SpecialToken,
            _ => Traits.None,
        };
    }

    private static Traits BeforeColon(ReadOnlySpan<byte> before)
    {
        if (before.Length < 4)
        {
            return Traits.None;
        }

        return before[^1] switch
        {
            (byte)'n' when before.EndsWith("Instruction"u8) => Traits.PromptWord | (HasNumeral(before[..^11]) ? Traits.NumberedTask : Traits.None),
            (byte)'n' when before.EndsWith("Human"u8) => Traits.PromptWord,
            (byte)'e' when before.EndsWith("Response"u8) => Traits.PromptWord,
            (byte)'t' when before.EndsWith("Input"u8) || before.EndsWith("Assistant"u8) => Traits.PromptWord,
            (byte)'T' when before.EndsWith("ASSISTANT"u8) => Traits.PromptWord,
            _ => Traits.None,
        };
    }

    // "8. Instruction:", with the white space perhaps escaped.
    private static bool HasNumeral(ReadOnlySpan<byte> before)
    {
        var dot = before[Math.Max(0, before.Length - 4)..].LastIndexOf((byte)'.');
        return dot > 0;
    }

    private static bool IsReplacement(ReadOnlySpan<byte> rest) => rest.Length >= 2 && rest[0] == 0xBF && rest[1] == 0xBD;

    // "Ã©" and "Â " (UTF-8 read as Latin-1) and "â€" (as Windows-1252).
    private static bool IsMisread(ReadOnlySpan<byte> rest) =>
        rest.Length >= 2 && ((rest[0] is 0x82 or 0x83 && rest[1] == 0xC2) || (rest[0] == 0xA2 && rest[1..].StartsWith("\u20AC"u8)));
}
