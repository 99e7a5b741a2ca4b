using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DatasetKit.Excel;

namespace DatasetKit.Cli.Options;

/// <summary>The options of every command that reads records.</summary>
internal sealed class ReadingOptions
{
    public Argument<string[]> Inputs { get; } = new("INPUT") { Description = "Files, patterns, or - for standard input; .gz is decompressed", Arity = ArgumentArity.OneOrMore };

    public Option<string?> From { get; } = new("--from") { Description = "The format of the records; decided by content when left out (datasetkit formats lists them)", HelpName = "FORMAT" };

    private readonly Option<string?> _encoding = new("--encoding") { Description = "The files' encoding, for example gb18030, windows-1252, shift_jis; UTF-8, or UTF-16 by its mark, when left out", HelpName = "NAME" };
    private readonly Option<string?> _delimiter = new("--delimiter") { Description = "The character between CSV fields (tab for a tab); detected when left out", HelpName = "CHAR" };
    private readonly Option<string?> _quote = new("--quote") { Description = "The character around CSV fields; \" for CSV and none for TSV when left out", HelpName = "CHAR" };
    private readonly Option<string?> _escape = new("--escape") { Description = "The character that escapes quotes in CSV fields, and itself inside quotes; quotes are doubled when left out", HelpName = "CHAR" };
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "The first CSV record is data" };
    private readonly Option<string?> _columns = new("--columns") { Description = "Names for the CSV columns, with commas between them", HelpName = "NAMES" };
    private readonly NumberOption _skip = new("--skip", 0, int.MaxValue) { Description = "Lines to leave out before the CSV header", Default = 0 };
    private readonly Option<bool> _lenient = new("--lenient") { Description = "Keep malformed CSV records with a warning, and the records before a broken JSON array" };
    private readonly Option<bool> _noMultiline = new("--no-multiline") { Description = "Quoted CSV fields hold no line breaks: finds the quote that is never closed" };
    private readonly Option<string?> _maxRecord = new("--max-record") { Description = "Bytes in one record at most, for example 64M", HelpName = "SIZE", DefaultValueFactory = _ => "64M" };
    private readonly Option<bool> _allowEmpty = new("--allow-empty") { Description = "Accept an input without records" };
    private readonly Option<bool> _concatenated = new("--concatenated") { Description = "Accept several JSON values on a line, and one value on several lines" };

    private readonly Option<string?> _sheet = new("--sheet") { Description = "The sheet of a workbook (.xlsx, .xlsm, .xls) to read; needed where several have rows", HelpName = "NAME" };

    public ReadingOptions(Command command)
    {
        command.Add(Inputs);
        AddTo(command);
    }

    private ReadingOptions() { }

    /// <summary>Those of a command that has inputs of its own.</summary>
    public static ReadingOptions OfFiles(Command command)
    {
        var options = new ReadingOptions();
        options.AddTo(command);
        return options;
    }

    private void AddTo(Command command)
    {
        foreach (Option option in (Option[])[From, _encoding, _delimiter, _quote, _escape, _noHeader, _columns, _skip, _lenient, _noMultiline, _maxRecord, _allowEmpty, _concatenated, _sheet])
        {
            command.Add(option);
        }
    }

    public ReadOptions Read(ParseResult result) => new()
    {
        Encoding = result.GetValue(_encoding),
        Delimiter = Character(result.GetValue(_delimiter), _delimiter.Name),
        Quote = Character(result.GetValue(_quote), _quote.Name),
        Escape = Character(result.GetValue(_escape), _escape.Name),
        HasHeader = !result.GetValue(_noHeader),
        Columns = result.GetValue(_columns)?.Split(',', StringSplitOptions.TrimEntries),
        SkipLines = (int)_skip.Read(result)!,
        Lenient = result.GetValue(_lenient),
        Multiline = !result.GetValue(_noMultiline),
        MaxRecordBytes = Size(result.GetValue(_maxRecord)!, _maxRecord.Name),
        AllowEmpty = result.GetValue(_allowEmpty),
        Concatenated = result.GetValue(_concatenated),
        Containers = [new ExcelContainer(result.GetValue(_sheet))],
    };

    public RecordFormat? Format(ParseResult result) => result.GetValue(From) is { } name ? FormatNamed(name) : null;

    public static RecordFormat FormatNamed(string name) => RecordFormat.Find(name)
        ?? throw new UsageException($"there is no format \"{name}\"; the formats are {string.Join(", ", RecordFormat.Known.Select(f => f.Name))}");

    internal static int Size(string text, string option)
    {
        var (digits, factor) = text.Length == 0 ? (text, 1L) : char.ToUpperInvariant(text[^1]) switch
        {
            'K' => (text[..^1], 1024L),
            'M' => (text[..^1], 1024L * 1024),
            _ => (text, 1L),
        };
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 512 * 1024 * 1024 && number * factor is <= 512 * 1024 * 1024
            ? (int)Math.Min(number * factor, (512 * 1024 * 1024) - 1)
            : throw new UsageException($"{option} takes a size from 1 to 512M, not \"{text}\"");
    }

    private static char? Character(string? text, string option) => text switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        [var single] when single is > ' ' and < '\u007F' or '\t' => single,
        _ => throw new UsageException($"{option} takes one ASCII character, not \"{text}\""),
    };
}
