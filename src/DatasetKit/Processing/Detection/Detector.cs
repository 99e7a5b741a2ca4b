using DatasetKit.Internals;
using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>Reads a whole file and gathers what tells its container, encoding, format and roles.</summary>
internal static class Detector
{
    private static readonly string[] ConversationFields = ["conversations", "conversation", "items", "messages"];
    private static readonly string[] RoleFields = ["from", "role"];

    /// <exception cref="InputException">The container cannot be read.</exception>
    public static Detection Detect(string path, ReadOptions options, RunWatcher watcher, CancellationToken cancellation)
    {
        using var file = InputFile.Open(path, options);
        using var reader = ContainerSniffer.Open(file);
        var dialect = (reader as CsvRecordReader)?.Dialect;
        var detection = new Detection { File = path, Container = file.Table ?? reader.Container, Encoding = file.EncodingName, Delimiter = dialect?.DelimiterName };
        detection.Findings.OnFinding = watcher.OnFinding;
        var batch = new RecordBatch(reuse: true);
        var record = new Record();
        while (reader.Read(batch))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var warning in batch.Warnings)
            {
                detection.Findings.Add(warning);
            }

            foreach (ref var span in batch.Spans)
            {
                detection.Bytes = span.Offset + span.Length;
                if (span.Kind == SpanKind.Reject)
                {
                    detection.Records++;
                    detection.Unreadable++;
                    detection.Findings.Add(span.Problem!);
                }
                else if (span.Kind == SpanKind.Record)
                {
                    detection.Records++;
                    Look(detection, record, batch.Tape, span.Node);
                }
            }
        }

        file.VerifyUnchanged();
        return detection;
    }

    private static void Look(Detection detection, Record record, JsonTape tape, int node)
    {
        if (tape[node].Kind != NodeKind.Object)
        {
            detection.Formats.Add("unknown");
            return;
        }

        record.MoveTo(tape, node, default);
        detection.Formats.Add(RecordFormat.Detect(record)?.Name ?? "unknown");
        foreach (var (name, _) in record.Value.Members)
        {
            detection.Fields.Add(name);
        }

        foreach (var field in ConversationFields)
        {
            foreach (var turn in record.Peek(field).Elements)
            {
                foreach (var role in RoleFields)
                {
                    if (turn[role] is { IsString: true } value)
                    {
                        detection.Roles.Add(value.Text);
                    }
                }
            }
        }
    }
}
