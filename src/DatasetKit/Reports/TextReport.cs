using System.Globalization;
using System.Text;
using DatasetKit.Internals;

namespace DatasetKit.Reports;

/// <summary>A report for people: how each input was read, what became of its records, what was lost.</summary>
internal static class TextReport
{
    /// <param name="report">What was done.</param>
    /// <param name="remedy">What to do about what was lost.</param>
    public static string Of(BuildReport report, string remedy = " (--extra keep keeps it)")
    {
        var text = new StringBuilder(OfInputs(report.Inputs));
        foreach (var step in report.Steps)
        {
            Line(text, OfStep(step));
        }

        Line(text, Ledger(report.Ledger));
        foreach (var loss in report.Losses)
        {
            Line(text, $"lost: {(loss.Field.Length == 0 ? "\"\"" : loss.Field)} in {loss.Count:N0} examples, first at {loss.First}{remedy}");
        }

        if (report.RejectsPath is { } rejects)
        {
            Line(text, $"rejects: {rejects}");
        }

        foreach (var output in report.Outputs)
        {
            if (output.Path != "-")
            {
                Line(text, $"wrote {output.Path}: {output.Records:N0} records, {output.Bytes:N0} bytes");
            }
        }

        return text.ToString();
    }

    /// <summary>A report of a run that wrote nothing.</summary>
    public static string OfCheck(BuildReport report)
    {
        var text = new StringBuilder(OfInputs(report.Inputs));
        var ledger = report.Ledger;
        Line(text, $"{ledger.Read:N0} records: {ledger.Written:N0} pass, {ledger.Rejected:N0} do not, {report.Findings.Where(f => f.Severity == Severity.Warning).Sum(f => f.Count):N0} warnings");
        foreach (var group in report.Findings.OrderByDescending(f => f.Severity).ThenBy(f => f.Diagnostic.Code, StringComparer.Ordinal))
        {
            Line(text, $"  {group.Count,9:N0}  {group.Diagnostic.Code} {group.Diagnostic.Name} ({group.Severity.ToString().ToLowerInvariant()})");
        }

        return text.ToString();
    }

    public static string OfInputs(IReadOnlyList<InputReport> inputs)
    {
        var text = new StringBuilder();
        foreach (var input in inputs)
        {
            var delimiter = input.Delimiter is null ? string.Empty : $", delimiter {input.Delimiter}{(input.DelimiterDetected ? " (detected)" : string.Empty)}";
            var format = input.Format is null ? string.Empty : $", format {input.Format} ({input.Evidence})";
            Line(text, $"{DisplayPath.OfInput(input.Name)}: {input.Container}, {input.Encoding}{delimiter}{format}");
            foreach (var (other, count) in input.OtherFormats)
            {
                Line(text, $"{DisplayPath.OfInput(input.Name)}: {count:N0} records have the shape of {other} and were read so");
            }

            if (input.NotReadFrom is { } from)
            {
                Line(text, $"{DisplayPath.OfInput(input.Name)}: not read from byte {from:N0}, because no more examples were wanted");
            }
        }

        return text.ToString();
    }

    private static string OfStep(StepReport step)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"  {step.Name}: {step.Read:N0} in"));
        Append(step.Added, " + ", " made");
        text.Append(CultureInfo.InvariantCulture, $", {step.Kept:N0} out");
        foreach (var (reason, count) in step.Dropped)
        {
            Append(count, ", ", " " + reason);
        }

        Append(step.Rejected, ", ", " rejected");
        Append(step.Merged, ", ", " merged");
        return text.ToString();

        void Append(long count, string sign, string after)
        {
            if (count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{sign}{count:N0}{after}");
            }
        }
    }

    public static string Ledger(Ledger ledger)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{ledger.Read:N0} read"));
        Append(" added", ledger.Added, " + ");
        text.Append(CultureInfo.InvariantCulture, $" = {ledger.Written:N0} written");
        Append(" rejected", ledger.Rejected, " + ");
        Append(" filtered", ledger.Filtered, " + ");
        Append(" duplicates", ledger.Duplicates, " + ");
        Append(" merged", ledger.Merged, " + ");
        return text.ToString();

        void Append(string name, long count, string sign)
        {
            if (count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{sign}{count:N0}{name}");
            }
        }
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
