using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>A container that is written: records come as JSON objects and leave as lines, elements or rows.</summary>
internal abstract class RecordWriter(OutputFile output, bool ascii) : IDisposable
{
    /// <summary>Blocks this large are passed on to the output.</summary>
    protected const int FlushAt = 64 * 1024;

    private int _start;

    /// <summary>Where records are built.</summary>
    public JsonBuffer Buffer { get; } = new(ascii);

    /// <summary>Whether <see cref="End"/> may say that this container cannot hold a record.</summary>
    public virtual bool MayRefuse => false;

    protected OutputFile Output { get; } = output;

    /// <summary>A writer for a path by its ending: .json is an array, .csv and .tsv are tables, all else JSON Lines.</summary>
    public static RecordWriter For(OutputFile output, WriteOptions options, Action<Finding> warn)
    {
        var name = output.Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? output.Path[..^3] : output.Path;
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".json" => new JsonArrayWriter(output, options),
            ".csv" => new CsvRecordWriter(output, options, ',', warn),
            ".tsv" or ".tab" => new CsvRecordWriter(output, options, '\t', warn),
            _ => new JsonLinesWriter(output, options),
        };
    }

    /// <summary>The next record begins.</summary>
    public void Begin()
    {
        _start = Buffer.Length;
        BeginRecord();
    }

    /// <summary>The record is complete; null, or why this container cannot hold it.</summary>
    public string? End() => EndRecord(_start);

    /// <summary>The record is not to be written after all.</summary>
    public void Cancel() => Buffer.Truncate(_start);

    /// <summary>Writes what is left. Must be called before the output is published.</summary>
    public abstract void Finish();

    /// <summary>Hands all whole records on.</summary>
    public void Flush()
    {
        Output.Write(Buffer.Written);
        Buffer.Clear();
    }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    protected virtual void BeginRecord()
    {
    }

    protected abstract string? EndRecord(int start);
}
