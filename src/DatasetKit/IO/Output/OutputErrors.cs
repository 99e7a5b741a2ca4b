namespace DatasetKit.IO;

/// <summary>All exceptions of the outputs, one method for each fault.</summary>
internal static class OutputErrors
{
    public static OutputException Exists(string path) => new(
        OutputFault.Exists, OutputDiagnostics.Exists.Code, path, "the output exists already", "choose another path, or replace it with --force");

    public static OutputException IsInput(string path) => new(
        OutputFault.IsInput, OutputDiagnostics.IsInput.Code, path, "the output is also an input", "choose another path; an input is never overwritten");

    public static OutputException IsOutput(string path, string other) => new(
        OutputFault.IsOutput, OutputDiagnostics.IsOutput.Code, path, $"this is the same as the output {Internals.DisplayPath.Of(other)}", "give each output a file of its own");

    public static OutputException NotWritable(string path, string reason, string remedy, Exception? cause = null) => new(
        OutputFault.NotWritable, OutputDiagnostics.NotWritable.Code, path, reason, remedy, cause);

    public static OutputException Locked(string path, string temporary) => new(
        OutputFault.Locked, OutputDiagnostics.Locked.Code, path, $"the output is being written already ({Internals.DisplayPath.Of(Path.GetFileName(temporary))})", "wait for that run to end, or choose another path");

    /// <summary>A fault while opening.</summary>
    public static OutputException CannotOpen(string path, FileFaultException cause) => cause.Fault switch
    {
        FileFault.DiskFull => DiskFull(path, cause, "nothing was written"),
        _ => NotWritable(path, $"cannot be written: {Cause(cause)}", "give a folder that you may write to", cause),
    };

    /// <summary>A fault while writing, flushing or closing.</summary>
    public static OutputException CannotWrite(string path, FileFaultException cause, bool isStream) => cause.Fault switch
    {
        FileFault.ClosedPipe => new OutputException(
            OutputFault.ClosedPipe, OutputDiagnostics.ClosedPipe.Code, path, "the reader closed the pipe", "nothing to do if it had read enough", cause),
        FileFault.DiskFull => DiskFull(path, cause, Consequence(isStream)),
        _ => new OutputException(
            OutputFault.WriteFailed, OutputDiagnostics.WriteFailed.Code, path, $"writing failed: {Cause(cause)} ({Consequence(isStream)})", "check the disk, then run again", cause),
    };

    /// <summary>A fault while the complete temporary file was given its name.</summary>
    public static OutputException CannotRename(string path, FileFaultException cause, IReadOnlyList<string> kept)
    {
        string where = $"the complete output is kept in {string.Join(", ", kept.Select(Internals.DisplayPath.Of))}";
        return cause.Fault == FileFault.Exists
            ? new OutputException(OutputFault.Exists, OutputDiagnostics.Exists.Code, path, "the output appeared while it was being made, and was not replaced", $"{where}: rename or delete it", cause, kept)
            : new OutputException(OutputFault.WriteFailed, OutputDiagnostics.PublishFailed.Code, path, $"renaming failed: {Cause(cause)}", $"{where}: rename it yourself, or delete it and run again", cause, kept);
    }

    /// <summary>A fault after the file got its name: it is there and whole, but a power cut could undo the renaming.</summary>
    public static OutputException NotDurable(string path, FileFaultException cause) => new(
        OutputFault.WriteFailed, OutputDiagnostics.PublishFailed.Code, path, $"the output is in place, but its folder could not be flushed to the disk: {Cause(cause)}", "check the disk, then run again with --force", cause);

    private static OutputException DiskFull(string path, FileFaultException cause, string consequence) => new(
        OutputFault.DiskFull, OutputDiagnostics.DiskFull.Code, path, $"the disk is full or a limit is reached: {Cause(cause)} ({consequence})", "free space, or write to another disk, then run again", cause);

    private static string Consequence(bool isStream) => isStream ? "part of the output was written" : "nothing was published";

    // One line, without the final stop that some systems add.
    private static string Cause(FileFaultException cause) => cause.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
