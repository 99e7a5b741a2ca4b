namespace DatasetKit.Tokenization;

/// <summary>Reads the field <c>pattern</c> of a step: a text as it is, or a regular expression.</summary>
internal static class PatternReader
{
    /// <summary>Reads it.</summary>
    internal static Matcher Read(Section section)
    {
        Section pattern = section.Object("pattern");
        if (pattern.OptionalString("String") is { } literal)
        {
            return literal.Length > 0 ? new LiteralMatcher(literal) : throw pattern.Fault("String", "a text to look for is empty");
        }

        return pattern.OptionalString("Regex") is { } regex
            ? KnownPatterns.Matcher(regex, $"{pattern.Path}.Regex")
            : throw pattern.Fault("a String or a Regex is expected here");
    }
}
