namespace DatasetKit.Tokenization;

/// <summary>What the patterns of the tiktoken family ask of a code point. The bits also stand in <c>unicode.bin</c>: never renumber them.</summary>
internal static class CharacterClass
{
    /// <summary><c>\p{Lu}</c> and <c>\p{Lt}</c>.</summary>
    internal const byte Upper = 1;

    /// <summary><c>\p{Ll}</c>.</summary>
    internal const byte Lower = 2;

    /// <summary><c>\p{Lm}</c> and <c>\p{Lo}</c>: letters without case, Chinese for one.</summary>
    internal const byte Caseless = 4;

    /// <summary><c>\p{M}</c>.</summary>
    internal const byte Mark = 8;

    /// <summary><c>\p{N}</c>.</summary>
    internal const byte Number = 16;

    /// <summary><c>\s</c>, which is Unicode's White_Space: with U+0085, without U+FEFF.</summary>
    internal const byte Space = 32;

    /// <summary><c>[\r\n]</c>; both are <see cref="Space"/> too.</summary>
    internal const byte Newline = 64;

    /// <summary><c>\p{L}</c>.</summary>
    internal const byte Letter = Upper | Lower | Caseless;
}
