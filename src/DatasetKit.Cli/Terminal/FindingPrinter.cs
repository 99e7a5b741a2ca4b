using System.Globalization;
using DatasetKit.Internals;

namespace DatasetKit.Cli.Terminal;

/// <summary>Prints the first findings of each kind and file as they come, and how many more there were at the end.</summary>
internal static class FindingPrinter
{
    private const int Shown = 3;

    private static Finding? s_last;

    public static void OnFinding(Finding finding, long number)
    {
        if (number <= Shown)
        {
            ProgressBar.Clear();
            StandardError.WriteLine(finding.ToString());
            s_last = finding;
        }
    }

    /// <summary>Prints the finding that ends a run, unless it was the last to be printed.</summary>
    public static void OnEnd(Finding finding)
    {
        if (!ReferenceEquals(finding, s_last))
        {
            StandardError.WriteLine(finding.ToString());
        }
    }

    public static void Rest(IReadOnlyList<FindingGroup> groups)
    {
        foreach (var group in groups)
        {
            if (group.Count > Shown)
            {
                StandardError.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DisplayPath.OfInput(group.File)}: {group.Count - Shown:N0} more {group.Diagnostic.Code} {group.Diagnostic.Name} (datasetkit explain {group.Diagnostic.Code})"));
            }
        }
    }
}
