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

    /// <summary>Creates the exception for a fault in a tokenizer's file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="section">The part of the file, e.g. <c>model.merges</c>; null when it is the file as a whole.</param>
    /// <param name="reason">What was found, what was expected and what to do next.</param>
    /// <param name="innerException">The fault underneath.</param>
    public TokenizerException(string file, string? section, string reason, Exception? innerException = null)
        : base(section is null ? $"{file}: {reason}" : $"{file}: {section}: {reason}", innerException)
    {
        File = file;
        Section = section;
    }

    /// <summary>The tokenizer's file; null when the fault is not in a file.</summary>
    public string? File { get; }

    /// <summary>The part of the file, e.g. <c>model.merges</c>; null when it is the file as a whole or none.</summary>
    public string? Section { get; }
}
