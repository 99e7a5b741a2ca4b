using DatasetKit.Formats;
using DatasetKit.Internals;

namespace DatasetKit;

/// <summary>From a mapping and the columns that are there to a format that reads them.</summary>
public sealed partial class FieldMapping
{
    /// <summary>The mapping that well-known column names make by themselves.</summary>
    /// <param name="columns">The columns' names.</param>
    /// <returns>The mapping; null when the names do not say where the answer, and the question or the text, stand.</returns>
    /// <exception cref="MappingException">Two columns could be the same field.</exception>
    public static FieldMapping? Guess(IEnumerable<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var mapping = None.Completed([.. columns]);
        var isTurn = mapping.Maps("instruction") && mapping.Maps("output");
        return isTurn || mapping.Maps("text") ? mapping.Without(isTurn ? "text" : null) : null;
    }

    /// <summary>
    /// A format that reads records through this mapping. Fields that the mapping leaves open are found by well-known names
    /// when nothing but it says how the records are to be read.
    /// </summary>
    /// <param name="columns">The columns' names, as far as they are known before reading.</param>
    /// <param name="inner">The format that reads the mapped record; null for one that the mapping and the names decide.</param>
    /// <exception cref="MappingException">A column that is named is not there, or two columns could be the same field.</exception>
    internal MappedFormat Resolve(IReadOnlyCollection<string> columns, RecordFormat? inner)
    {
        var found = new FieldMapping([.. Sources.Select(entry => (entry.Target, entry.Source.WithColumns(name => TrueName(name, columns))))], Constants);
        foreach (var (target, source) in found.Sources)
        {
            foreach (var column in source.Columns)
            {
                if (!columns.Contains(column))
                {
                    throw NotThere(target, column, columns);
                }
            }
        }

        return new MappedFormat(inner is null && found.Sources.Count > 0 ? found.Completed(columns) : found, inner);
    }

    private bool Maps(string target) => Sources.Any(entry => entry.Target == target);

    private FieldMapping Without(string? target) => new([.. Sources.Where(entry => entry.Target != target)], Constants);

    private FieldMapping Completed(IReadOnlyCollection<string> columns)
    {
        // A list of messages, or a text, is the whole example: there is nothing to complete it with but what stands beside it.
        var isWhole = Sources.Any(entry => entry.Target is "messages" or "conversations" or "text");
        var used = Sources.SelectMany(entry => entry.Source.Columns).ToHashSet(StringComparer.Ordinal);
        var mapping = this;
        foreach (var column in columns)
        {
            if (used.Contains(column) || WellKnownColumns.TargetOf(column) is not { } target || Maps(target)
                || (isWhole && target is "instruction" or "input" or "output" or "text"))
            {
                continue;
            }

            RefuseTwice(target, mapping.Sources.FirstOrDefault(entry => entry.Target == target).Source?.Written, column);
            mapping = new([.. mapping.Sources, (target, new ColumnSource(column))], Constants);
        }

        return Sources.Count > 0 && !Maps("text") ? mapping.Without("text") : mapping;
    }

    private static string TrueName(string name, IReadOnlyCollection<string> columns)
    {
        if (columns.Contains(name))
        {
            return name;
        }

        var alike = columns.Where(column => string.Equals(column.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        return alike is [var only] ? only : name;
    }

    private static MappingException NotThere(string target, string column, IReadOnlyCollection<string> columns)
    {
        var names = string.Join(", ", columns.Take(20).Select(name => $"\"{name}\""));
        var near = NearestName.Of(column, columns);
        return new MappingException($"no record has the column \"{column}\" that \"{target}\" is mapped from; {(near is null ? string.Empty : $"did you mean \"{near}\"? ")}the columns are {names}");
    }
}
