using System.Text;

namespace DatasetKit.Validation;

/// <summary>The ways in which models write that a task has no input.</summary>
internal static class NoInputWords
{
    /// <summary>Longer texts say more than that, in bytes.</summary>
    public const int Longest = 64;

    /// <summary>Whether a closer look is worth it.</summary>
    public static bool MayBe(ReadOnlySpan<byte> utf8) => utf8.Length <= Longest && utf8.ContainsAny((byte)'p', (byte)'P') && SkipMarks(utf8) is [(byte)'n' or (byte)'N', (byte)'o' or (byte)'O', ..];

    /// <summary>
    /// Whether a text begins, behind brackets and blanks, with <c>no input</c> or <c>noinput</c> and says nothing more than
    /// that none is needed or given. "No input devices were found" does not.
    /// </summary>
    public static bool Is(ReadOnlySpan<byte> utf8)
    {
        var rest = SkipMarks(utf8);
        if (rest is not [(byte)'n' or (byte)'N', (byte)'o' or (byte)'O', ..])
        {
            return false;
        }

        rest = SkipMarks(rest[2..]);
        if (rest.Length < 5 || !Ascii.EqualsIgnoreCase(rest[..5], "input"u8))
        {
            return false;
        }

        rest = SkipMarks(rest[5..]);
        rest = rest is [(byte)'s' or (byte)'S', ..] ? SkipMarks(rest[1..]) : rest;
        return rest.IsEmpty || StartsWithAny(rest);
    }

    private static bool StartsWithAny(ReadOnlySpan<byte> rest) =>
        StartsWith(rest, "is "u8) || StartsWith(rest, "required"u8) || StartsWith(rest, "needed"u8) || StartsWith(rest, "necessary"u8)
        || StartsWith(rest, "provided"u8) || StartsWith(rest, "given"u8) || StartsWith(rest, "available"u8);

    private static bool StartsWith(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> word) => rest.Length >= word.Length && Ascii.EqualsIgnoreCase(rest[..word.Length], word);

    private static ReadOnlySpan<byte> SkipMarks(ReadOnlySpan<byte> utf8)
    {
        var letter = 0;
        while (letter < utf8.Length && !char.IsAsciiLetterOrDigit((char)utf8[letter]) && utf8[letter] < 0x80)
        {
            letter++;
        }

        return utf8[letter..];
    }
}
