using DatasetKit.Formats;

namespace DatasetKit.Processing;

/// <summary>Reads files whose records hold one message each, and pushes the conversations they make.</summary>
/// <param name="paths">The files; each makes conversations of its own.</param>
/// <param name="options">How they are read.</param>
/// <param name="key">The field that says which conversation.</param>
/// <param name="role">The field that says who speaks.</param>
/// <param name="content">The field that says what is said.</param>
internal sealed class GroupSource(IReadOnlyList<string> paths, ReadOptions options, string key, string role, string content) : Node
{
    public override IEnumerable<string> Inputs => paths;

    public override bool KeepsExamples => true;

    public override void Run(Run run, ExampleSink sink)
    {
        foreach (var path in paths)
        {
            var grouping = new MessageGrouping(key, role, content);
            new FileRun(path, new FormatChooser(new GroupFormat(grouping, run), FieldMapping.None), options, run, new Unwanted()).Read();
            // Each record that made no example by itself was counted as filtered: it is in a conversation.
            run.Regroup(grouping.Merged);
            foreach (var (example, raw) in grouping.Finish())
            {
                run.Current = new CurrentRecord(null, 0) { Several = raw };
                if (!sink.Accept(example))
                {
                    return;
                }
            }
        }
    }

    /// <summary>Hands records to the grouping; no example comes of a record by itself.</summary>
    private sealed class GroupFormat(MessageGrouping grouping, Run run) : RecordFormat
    {
        public override string Name => "messages";

        public override bool Matches(Record record) => true;

        public override Example? Read(Record record)
        {
            var (batch, index) = run.Current;
            grouping.Add(record, batch!.RawToKeep(batch.Spans[index]));
            return null;
        }

        public override void Write(RecordBuilder builder, Example example) => throw new NotSupportedException();
    }

    private sealed class Unwanted : ExampleSink
    {
        public override bool Accept(Example example) => throw new InvalidOperationException("A grouped record is no example by itself.");
    }
}
