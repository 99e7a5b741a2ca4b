namespace DatasetKit.Tokenization;

/// <summary>What turns a piece of text into ids. Knows the whole vocabulary; never changes, so all threads share one.</summary>
internal abstract class Model
{
    /// <summary>The name of the model and what is to be known about it, for a person.</summary>
    internal abstract string Description { get; }

    /// <summary>Every token's text (or bytes) by id and the reverse.</summary>
    internal abstract RankTable Tokens { get; }

    /// <summary>Whether the vocabulary holds raw bytes instead of text, so that no step is needed that spells bytes as letters.</summary>
    internal virtual bool IsOfBytes => false;

    /// <summary>Whether no text has more tokens than it has UTF-8 bytes.</summary>
    internal virtual bool HasAtMostOneTokenPerByte => true;

    /// <summary>A worker for one thread.</summary>
    internal abstract PieceEncoder CreateEncoder();
}
