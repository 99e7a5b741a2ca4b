using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DatasetKit.Validation;

/// <summary>
/// Looks through the bytes of one text once and says which rules have reason to look closer. It may say so too often,
/// never too seldom: the rules decide.
/// </summary>
internal static class TextScanner
{
    /// <summary>What stands in a text.</summary>
    /// <remarks>
    /// Stops at one byte of everything that is looked for: tags and tokens, prompt words before a colon, U+FFFD, wrongly decoded letters.
    /// Vectors are not handed to other methods here, because such methods are not precompiled.
    /// </remarks>
    /// <param name="utf8">Plain UTF-8, or the inside of a JSON string whose only escapes are those of two characters but <c>\/</c>.</param>
    public static Traits Scan(ReadOnlySpan<byte> utf8)
    {
        ref var start = ref MemoryMarshal.GetReference(utf8);
        var traits = Traits.None;
        var at = 0;
        for (; at <= utf8.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var block = Vector128.LoadUnsafe(ref start, (nuint)at);
            var hits = Vector128.Equals(block, Vector128.Create((byte)'<'))
                | Vector128.Equals(block, Vector128.Create((byte)'['))
                | Vector128.Equals(block, Vector128.Create((byte)':'))
                | Vector128.Equals(block, Vector128.Create((byte)0xEF))
                | Vector128.Equals(block, Vector128.Create((byte)0xC3));
            for (var found = hits.ExtractMostSignificantBits(); found != 0; found &= found - 1)
            {
                traits |= LookAt(utf8, at + BitOperations.TrailingZeroCount(found));
            }
        }

        for (; at < utf8.Length; at++)
        {
            traits |= LookAt(utf8, at);
        }

        return traits;
    }

    /// <summary>Whether a text that JSON escapes must be decoded before it is scanned: it hides letters behind <c>\u003c</c> or <c>\/</c>.</summary>
    public static bool HidesLetters(ReadOnlySpan<byte> escaped) => escaped.IndexOf("\\u"u8) >= 0 || escaped.IndexOf("\\/"u8) >= 0;

    // What follows or precedes decides at once for nearly all of them.
    private static Traits LookAt(ReadOnlySpan<byte> utf8, int at)
    {
        var value = utf8[at];
        if (value == ':')
        {
            return at > 0 && utf8[at - 1] is (byte)'n' or (byte)'e' or (byte)'t' or (byte)'T' ? BeforeColon(utf8[..at]) : Traits.None;
        }

        if (at + 2 >= utf8.Length)
        {
            return Traits.None;
        }

        var (next, afterNext) = (utf8[at + 1], utf8[at + 2]);
        if (value == 0xEF)
        {
            return next == 0xBF && afterNext == 0xBD ? Traits.Damaged : Traits.None;
        }

        if (value == 0xC3)
        {
            // "Ã©" and "Â " (UTF-8 read as Latin-1) and "â€" (as Windows-1252).
            return (next is 0x82 or 0x83 && afterNext == 0xC2) || (next == 0xA2 && utf8[(at + 2)..].StartsWith("\u20AC"u8)) ? Traits.Damaged : Traits.None;
        }

        return value == '<' || value == '[' ? AfterBracket(value, utf8[(at + 1)..]) : Traits.None;
    }

    private static Traits AfterBracket(byte bracket, ReadOnlySpan<byte> rest) =>
        bracket == '<' ? AfterAngle(rest) : rest.StartsWith("INST]"u8) || rest.StartsWith("/INST]"u8) ? Traits.SpecialToken : Traits.None;

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
}
