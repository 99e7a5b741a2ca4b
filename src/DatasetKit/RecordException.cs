namespace DatasetKit;

/// <summary>A bad record where no report was there to take it: its place and its fault.</summary>
public class RecordException : DatasetKitException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="finding">What was found, where, and what to do.</param>
    public RecordException(Finding finding)
        : base(finding?.ToString() ?? string.Empty)
    {
        ArgumentNullException.ThrowIfNull(finding);
        Finding = finding;
    }

    /// <summary>What was found, where, and what to do.</summary>
    public Finding Finding { get; }
}
