namespace DatasetKit.Formats;

/// <summary>The science data of Tülu 2: <c>dataset</c>, <c>input</c>, <c>output</c> (allenai/open-instruct, reformat_datasets.py, convert_science_data).</summary>
internal sealed class ScienceFormat() : SingleTurnFormat(
    "science",
    "dataset, input, output (science of Tülu 2)",
    new TurnNames { KindFirst = true, Instruction = "input", Output = "output", Held = ["dataset"] })
{
    public override bool Matches(Record record) => record.Has("dataset", "input", "output") && !record.Has("instruction");
}
