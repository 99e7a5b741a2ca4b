namespace DatasetKit;

/// <summary>
/// An output was not written. Unless <see cref="Path"/> is a pipe, a device or standard output, what was there before is there still,
/// whole and unchanged.
/// </summary>
public sealed class OutputException : DatasetKitException
{
    internal OutputException(OutputFault kind, string code, string path, string reason, string remedy, Exception? innerException = null, IReadOnlyList<string>? keptFiles = null)
        : base($"{Internals.DisplayPath.Of(path)}: error {code}: {reason}; {remedy}", innerException)
    {
        Kind = kind;
        Code = code;
        Path = path;
        Reason = reason;
        Remedy = remedy;
        KeptFiles = keptFiles ?? [];
    }

    /// <summary>Why it was not written.</summary>
    public OutputFault Kind { get; }

    /// <summary>The stable code, such as <c>DK9311</c>.</summary>
    public string Code { get; }

    /// <summary>The output as it was named by the caller; <c>-</c> is standard output.</summary>
    public string Path { get; }

    /// <summary>What was found.</summary>
    public string Reason { get; }

    /// <summary>What to do next.</summary>
    public string Remedy { get; }

    /// <summary>
    /// Where complete outputs were kept when only their last step, the renaming, failed: the one of <see cref="Path"/> first, then those of the
    /// same run that would have followed. Usually empty.
    /// </summary>
    public IReadOnlyList<string> KeptFiles { get; }
}
