using System.Text;
using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>The columns of a CSV file, checked: no name may be lost or mean two columns.</summary>
internal sealed class CsvHeader
{
    private CsvHeader(byte[][] names)
    {
        Names = names;
        foreach (var name in names)
        {
            Bytes += name.Length;
        }
    }

    /// <summary>The names as they stand, in UTF-8.</summary>
    public byte[][] Names { get; }

    /// <summary>The length of all names together.</summary>
    public int Bytes { get; }

    /// <summary>Checks the names.</summary>
    /// <param name="names">As they stand in the header or in <c>--columns</c>.</param>
    /// <param name="firstIsIndex">Whether the first column's values count the rows, so that it may be unnamed.</param>
    /// <param name="line">The line the names stand on.</param>
    /// <param name="context">The file.</param>
    /// <param name="warnings">Receives what is odd but harmless.</param>
    /// <exception cref="InputException">A name is missing or stands twice.</exception>
    public static CsvHeader Check(IReadOnlyList<string> names, Func<bool> firstIsIndex, long line, InputContext context, List<Finding> warnings)
    {
        var exact = new Dictionary<string, int>(StringComparer.Ordinal);
        var loose = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Count; i++)
        {
            var name = names[i];
            var trimmed = name.Trim();
            if (trimmed.Length == 0)
            {
                if (i != 0 || names.Count == 1 || !firstIsIndex())
                {
                    throw context.Fail(CsvDiagnostics.EmptyHeader, $"column {i + 1} has no name; name it in the header or with --columns", line);
                }

                warnings.Add(Warn(CsvDiagnostics.EmptyHeader, "column 1 has no name; its values count the rows, so it is kept as \"\""));
            }

            if (!exact.TryAdd(name, i))
            {
                throw context.Fail(CsvDiagnostics.RepeatedHeader, $"columns {exact[name] + 1} and {i + 1} are both named \"{Show(name)}\"; rename one, or name all with --columns", line);
            }

            if (!loose.TryAdd(trimmed, i))
            {
                warnings.Add(Warn(CsvDiagnostics.SimilarHeader, $"columns {loose[trimmed] + 1} and {i + 1} differ only in case or spaces: \"{Show(names[loose[trimmed]])}\" and \"{Show(name)}\""));
            }

            if (trimmed.Length != name.Length && trimmed.Length > 0)
            {
                warnings.Add(Warn(CsvDiagnostics.SpacedHeader, $"the name of column {i + 1}, \"{Show(name)}\", has spaces around it; it is matched without them"));
            }
        }

        return new CsvHeader([.. names.Select(Encoding.UTF8.GetBytes)]);

        static string Show(string name) => Utf8Text.Excerpt(Encoding.UTF8.GetBytes(name));

        Finding Warn(Diagnostic diagnostic, string message) => new(diagnostic, Severity.Warning, context.At(line), null, message);
    }
}
