namespace DatasetKit.Tokenization;

/// <summary>Takes combining marks away: <c>StripAccents</c>, which takes all of them, and the step of a <c>BertNormalizer</c>, which takes those without width.</summary>
internal sealed class MarkStripper(bool onlyNonSpacing) : CharacterNormalizer
{
    private readonly CharacterSet _marks = onlyNonSpacing ? OldCharacters.NonSpacingMarks : OldCharacters.Marks;

    /// <inheritdoc/>
    internal override string Description => "StripAccents";

    /// <inheritdoc/>
    internal override bool Keeps(ReadOnlySpan<byte> utf8) => System.Text.Ascii.IsValid(utf8);

    /// <inheritdoc/>
    protected override int Map(int codePoint, Span<int> mapped) => codePoint < 0x300 || !_marks.Has(codePoint) ? Same : 0;
}
