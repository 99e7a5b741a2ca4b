namespace DatasetKit.Tokenization;

/// <summary>A step that cuts text into pieces no token crosses, as the section <c>pre_tokenizer</c> of a tokenizer file names it.</summary>
internal abstract class PreTokenizer
{
    /// <summary>What it is, for a person.</summary>
    internal abstract string Description { get; }

    /// <summary>The pattern that does all this step does, when it is one written by hand that leaves no gap; else null.</summary>
    internal virtual Scanner? Scanner => null;

    /// <summary>Whether it asks where in the original a piece comes from.</summary>
    internal virtual bool LooksAtOrigins => false;

    /// <summary>Cuts every piece further.</summary>
    internal abstract void Apply(PieceList pieces);
}
