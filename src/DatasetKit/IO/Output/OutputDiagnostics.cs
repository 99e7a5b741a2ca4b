namespace DatasetKit.IO;

/// <summary>Faults of outputs (DK931x).</summary>
internal static class OutputDiagnostics
{
    public static readonly Diagnostic Exists = new(
        "DK9311",
        "output-exists",
        Severity.Error,
        "The output exists already.",
        "What it holds would be lost. It is looked at before anything is read, and once more when the output is put in place.",
        "Choose another path, or replace it with --force.");

    public static readonly Diagnostic IsInput = new(
        "DK9312",
        "output-is-input",
        Severity.Error,
        "The output is one of the inputs, by the same path, another spelling, a symbolic link or a hard link.",
        "The raw data would be lost.",
        "Choose another path; --force does not help here.");

    public static readonly Diagnostic NotWritable = new(
        "DK9313",
        "output-not-writable",
        Severity.Error,
        "The output cannot be created: there is no such folder, it may not be written to, or the name is not that of a file.",
        "It is found before anything is read or paid for.",
        "Create the folder, or choose another path.");

    public static readonly Diagnostic Locked = new(
        "DK9314",
        "output-locked",
        Severity.Error,
        "Another run is writing the same output.",
        "One of them would work in vain.",
        "Wait for it to end, or choose another path. A run that was killed locks nothing.");

    public static readonly Diagnostic DiskFull = new(
        "DK9315",
        "disk-full",
        Severity.Error,
        "The disk is full, or a quota or the file size limit is reached.",
        "The new output cannot be completed; the old one, if any, is untouched.",
        "Free space or write to another disk, then run again.");

    public static readonly Diagnostic WriteFailed = new(
        "DK9316",
        "write-failed",
        Severity.Error,
        "Writing, flushing or closing an output failed.",
        "Bytes that the disk has not confirmed are not an output; the old one, if any, is untouched.",
        "Check the disk, then run again.");

    public static readonly Diagnostic ClosedPipe = new(
        "DK9317",
        "closed-pipe",
        Severity.Error,
        "The program that reads the output ended first.",
        "The rest has no reader, and making it may cost money.",
        "Nothing, if it had read enough, as head does.");

    public static readonly Diagnostic PublishFailed = new(
        "DK9318",
        "publish-failed",
        Severity.Error,
        "The complete output could not be put in place, or its folder could not be flushed.",
        "The work is done but does not stand under its name, or a power cut could take the name away.",
        "The message says where the complete output is kept: rename it, or delete it and run again.");

    public static readonly Diagnostic Leftover = new(
        "DK9319",
        "leftover-temporary-file",
        Severity.Warning,
        "A temporary file of an earlier run lies beside the output.",
        "That run was killed before it could publish or clean up; the file may be incomplete.",
        "Delete it when no run needs it.");

    public static readonly Diagnostic IsOutput = new(
        "DK9320",
        "output-is-output",
        Severity.Error,
        "Two outputs of one run, such as the data and the rejects, are one file, by the same path, another spelling or a link.",
        "One would be lost in the other.",
        "Give each a file of its own.");

    public static IReadOnlyList<Diagnostic> All { get; } =
        [Exists, IsInput, NotWritable, Locked, DiskFull, WriteFailed, ClosedPipe, PublishFailed, Leftover, IsOutput];
}
