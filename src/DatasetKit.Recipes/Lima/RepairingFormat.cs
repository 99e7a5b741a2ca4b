using DatasetKit.Recipes.Conversations;

namespace DatasetKit.Recipes.Lima;

/// <summary>Records of any known format, and LIMA's lists also when they end with a question that nobody answered: <see cref="Repair"/> leaves it out.</summary>
internal sealed class RepairingFormat : RecordFormat
{
    private static readonly RecordFormat s_lima = Find("lima")!;

    private readonly OddListFormat _lists = new(s_lima, "conversations");

    public override string Name => "lima";

    public override bool HoldsMany => true;

    public override bool Matches(Record record) => true;

    public override Example? Read(Record record) => FormatOf(record).Read(record);

    public override IEnumerable<Example?> ReadMany(Record record)
    {
        var format = FormatOf(record);
        return format.HoldsMany ? format.ReadMany(record) : [format.Read(record)];
    }

    public override void Write(RecordBuilder builder, Example example) => throw new NotSupportedException("these are read, never written");

    /// <summary>Leaves out the last question of an odd list, with a warning.</summary>
    public Outcome Repair(Example example) => _lists.Repair(example);

    private RecordFormat FormatOf(Record record) => s_lima.Matches(record) ? _lists : Detect(record) ?? s_lima;
}
