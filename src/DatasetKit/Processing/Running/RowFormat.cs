namespace DatasetKit.Processing;

/// <summary>A format that is a function of the user's.</summary>
internal sealed class RowFormat(Func<CsvRow, Example?> map) : RecordFormat
{
    public override string Name => "mapped by code";

    public override bool Matches(Record record) => true;

    public override Example? Read(Record record)
    {
        try
        {
            return map(new CsvRow(record));
        }
        catch (RecordException fault)
        {
            return record.Reject(fault.Finding.Diagnostic, fault.Finding.Field, fault.Finding.Message);
        }
    }

    public override void Write(RecordBuilder builder, Example example) =>
        throw new NotSupportedException("A function reads rows; it does not write them.");
}
