namespace DatasetKit.IO;

/// <summary>A container: takes a file's bytes apart into records. It knows nothing of what the records mean.</summary>
internal abstract class RecordReader : IDisposable
{
    /// <summary>The container's name for people: <c>CSV</c>, <c>JSON Lines</c>.</summary>
    public abstract string Container { get; }

    /// <summary>
    /// Set once a container broke in a way that leaves no next record to be found; the rest of the file is one reject.
    /// </summary>
    public Finding? Broken { get; protected set; }

    /// <summary>Reads the next batch; false when there is nothing more. A batch may hold no record.</summary>
    /// <exception cref="InputException">The file as a whole cannot be read.</exception>
    public abstract bool Read(RecordBatch batch);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
