using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace DatasetKit.Excel;

/// <summary>
/// Workbooks: <c>.xlsx</c> and <c>.xlsm</c>, and the older <c>.xls</c>. One sheet is read; its first row names the columns, and every cell is a text: numbers as they are
/// stored, dates as <c>2024-01-31T00:00:00</c>, formulas by the value they had when the
/// workbook was saved, one that had failed as an empty text.
/// </summary>
/// <example><c>Dataset.Read("hard_coded_examples.xlsx", new ReadOptions { Containers = [new ExcelContainer()] })</c></example>
public sealed class ExcelContainer : TableContainer
{
    private readonly string? _sheet;

    static ExcelContainer() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>A workbook of which one sheet is read.</summary>
    /// <param name="sheet">The sheet's name, its case included; null (default) for the only sheet that has rows.</param>
    public ExcelContainer(string? sheet = null) => _sheet = sheet;

    /// <inheritdoc/>
    public override string Name => "Excel";

    /// <inheritdoc/>
    public override bool Matches(string path, ReadOnlySpan<byte> head)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".xlsx" or ".xlsm" => true,
            ".xls" => head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
            _ => head.StartsWith("PK"u8) && head.IndexOf("xl/"u8) >= 0,
        };
    }

    /// <inheritdoc/>
    public override IEnumerable<IReadOnlyList<string>> ReadRows(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Rows(stream, _sheet);
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(Stream stream, string? sheet)
    {
        using var reader = Guarded(() => ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { LeaveOpen = true }));
        FindSheet(reader, sheet);
        while (Guarded(reader.Read))
        {
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = TextOf(reader.GetValue(i));
            }

            yield return cells;
        }
    }

    /// <summary>Goes to the sheet that was named, or to the only one that has rows.</summary>
    private static void FindSheet(IExcelDataReader reader, string? wanted)
    {
        var (names, filled) = (new List<string>(), new List<string>());
        do
        {
            names.Add(reader.Name);
            if (reader.RowCount > 0)
            {
                filled.Add(reader.Name);
            }
        }
        while (Guarded(reader.NextResult));

        var all = string.Join(", ", names.Select(name => $"\"{name}\""));
        if (wanted is null && filled.Count > 1)
        {
            throw new InvalidDataException($"the workbook has {filled.Count} sheets with rows; name the one to read with --sheet (new ExcelContainer(sheet)): {all}");
        }

        var target = wanted ?? (filled.Count == 1 ? filled[0] : names[0]);
        reader.Reset();
        while (!string.Equals(reader.Name, target, StringComparison.Ordinal))
        {
            if (!Guarded(reader.NextResult))
            {
                throw new InvalidDataException($"the workbook has no sheet \"{target}\"; it has {all}");
            }
        }
    }

    private static string TextOf(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        DateTime date => date.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? string.Empty,
    };

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is ExcelReaderException or InvalidDataException or System.Xml.XmlException or EndOfStreamException or IndexOutOfRangeException or FormatException or NullReferenceException)
        {
            throw new InvalidDataException($"the file is no workbook that can be read ({fault.Message}); open it in a spreadsheet and save it again, or save it as CSV", fault);
        }
    }
}
