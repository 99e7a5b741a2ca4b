namespace DatasetKit.Tokenization;

/// <summary><c>Fuse</c>: all tokens become one.</summary>
internal sealed class FuseDecoder : Decoder
{
    /// <inheritdoc/>
    internal override string Description => "Fuse";

    /// <inheritdoc/>
    internal override List<string> Apply(List<string> tokens) => [string.Concat(tokens)];
}
