namespace DatasetKit.Formats;

/// <summary>WizardLM V2 (143K, 196K): ShareGPT's turns, with <c>idx</c> for the id (allenai/open-instruct, reformat_datasets.py, convert_wizardlm_data).</summary>
internal sealed class WizardLmV2Format : ShareGptFormat
{
    public override string Name => "wizardlm-v2";

    public override string Description => "idx, conversations of from and value (WizardLM V2)";

    private protected override FieldName IdName { get; } = "idx";

    public override bool Matches(Record record) => record.Has("idx") && !record.Has("id") && base.Matches(record);
}
