namespace DatasetKit.IO;

/// <summary>Faults in JSON and JSON Lines files (DK91).</summary>
internal static class JsonDiagnostics
{
    public static readonly Diagnostic CutOff = new(
        "DK9101",
        "cut-off",
        Severity.Error,
        "The record ends before its JSON does.",
        "The file was cut off or two writers mixed their lines; what is left is not the example.",
        "Fetch the file again, or repair the record in the rejects file.");

    public static readonly Diagnostic Syntax = new(
        "DK9102",
        "invalid-json",
        Severity.Error,
        "The record is not JSON: a trailing comma, a single quote, NaN, a raw control character, text after the value.",
        "Readers disagree on what it means.",
        "Repair the record; the column points to the first wrong byte.");

    public static readonly Diagnostic RepeatedKey = new(
        "DK9103",
        "repeated-key",
        Severity.Error,
        "An object has the same key twice.",
        "One of the two values would be lost without a trace.",
        "Remove or rename one of them.");

    public static readonly Diagnostic TooDeep = new(
        "DK9104",
        "too-deep",
        Severity.Error,
        "The record is nested more than 128 levels deep.",
        "No dataset is; a reader that recursed over it would crash.",
        "Flatten the record.");

    public static readonly Diagnostic LoneSurrogate = new(
        "DK9105",
        "lone-surrogate",
        Severity.Error,
        "A \\u escape is half of a surrogate pair.",
        "It is no character; writing it would put a replacement character in its place.",
        "Remove the escape, or complete the pair.");

    public static readonly Diagnostic SeveralValues = new(
        "DK9106",
        "several-values",
        Severity.Error,
        "More than one JSON value stands on the line.",
        "A reader of JSON Lines takes one value a line and would fail or drop the rest.",
        "Put each on a line of its own, or read with --concatenated.");

    public static readonly Diagnostic PrettyPrinted = new(
        "DK9107",
        "pretty-printed",
        Severity.Error,
        "The .jsonl file holds objects that run over several lines.",
        "JSON Lines means one object a line; each line by itself is not JSON.",
        "Read it with --concatenated.");

    public static readonly Diagnostic TooLong = new(
        "DK9109",
        "too-long",
        Severity.Error,
        "The line is longer than --max-record.",
        "It would have to be held in memory whole.",
        "Raise --max-record if it is meant, or look for missing line ends.");

    public static readonly Diagnostic BrokenArray = new(
        "DK9110",
        "broken-array",
        Severity.Error,
        "The JSON array is broken here; where the next element begins cannot be known.",
        "Everything after this place is unread.",
        "Repair the file at the place, convert it to JSON Lines, or keep what was read before with --lenient.");

    public static readonly Diagnostic MarkInside = new(
        "DK9111",
        "byte-order-mark-inside",
        Severity.Error,
        "A byte order mark stands at the start of a record: two files were joined.",
        "The mark is an invisible character of the first field or breaks the JSON.",
        "Remove the three bytes EF BB BF.");

    public static IReadOnlyList<Diagnostic> All { get; } =
        [CutOff, Syntax, RepeatedKey, TooDeep, LoneSurrogate, SeveralValues, PrettyPrinted, TooLong, BrokenArray, MarkInside];
}
