using DatasetKit.Formats;
using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>A sink that writes records into one output and counts them.</summary>
internal abstract class CountingSink : ExampleSink
{
    /// <summary>Records written.</summary>
    public long Count { get; protected set; }

    /// <summary>The sink for a format.</summary>
    public static CountingSink For(Run run, RecordFormat format, RecordWriter writer, ExtraPolicy extra) =>
        format is JoiningFormat joining ? new JoiningSink(run, joining, writer, extra) : new WriteSink(run, format, writer, extra);

    /// <summary>Completes the last record. Must be called before the writer is finished.</summary>
    public virtual void Finish()
    {
    }
}
