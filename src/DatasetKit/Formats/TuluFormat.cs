namespace DatasetKit.Formats;

/// <summary>
/// Tülu: OpenAI's messages with <c>dataset</c> and <c>id</c> beside them (allenai/open-instruct, scripts/data/sft_v1_v2/reformat_datasets.py), and what
/// messages of the OLMo era hold.
/// </summary>
internal sealed class TuluFormat : OpenAIChatFormat
{
    private static readonly string[] OwnFields = ["dataset"];

    public override string Name => "tulu";

    public override string Description => "dataset, id, messages; functions, function_calls, environment in messages (Tülu, open-instruct)";

    private protected override FieldName? IdName { get; } = "id";

    private protected override string[] HeldOf(Example example) => OwnFields;

    private protected override MessageDialect Dialect => MessageDialect.Tulu;

    public override bool Matches(Record record) => record.Has("dataset", "messages") && base.Matches(record);
}
