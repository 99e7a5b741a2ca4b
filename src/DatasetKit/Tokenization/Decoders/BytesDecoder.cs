namespace DatasetKit.Tokenization;

/// <summary>The way back of vocabularies that hold bytes: they are put one behind another, which the pipeline does without asking.</summary>
internal sealed class BytesDecoder : Decoder
{
    /// <inheritdoc/>
    internal override string Description => "bytes one behind another";

    /// <inheritdoc/>
    internal override List<string> Apply(List<string> tokens) => tokens;
}
