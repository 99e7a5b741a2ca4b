namespace DatasetKit;

/// <summary>A mapping that cannot be used: it names a column that is not there, or leaves open which column is meant.</summary>
public class MappingException : DatasetKitException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was found, what was expected, and what to do.</param>
    public MappingException(string message) : base(message) { }
}
