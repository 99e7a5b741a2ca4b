namespace DatasetKit.IO;

/// <summary>Faults in the encoding of a file or record (DK92).</summary>
internal static class EncodingDiagnostics
{
    public static readonly Diagnostic InvalidBytes = new(
        "DK9201",
        "invalid-bytes",
        Severity.Error,
        "The record holds bytes that are not valid in the file's encoding.",
        "Replacing them would change the text; a replacement character is data loss that nobody sees.",
        "Repair the record in the rejects file, or name the right encoding with --encoding.");

    public static readonly Diagnostic WrongEncoding = new(
        "DK9202",
        "wrong-encoding",
        Severity.Error,
        "Most records with characters outside ASCII are not valid UTF-8: the file is in another encoding.",
        "Read as UTF-8, most of the text would be rejected or damaged.",
        "Name the encoding with --encoding; the message says which it may be.");

    public static readonly Diagnostic MissingMark = new(
        "DK9203",
        "utf-16-without-mark",
        Severity.Error,
        "The file looks like UTF-16 or UTF-32 but has no byte order mark.",
        "Without a mark the byte order would be a guess.",
        "Name it: --encoding utf-16le or --encoding utf-16be.");

    public static readonly Diagnostic UnknownEncoding = new(
        "DK9204",
        "unknown-encoding",
        Severity.Error,
        "The encoding's name is not known, or the encoding keeps state between characters so that no place in it can be cited.",
        "The text cannot be read.",
        "Use a name such as utf-8, utf-16le, gb18030, shift_jis, big5, euc-kr, windows-1252.");

    public static readonly Diagnostic BinaryFile = new(
        "DK9205",
        "binary-file",
        Severity.Error,
        "The file is not text: its first bytes are those of another kind of file.",
        "It has no records that this reader can find.",
        "Export it as CSV or JSON Lines first.");

    public static IReadOnlyList<Diagnostic> All { get; } = [InvalidBytes, WrongEncoding, MissingMark, UnknownEncoding, BinaryFile];
}
