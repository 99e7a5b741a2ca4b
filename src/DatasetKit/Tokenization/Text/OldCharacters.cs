using System.Globalization;
using static System.Globalization.UnicodeCategory;

namespace DatasetKit.Tokenization;

/// <summary>
/// Classes of characters as Hugging Face's library knows them, which takes them from libraries of its own that stand still: what came into Unicode later is none of them, so that a
/// tokenizer never changes.
/// </summary>
/// <remarks>
/// huggingface/tokenizers 0.22.2: unicode_categories 0.1.1 is Unicode 8, unicode-normalization-alignments 0.1.12 is Unicode 9. Which code points changed their class since was asked of
/// the library itself, for every code point.
/// </remarks>
internal static class OldCharacters
{
    /// <summary>Punctuation: ASCII's, symbols included, and that of Unicode 8.</summary>
    internal static CharacterSet Punctuation { get; } = new(codePoint => codePoint < 0x80
        ? codePoint is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~')
        : codePoint is 0x166D or 0x111C9 || Is8(codePoint) && CategoryOf(codePoint) is >= ConnectorPunctuation and <= OtherPunctuation);

    /// <summary>Marks without width, of Unicode 8.</summary>
    internal static CharacterSet NonSpacingMarks { get; } = new(codePoint =>
        codePoint is 0x1734 or 0x1171E || codePoint is not (0x1885 or 0x1886 or 0xA9BD or 0x111C9) && Is8(codePoint) && CategoryOf(codePoint) == NonSpacingMark);

    /// <summary>Controls, invisible formats of Unicode 8, and private characters.</summary>
    internal static CharacterSet Controls { get; } = new(codePoint =>
        CategoryOf(codePoint) is Control or PrivateUse || Is8(codePoint) && CategoryOf(codePoint) == Format);

    /// <summary>Marks of any kind, of Unicode 9.</summary>
    internal static CharacterSet Marks { get; } = new(codePoint =>
        codePoint is 0x1CF2 or 0x1CF3
        || codePoint is not 0x111C9 && CodePointProperties.IsOfUnicode9(codePoint) && CategoryOf(codePoint) is NonSpacingMark or SpacingCombiningMark or EnclosingMark);

    private static bool Is8(int codePoint) => CodePointProperties.IsOfUnicode8(codePoint);

    private static UnicodeCategory CategoryOf(int codePoint) => Utf8Steps.CategoryOf(codePoint);
}
