using System.CommandLine;
using System.Globalization;
using System.Text;
using DatasetKit.Cli.Options;
using DatasetKit.Cli.Terminal;
using DatasetKit.Internals;
using DatasetKit.Processing;
using DatasetKit.Reports;

namespace DatasetKit.Cli.Commands;

/// <summary>Says what a file is, with the evidence of all its records.</summary>
internal static class DetectCommand
{
    public static Command Create()
    {
        var command = new Command("detect", """
            Say what files are: container, encoding, format, fields and role names, with the evidence. Reads everything.

            Example:
              datasetkit detect unknown.json
            """);
        var reading = new ReadingOptions(command);
        var json = new Option<bool>("--json") { Description = "Print the findings as one JSON object for each file" };
        command.Add(json);
        command.SetAction(result =>
        {
            foreach (var path in InputPaths.Expand(result.GetValue(reading.Inputs)!))
            {
                var watcher = new RunWatcher { OnFinding = FindingPrinter.OnFinding };
                var detection = Detector.Detect(path, reading.Read(result), watcher, Interruption.Token);
                FindingPrinter.Rest(detection.Findings.Groups);
                StandardOutput.Write(result.GetValue(json) ? AsJson(detection) : AsText(detection));
            }

            return ExitCode.Clean;
        });
        return command;
    }

    private static string AsText(Detection detection)
    {
        var text = new StringBuilder();
        Line($"{DisplayPath.OfInput(detection.File)}");
        Line($"  container  {detection.Container}{(detection.Delimiter is null ? string.Empty : $", delimiter {detection.Delimiter}")}");
        Line($"  encoding   {detection.Encoding}");
        Line($"  records    {detection.Records:N0}{(detection.Unreadable == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", {detection.Unreadable:N0} of them unreadable"))}");
        Line($"  bytes      {detection.Bytes:N0}");
        List("format", detection.Formats);
        List("fields", detection.Fields);
        List("roles", detection.Roles);
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        void List(string name, Detection.Counter counts)
        {
            if (counts.All.Count > 0)
            {
                Line($"  {name,-9}  {string.Join(", ", counts.All.Take(40).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name} ({c.Count:N0})")))}");
            }
        }
    }

    private static string AsJson(Detection detection) => JsonReport.Write(json =>
    {
        json.WriteString("file", detection.File);
        json.WriteString("container", detection.Container);
        json.WriteString("encoding", detection.Encoding);
        json.WriteString("delimiter", detection.Delimiter);
        json.WriteNumber("records", detection.Records);
        json.WriteNumber("unreadable", detection.Unreadable);
        json.WriteNumber("bytes", detection.Bytes);
        foreach (var (name, counts) in ((string, Detection.Counter)[])[("formats", detection.Formats), ("fields", detection.Fields), ("roles", detection.Roles)])
        {
            json.WriteStartObject(name);
            foreach (var (key, count) in counts.All)
            {
                json.WriteNumber(key, count);
            }

            json.WriteEndObject();
        }
    });
}
