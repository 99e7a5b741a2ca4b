namespace DatasetKit.IO;

/// <summary>Faults of files and runs (DK93).</summary>
internal static class FileDiagnostics
{
    public static readonly Diagnostic NotFound = new(
        "DK9301",
        "input-not-found",
        Severity.Error,
        "There is no such file, or no file fits the pattern.",
        "Nothing can be read.",
        "Check the path; quote patterns so that the shell leaves them alone.");

    public static readonly Diagnostic NotReadable = new(
        "DK9302",
        "input-not-readable",
        Severity.Error,
        "The input cannot be opened or read.",
        "All inputs are checked before work begins, so nothing was written.",
        "Check its permissions and that it is a file.");

    public static readonly Diagnostic Changed = new(
        "DK9303",
        "input-changed",
        Severity.Error,
        "The input changed while it was read.",
        "Part of the output would be from the old file and part from the new.",
        "Run again when nobody writes to it.");

    public static readonly Diagnostic BadCompression = new(
        "DK9304",
        "bad-compression",
        Severity.Error,
        "The gzip data is cut off or damaged.",
        "Records after the damage are missing.",
        "Fetch the file again; gzip -t FILE tells whether it is whole.");

    public static readonly Diagnostic CompressionBomb = new(
        "DK9305",
        "compression-bomb",
        Severity.Error,
        "The gzip data grows more than 200-fold.",
        "Text does not compress so far; it may be meant to fill a disk.",
        "Decompress it yourself first if it is meant.");

    public static IReadOnlyList<Diagnostic> All { get; } = [NotFound, NotReadable, Changed, BadCompression, CompressionBomb];
}
