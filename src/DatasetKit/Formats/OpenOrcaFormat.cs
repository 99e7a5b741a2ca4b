namespace DatasetKit.Formats;

/// <summary>Open-Orca: <c>id</c>, <c>system_prompt</c>, <c>question</c>, <c>response</c> (allenai/open-instruct, reformat_datasets.py, convert_open_orca_data).</summary>
internal sealed class OpenOrcaFormat() : SingleTurnFormat(
    "open-orca",
    "id, system_prompt, question, response (Open-Orca)",
    new TurnNames { Id = "id", System = "system_prompt", Instruction = "question", Output = "response" })
{
    public override bool Matches(Record record) => record.Has("question", "response", "system_prompt");
}
