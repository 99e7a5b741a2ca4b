using DatasetKit.Formats;

namespace DatasetKit;

/// <summary>
/// A record shape: how one record is read into an <see cref="Example"/> and written from one. It knows nothing of
/// files, so each format works with each container. Instances are stateless and may be shared between threads.
/// </summary>
/// <example>Pass your own: <c>Dataset.Read("data.jsonl", new MyFormat())</c>.</example>
public abstract partial class RecordFormat
{
    /// <summary>The name on the command line, lower case: <c>alpaca</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One line for lists: the fields and where the format comes from.</summary>
    public virtual string Description => Name;

    /// <summary>Whether a record has this format's shape, judged by its fields.</summary>
    /// <param name="record">The record; nothing is taken from it.</param>
    public abstract bool Matches(Record record);

    /// <summary>Reads one record.</summary>
    /// <param name="record">The record; take every field that has a place in the example.</param>
    /// <returns>The example, or what <see cref="Record.Reject"/> returned.</returns>
    public abstract Example? Read(Record record);

    /// <summary>The names of a table's columns, for a format whose tables have no header; empty (default) for all others.</summary>
    public virtual IReadOnlyList<string> Columns => [];

    /// <summary>
    /// What its records are for. Default <see cref="ExamplePurpose.Training"/>; a format of questions says so, and its records are not found faulty for the
    /// answers that they cannot have. Where they are written in a format for training, the answers are missing.
    /// </summary>
    public virtual ExamplePurpose Purpose => ExamplePurpose.Training;

    /// <summary>Whether one record may hold several examples (a task with its instances, a tree of messages); then <see cref="ReadMany"/> reads it.</summary>
    public virtual bool HoldsMany => false;

    /// <summary>
    /// Reads one record that may hold several examples, in order and on demand. For a part that cannot be read, call
    /// <see cref="Record.Part"/> and yield what <see cref="Record.Reject"/> returned: that part is rejected, and the rest goes on.
    /// </summary>
    /// <param name="record">The record; good only while the examples are taken.</param>
    /// <returns>The examples; null for a part that was rejected, or is to be left out.</returns>
    public virtual IEnumerable<Example?> ReadMany(Record record)
    {
        yield return Read(record);
    }

    /// <summary>
    /// Writes the members of one record. What the format has no place for goes to <see cref="RecordBuilder.Extra(string, Text)"/>;
    /// trained text that cannot be held to <see cref="RecordBuilder.Reject(string?, string)"/>.
    /// </summary>
    /// <param name="builder">Inside the record's object.</param>
    /// <param name="example">What to write.</param>
    public abstract void Write(RecordBuilder builder, Example example);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Writes one record as <see cref="Write"/> does, and what a reader of another format needs to know of its spelling.</summary>
    internal void WriteRecord(RecordBuilder builder, Example example)
    {
        Write(builder, example);
        NoteShape(builder, example);
    }

    /// <summary>Keeps the spelling that a record of another format had, so that it comes back in the same one.</summary>
    internal void NoteShape(RecordBuilder builder, Example example)
    {
        if (example.Shape is { } shape && builder.Keeps && !Shape.IsOf(shape, Name))
        {
            builder.Note("shape", (Text)shape);
        }
    }
}
