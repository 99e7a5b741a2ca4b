using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DatasetKit.Internals;

namespace DatasetKit.Reports;

/// <summary>A report for machines: one JSON object on one line.</summary>
internal static class JsonReport
{
    /// <param name="report">The report.</param>
    /// <param name="more">Writes members of its own behind the report's; null when there are none.</param>
    public static string Of(BuildReport report, Action<Utf8JsonWriter>? more = null) => Write(json =>
    {
        Members(json, report);
        more?.Invoke(json);
    });

    /// <summary>The reports of a recipe, which may make several files one after the other.</summary>
    public static string OfRecipe(string name, IReadOnlyList<BuildReport> reports) => Write(json =>
    {
        json.WriteString("recipe", name);
        json.WriteStartArray("runs");
        foreach (var report in reports)
        {
            json.WriteStartObject();
            Members(json, report);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>One object, written by <paramref name="write"/>, and a line end.</summary>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Utf8Text.Decode(bytes.WrittenSpan) + "\n";
    }

    public static void Location(Utf8JsonWriter json, string name, SourceLocation location)
    {
        json.WriteStartObject(name);
        json.WriteString("file", location.File);
        json.WriteNumber("line", location.Line);
        json.WriteNumber("column", location.Column);
        json.WriteNumber("byte", location.ByteOffset);
        json.WriteNumber("record", location.Number);
        json.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter json, BuildReport report)
    {
        Ledger(json, "ledger", report.Ledger);
        json.WriteStartArray("inputs");
        foreach (var input in report.Inputs)
        {
            Input(json, input);
        }

        json.WriteEndArray();
        json.WriteStartArray("outputs");
        foreach (var output in report.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("path", output.Path);
            json.WriteNumber("records", output.Records);
            json.WriteNumber("bytes", output.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Steps(json, report.Steps);
        json.WriteString("rejects", report.RejectsPath);
        json.WriteStartArray("losses");
        foreach (var loss in report.Losses)
        {
            json.WriteStartObject();
            json.WriteString("field", loss.Field);
            json.WriteNumber("count", loss.Count);
            Location(json, "first", loss.First);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var group in report.Findings)
        {
            Group(json, group);
        }

        json.WriteEndArray();
    }

    private static void Input(Utf8JsonWriter json, InputReport input)
    {
        json.WriteStartObject();
        json.WriteString("name", input.Name);
        json.WriteString("container", input.Container);
        json.WriteString("encoding", input.Encoding);
        json.WriteString("delimiter", input.Delimiter);
        json.WriteString("format", input.Format);
        json.WriteString("evidence", input.Evidence);
        json.WriteNumber("bytes", input.Bytes);
        if (input.NotReadFrom is { } from)
        {
            json.WriteNumber("not_read_from", from);
        }

        json.WriteStartObject("other_formats");
        foreach (var (name, count) in input.OtherFormats)
        {
            json.WriteNumber(name, count);
        }

        json.WriteEndObject();
        Ledger(json, "ledger", input.Ledger);
        json.WriteEndObject();
    }

    private static void Steps(Utf8JsonWriter json, IReadOnlyList<StepReport> steps)
    {
        if (steps.Count == 0)
        {
            return;
        }

        json.WriteStartArray("steps");
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("name", step.Name);
            json.WriteNumber("read", step.Read);
            json.WriteNumber("added", step.Added);
            json.WriteNumber("kept", step.Kept);
            json.WriteStartObject("dropped");
            foreach (var (reason, count) in step.Dropped)
            {
                json.WriteNumber(reason, count);
            }

            json.WriteEndObject();
            json.WriteNumber("rejected", step.Rejected);
            json.WriteNumber("merged", step.Merged);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Group(Utf8JsonWriter json, FindingGroup group)
    {
        json.WriteStartObject();
        json.WriteString("file", group.File);
        json.WriteString("code", group.Diagnostic.Code);
        json.WriteString("name", group.Diagnostic.Name);
        json.WriteString("severity", group.Severity.ToString().ToLowerInvariant());
        json.WriteNumber("count", group.Count);
        json.WriteStartArray("first");
        foreach (var finding in group.First)
        {
            json.WriteStartObject();
            Location(json, "at", finding.Location);
            json.WriteString("field", finding.Field);
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Ledger(Utf8JsonWriter json, string name, Ledger ledger)
    {
        json.WriteStartObject(name);
        json.WriteNumber("read", ledger.Read);
        json.WriteNumber("added", ledger.Added);
        json.WriteNumber("written", ledger.Written);
        json.WriteNumber("rejected", ledger.Rejected);
        json.WriteNumber("filtered", ledger.Filtered);
        json.WriteNumber("duplicates", ledger.Duplicates);
        json.WriteNumber("merged", ledger.Merged);
        json.WriteEndObject();
    }
}
