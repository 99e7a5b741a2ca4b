namespace DatasetKit;

/// <summary>A tokenizer that is not known, cannot be read, or was handed an id it does not have.</summary>
public class TokenizerException : DatasetKitException
{
    /// <summary>Creates the exception with a general message.</summary>
    public TokenizerException() : this("The tokenizer cannot be used.") { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was found, what was expected and what to do next.</param>
    public TokenizerException(string message) : base(message) { }

    /// <summary>Creates the exception with the fault that led to it.</summary>
    /// <param name="message">What was found, what was expected and what to do next.</param>
    /// <param name="innerException">The fault underneath.</param>
    public TokenizerException(string message, Exception? innerException) : base(message, innerException) { }
}
