using System.Globalization;
using DatasetKit.Formats;
using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>
/// Decides how a file's records are read: by a named format, by a mapping, or by looking at the head; then every record is
/// held against the decision.
/// </summary>
/// <param name="given">The format that was named; null decides by content.</param>
/// <param name="mapping">The mapping that was given.</param>
internal sealed class FormatChooser(RecordFormat? given, FieldMapping mapping)
{
    /// <summary>So many records are looked at.</summary>
    private const int SampleRecords = 1000;

    /// <summary>The format that was named; null when content decides, or a mapping.</summary>
    public RecordFormat? Given => mapping.IsEmpty ? given : null;

    /// <summary>Whether the format is code of the user's, which may keep what it is given.</summary>
    public bool IsForeign => given is RowFormat || (given is not null && given.GetType().Assembly != typeof(FormatChooser).Assembly);

    /// <summary>Decides.</summary>
    /// <returns>The format, null when there are no records; whether it reads every record whatever its shape; and why.</returns>
    /// <exception cref="InputException">No record of the sample has a known shape.</exception>
    /// <exception cref="MappingException">The mapping names a column that no record has.</exception>
    public (RecordFormat? Format, bool IsFixed, string Evidence) Decide(InputFile file)
    {
        if (given is not null && mapping.IsEmpty)
        {
            return (given, true, "named");
        }

        var sample = HeadColumns.Of(file, SampleRecords);
        return sample.Records == 0 ? (null, true, "no records") : Decide(sample);
    }

    /// <summary>Decides by the first record itself, where it is longer than the head and so was in no sample.</summary>
    public (RecordFormat Format, bool IsFixed, string Evidence) Decide(Record first) => Decide(HeadColumns.Of(first));

    private (RecordFormat Format, bool IsFixed, string Evidence) Decide(HeadColumns sample)
    {
        if (!mapping.IsEmpty)
        {
            var mapped = mapping.Resolve(sample.Columns, given);
            return (mapped, true, $"mapped: {mapped.Mapping}");
        }

        if (sample.Best is { } best)
        {
            return (best, false, string.Create(CultureInfo.InvariantCulture, $"{sample.BestCount} of the first {sample.Records} records"));
        }

        return FieldMapping.Guess(sample.Columns) is { } guessed
            ? (guessed.Resolve(sample.Columns, null), true, $"by the columns' names: {guessed}")
            : throw Unknown(sample);
    }

    private static InputException Unknown(HeadColumns sample)
    {
        var names = string.Join(", ", sample.Columns.Take(20).Select(name => $"\"{name}\""));
        var csv = sample.IsTable ? "; if the first line is no header, read with --no-header --columns NAMES" : string.Empty;
        return new InputException(new Finding(
            StructureDiagnostics.UnknownShape,
            Severity.Error,
            sample.First,
            null,
            $"no known format has the fields {names}; map them with --map instruction=FIELD --map output=FIELD{csv}"));
    }
}
