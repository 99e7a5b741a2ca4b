using MicrosoftTokenizer = Microsoft.ML.Tokenizers.Tokenizer;

namespace DatasetKit.MicrosoftML;

/// <summary>From one library's tokenizers to the other's.</summary>
public static class TokenizerExtensions
{
    /// <summary>Gives code that takes <c>Microsoft.ML.Tokenizers.Tokenizer</c> one of DatasetKit's.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <returns>The same tokenizer; one that came from <see cref="ToDatasetKit"/> is unwrapped.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tokenizer"/> is null.</exception>
    public static MicrosoftTokenizer ToMicrosoftML(this Tokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return tokenizer is FromMicrosoft wrapped ? wrapped.Inner : new ToMicrosoft(tokenizer);
    }

    /// <summary>Gives code that takes <see cref="Tokenizer"/> one of Microsoft.ML.Tokenizers': its counts are its own, DatasetKit adds nothing.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="name">The name to show in reports, for example the model's.</param>
    /// <returns>The same tokenizer; one that came from <see cref="ToMicrosoftML"/> is unwrapped.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tokenizer"/> or <paramref name="name"/> is null.</exception>
    public static Tokenizer ToDatasetKit(this MicrosoftTokenizer tokenizer, string name)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(name);
        return tokenizer is ToMicrosoft wrapped ? wrapped.Inner : new FromMicrosoft(tokenizer, name);
    }
}
