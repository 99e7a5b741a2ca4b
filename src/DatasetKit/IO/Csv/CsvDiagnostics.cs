namespace DatasetKit.IO;

/// <summary>Faults in CSV and TSV files (DK90).</summary>
internal static class CsvDiagnostics
{
    public static readonly Diagnostic UnclosedQuote = new(
        "DK9001",
        "unclosed-quote",
        Severity.Error,
        "A quoted field is never closed; it swallows the lines to the end of the file.",
        "All records after the opening quote become one field.",
        "Close the quote at the cited line, or read with --no-multiline to find where it is missing.");

    public static readonly Diagnostic ShortRow = new(
        "DK9002",
        "short-row",
        Severity.Error,
        "The record has fewer fields than the header.",
        "The answer may be missing, or stand in another column.",
        "Add the missing fields; an empty field needs its delimiter.");

    public static readonly Diagnostic LongRow = new(
        "DK9003",
        "long-row",
        Severity.Error,
        "The record has more fields than the header.",
        "Usually a delimiter inside a field that should be quoted; the text would be cut there.",
        "Quote the field.");

    public static readonly Diagnostic TextAfterQuote = new(
        "DK9004",
        "text-after-quote",
        Severity.Error,
        "Text stands between a closing quote and the next delimiter.",
        "Usually a quote inside a field that should be doubled; readers disagree on what the field is.",
        "Double the quotes inside the field. If the file puts a backslash before them instead, read it with --escape '\\'.");

    public static readonly Diagnostic StrayQuote = new(
        "DK9005",
        "stray-quote",
        Severity.Warning,
        "A quote stands inside a field that is not quoted.",
        "It is kept as it is, but strict readers refuse it.",
        "Quote the field and double the quote inside it.");

    public static readonly Diagnostic LineBreak = new(
        "DK9006",
        "line-break-in-quotes",
        Severity.Error,
        "A quoted field is not closed on its line, and --no-multiline forbids line breaks in fields.",
        "With --no-multiline every line is a record.",
        "Close the quote, or allow line breaks again.");

    public static readonly Diagnostic RepeatedHeader = new(
        "DK9007",
        "repeated-column",
        Severity.Error,
        "Two columns have the same name.",
        "One of the two values would be lost.",
        "Rename one, or name all columns with --columns.");

    public static readonly Diagnostic EmptyHeader = new(
        "DK9008",
        "unnamed-column",
        Severity.Error,
        "A column has no name.",
        "Its values could not be mapped or kept.",
        "Name it in the header or with --columns. Only a first column that counts the rows may be unnamed.");

    public static readonly Diagnostic SpacedHeader = new(
        "DK9009",
        "spaces-around-column",
        Severity.Warning,
        "A column's name begins or ends with white space.",
        "It is matched without the spaces, but other tools will not find it.",
        "Remove the spaces from the header.");

    public static readonly Diagnostic AmbiguousDelimiter = new(
        "DK9011",
        "ambiguous-delimiter",
        Severity.Error,
        "More than one delimiter fits the file.",
        "A wrong guess would cut every text in two.",
        "Name it: --delimiter ';'.");

    public static readonly Diagnostic NoRecords = new(
        "DK9012",
        "no-records",
        Severity.Error,
        "The file holds no record.",
        "An empty dataset is almost always a mistake earlier on.",
        "Check the export, or accept it with --allow-empty.");

    public static readonly Diagnostic MarkInside = new(
        "DK9013",
        "byte-order-mark-inside",
        Severity.Error,
        "A byte order mark stands at the start of a record: two files were joined.",
        "The mark would be an invisible character of the first field.",
        "Remove the three bytes EF BB BF, and the second header if there is one.");

    public static readonly Diagnostic NulByte = new(
        "DK9014",
        "nul-character",
        Severity.Warning,
        "A field holds the character U+0000.",
        "It is kept, but many tools end the text there.",
        "Remove it at the source.");

    public static readonly Diagnostic MixedLineEnds = new(
        "DK9015",
        "mixed-line-ends",
        Severity.Warning,
        "Records end in different ways (CRLF, LF, CR).",
        "All are read, but the file was probably joined from several.",
        "Nothing needs to be done.");

    public static readonly Diagnostic TooLong = new(
        "DK9016",
        "record-too-long",
        Severity.Error,
        "A record is longer than --max-record: most likely a quote that is never closed.",
        "It would have to be held in memory whole.",
        "Read with --no-multiline to find the quote, or raise --max-record if it is meant.");

    public static readonly Diagnostic SimilarHeader = new(
        "DK9017",
        "similar-columns",
        Severity.Warning,
        "Two columns differ only in case or spaces.",
        "Tools that ignore case see one column.",
        "Rename one.");

    public static readonly Diagnostic FormulaCell = new(
        "DK9018",
        "formula-cell",
        Severity.Warning,
        "A field written to CSV begins with =, +, - or @.",
        "A spreadsheet would run it as a formula.",
        "Write with --escape-formulas if people will open the file in a spreadsheet.");

    public static readonly Diagnostic ColumnCount = new(
        "DK9019",
        "columns-do-not-fit",
        Severity.Error,
        "--columns names another number of columns than the file has.",
        "Every value would get a wrong name.",
        "Name each column once, in order.");

    public static readonly Diagnostic SkipTooLong = new(
        "DK9020",
        "skip-too-long",
        Severity.Error,
        "--skip leaves out more lines than are looked at before the file is read: 1,000 lines or 1 MiB.",
        "The header would be found in a place that nobody meant.",
        "Cut the lines off before, for example with tail.");

    public static readonly Diagnostic EscapeOutsideQuotes = new(
        "DK9021",
        "escape-outside-quotes",
        Severity.Error,
        "The character named by --escape stands twice in a row in a field that is not quoted.",
        "PostgreSQL escapes only inside quotes and means two; Python's csv writer escapes everywhere and means one.",
        "Write the file with all fields quoted, or keep two with --lenient.");

    public static IReadOnlyList<Diagnostic> All { get; } =
    [
        UnclosedQuote, ShortRow, LongRow, TextAfterQuote, StrayQuote, LineBreak, RepeatedHeader, EmptyHeader, SpacedHeader,
        AmbiguousDelimiter, NoRecords, MarkInside, NulByte, MixedLineEnds, TooLong, SimilarHeader, FormulaCell, ColumnCount, SkipTooLong,
        EscapeOutsideQuotes,
    ];
}
