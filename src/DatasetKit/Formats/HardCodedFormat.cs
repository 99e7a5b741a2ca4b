namespace DatasetKit.Formats;

/// <summary>Tülu's hard-coded examples: columns <c>Prompt</c> and <c>Output</c> of a workbook (allenai/open-instruct, reformat_datasets.py, convert_hard_coded_data).</summary>
internal sealed class HardCodedFormat() : SingleTurnFormat(
    "hard-coded",
    "Prompt, Output (hard-coded examples of Tülu, a workbook)",
    new TurnNames { Instruction = "Prompt", Output = "Output" })
{
    public override bool Matches(Record record) => record.Has("Prompt", "Output");
}
