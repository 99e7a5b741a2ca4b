namespace DatasetKit;

/// <summary>The root of every exception that DatasetKit throws on purpose: catch this one to catch them all.</summary>
public class DatasetKitException : Exception
{
    /// <summary>Creates the exception with a general message.</summary>
    public DatasetKitException() : this("DatasetKit could not go on.") { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was found, where, what was expected and what to do next.</param>
    public DatasetKitException(string message) : base(message) { }

    /// <summary>Creates the exception with the fault that led to it.</summary>
    /// <param name="message">What was found, where, what was expected and what to do next.</param>
    /// <param name="innerException">The fault underneath.</param>
    public DatasetKitException(string message, Exception? innerException) : base(message, innerException) { }
}
