namespace DatasetKit.Formats;

/// <summary>
/// A format whose records hold several examples. What was one record in the input becomes one again: examples that follow each other
/// and come from the same record are written into the same record, each as it comes, so that none is held back.
/// </summary>
internal abstract class JoiningFormat : RecordFormat
{
    public sealed override bool HoldsMany => true;

    /// <summary>The only example of a record; one that holds several cannot be read as one.</summary>
    public sealed override Example? Read(Record record)
    {
        Example? only = null;
        var count = 0;
        foreach (var example in ReadMany(record))
        {
            if (record.Rejection is not null)
            {
                return null;
            }

            only = example;
            count++;
        }

        return count < 2 || record.Rejection is not null
            ? only
            : record.Reject(StructureDiagnostics.MalformedField, null, $"the record holds {count} examples where one is wanted; read it with --from {Name} and without --map");
    }

    public abstract override IEnumerable<Example?> ReadMany(Record record);

    public sealed override void Write(RecordBuilder builder, Example example)
    {
        Open(builder, example);
        Close(builder, example);
    }

    /// <summary>Writes the members of a record up to and with its first example, and leaves open what further ones go into.</summary>
    public abstract void Open(RecordBuilder builder, Example example);

    /// <summary>Writes a further example into the open record.</summary>
    public abstract void Next(RecordBuilder builder, Example previous, Example example);

    /// <summary>Closes what <see cref="Open"/> left open. The texts of the last example may be gone by then, its other properties not.</summary>
    public abstract void Close(RecordBuilder builder, Example last);

    /// <summary>Whether an example belongs into the record that the one before it was written into.</summary>
    public virtual bool Joins(Example previous, Example next) => next.Source.Number > 0 && previous.Source == next.Source;
}
