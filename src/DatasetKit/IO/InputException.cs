namespace DatasetKit;

/// <summary>An input that cannot be read as a whole: nothing is published. A single bad record is a finding instead.</summary>
public class InputException : DatasetKitException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="finding">What was found, where, and what to do.</param>
    /// <param name="innerException">The cause in the system; null when there is none.</param>
    public InputException(Finding finding, Exception? innerException = null)
        : base(finding?.ToString() ?? string.Empty, innerException)
    {
        ArgumentNullException.ThrowIfNull(finding);
        Finding = finding;
    }

    /// <summary>What was found, where, and what to do.</summary>
    public Finding Finding { get; }
}
