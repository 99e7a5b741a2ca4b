using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Tokenization;

/// <summary>Random texts that are hard for a tokenizer: every plane, and much of what the patterns look at.</summary>
internal static class Texts
{
    private static readonly string[] Telling =
    [
        "a", "e", "S", "T", "LL", "the", "İ", "ǅ", "ſ", "ª", "ʰ", "\u0301", "\u20E3", "中", "文", "か", "한", "\U0001D408", "\U0001D41A", "\U00020000", "\U00010400",
        "1", "42", "٣", "Ⅷ", "\U0001D7D8", " ", "  ", "\t", "\n", "\r\n", "\r", "\u00A0", "\u0085", "\u2028", "\u3000", "\uFEFF", "\u200B", "\0",
        "'", "'s", "'LL", "'re", "'ſ", "’s", ".", "!!", "/", "//", "_", "<|endoftext|>", "👩‍👩‍👧", "🇩🇪", "\uFFFD",
    ];

    private static readonly Gen<string> Any = Gen.OneOf(Gen.Choose(0, 0x7F), Gen.Choose(0x80, 0xD7FF), Gen.Choose(0xE000, 0xFFFF), Gen.Choose(0x10000, 0x10FFFF))
        .Select(codePoint => new Rune(codePoint).ToString());

    /// <summary>Texts without a lone surrogate.</summary>
    internal static Arbitrary<string> WellFormed { get; } =
        Gen.OneOf(Gen.Elements(Telling), Gen.Elements(Telling), Any).ListOf().Select(parts => string.Concat(parts)).ToArbitrary();

    /// <summary>Texts in which every character is one UTF-16 unit.</summary>
    internal static Arbitrary<string> FirstPlane { get; } =
        WellFormed.Generator.Select(text => string.Concat(text.Where(c => !char.IsSurrogate(c)))).ToArbitrary();
}
