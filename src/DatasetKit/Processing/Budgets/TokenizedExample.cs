namespace DatasetKit;

/// <summary>An example as a trainer takes it.</summary>
/// <param name="Ids">The token ids, special tokens included.</param>
/// <param name="Labels">For each token its id where it carries loss, <see cref="Masked"/> where it does not.</param>
public sealed record TokenizedExample(IReadOnlyList<int> Ids, IReadOnlyList<int> Labels)
{
    /// <summary>The label of a token without loss: the index that PyTorch's cross entropy leaves out by default.</summary>
    public const int Masked = -100;
}
