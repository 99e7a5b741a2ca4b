namespace DatasetKit.Tokenization;

/// <summary>A step that rewrites text before it is cut, as the section <c>normalizer</c> of a tokenizer file names it.</summary>
internal abstract class Normalizer
{
    /// <summary>What it is, for a person.</summary>
    internal abstract string Description { get; }

    /// <summary>Whether it certainly leaves a text as it is; a cheap look, so false may be wrong.</summary>
    internal virtual bool Keeps(ReadOnlySpan<byte> utf8) => false;

    /// <summary>Whether both sides of a place of <see cref="TextParts"/> may be rewritten by themselves.</summary>
    internal virtual bool AllowsCuts => false;

    /// <summary>Rewrites the text.</summary>
    /// <param name="pieces">Its <see cref="PieceList.Text"/> is read; what is new goes to <see cref="PieceList.Spare"/>, which then takes its place.</param>
    internal abstract void Apply(PieceList pieces);
}
