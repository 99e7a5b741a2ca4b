namespace DatasetKit.Recipes.Evolution;

/// <summary>WizardLM's records with what became of what: <c>id</c>, <c>op</c>, <c>parentId</c>, <c>epoch</c>.</summary>
internal sealed class LineageFormat : RecordFormat
{
    public const string Operation = "op";
    public const string Parent = "parentId";
    public const string Epoch = "epoch";

    private static readonly RecordFormat s_wizardLm = Find("wizardlm")!;

    public override string Name => "wizardlm";

    public override bool Matches(Record record) => s_wizardLm.Matches(record);

    public override Example? Read(Record record) => s_wizardLm.Read(record);

    public override void Write(RecordBuilder builder, Example example)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(example);
        s_wizardLm.Write(builder, example.WithId(default).WithMetadata(Metadata.None));
        builder.Id("id"u8, example);
        builder.Fields(example.Metadata, Operation, Parent, Epoch);
    }
}
