using System.Globalization;
using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>Decides which format a file's records have: by name, or by looking at the head; then holds every record against it.</summary>
/// <param name="given">The format that was named; null decides by content.</param>
internal sealed class FormatChooser(RecordFormat? given)
{
    /// <summary>So many records are looked at.</summary>
    private const int SampleRecords = 1000;

    /// <summary>A named format reads everything; without a name each record is held against the decision.</summary>
    public bool IsNamed => given is not null;

    /// <summary>Whether the format is code of the user's.</summary>
    public bool IsForeign => given is not null && given.GetType().Assembly != typeof(FormatChooser).Assembly || given is RowFormat;

    /// <summary>Decides.</summary>
    /// <exception cref="InputException">No record of the sample has a known shape.</exception>
    public (RecordFormat? Format, string Evidence) Decide(InputFile file)
    {
        if (given is not null)
        {
            return (given, "named");
        }

        var counts = new Dictionary<RecordFormat, int>();
        var (records, total, first) = (0, 0, (Record?)null);
        foreach (var record in HeadSample.Records(file, SampleRecords))
        {
            total++;
            if (RecordFormat.Detect(record) is { } format)
            {
                counts[format] = counts.GetValueOrDefault(format) + 1;
                records++;
            }
            else
            {
                first ??= record;
            }
        }

        if (total == 0)
        {
            return (null, "no records");
        }

        if (counts.Count == 0)
        {
            throw Unknown(file, first!);
        }

        var (best, count) = counts.MaxBy(c => c.Value);
        var evidence = string.Create(CultureInfo.InvariantCulture, $"{count} of the first {total} records");
        return (best, evidence);
    }

    private static InputException Unknown(InputFile file, Record record)
    {
        var names = string.Join(", ", record.Value.Members.Take(20).Select(m => $"\"{m.Key}\""));
        var csv = record.Value.Members.All(m => m.Value.IsString) ? "; if the first line is no header, read with --no-header --columns NAMES" : string.Empty;
        return new InputException(new Finding(
            StructureDiagnostics.UnknownShape,
            Severity.Error,
            record.Location,
            null,
            $"no known format has the fields {names}; map them with --map instruction=FIELD --map output=FIELD{csv}"));
    }
}
