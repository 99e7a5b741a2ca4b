namespace DatasetKit;

/// <summary>The target format could not hold everything and losses were forbidden; nothing was published.</summary>
public class LossException : DatasetKitException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What would have been lost.</param>
    /// <param name="report">What the run did.</param>
    public LossException(string message, BuildReport report)
        : base(message) => Report = report;

    /// <summary>What the run did.</summary>
    public BuildReport Report { get; }
}
