namespace DatasetKit.Tokenization;

/// <summary>A token that is found in text before the model sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">The text that spells it.</param>
/// <param name="IsSpecial">Whether it is a mark of the model's and no text: it is left out where special tokens are not to be found.</param>
/// <param name="IsSingleWord">Whether it is found only where no word goes on before or behind it.</param>
/// <param name="StripsLeft">Whether it takes the white space before it.</param>
/// <param name="StripsRight">Whether it takes the white space behind it.</param>
/// <param name="IsNormalized">Whether it is looked for in normalized text, where it is spelled as the normalizer makes it.</param>
internal sealed record AddedToken(
    int Id, string Content, bool IsSpecial = true, bool IsSingleWord = false, bool StripsLeft = false, bool StripsRight = false, bool IsNormalized = false)
{
    /// <summary>Whether it looks at or takes text beside it.</summary>
    internal bool LooksAround => IsSingleWord || StripsLeft || StripsRight;
}
