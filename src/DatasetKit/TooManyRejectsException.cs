namespace DatasetKit;

/// <summary>More records were rejected than allowed; nothing was published.</summary>
public class TooManyRejectsException : DatasetKitException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">How many, and the last reason.</param>
    public TooManyRejectsException(string message)
        : base(message)
    {
    }
}
