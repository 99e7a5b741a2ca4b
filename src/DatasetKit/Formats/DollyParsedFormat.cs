namespace DatasetKit.Formats;

/// <summary>Dolly 2.0 as its parsed variants have it: <c>instruction</c>, <c>input</c>, <c>output</c> and Dolly's <c>category</c>.</summary>
internal sealed class DollyParsedFormat() : SingleTurnFormat(
    "dolly-parsed",
    "instruction, input, output, category (parsed variants of Dolly 2.0)",
    new TurnNames { Instruction = "instruction", Input = "input", Output = "output", Category = "category" })
{
    private static readonly string[] Categories =
        ["brainstorming", "classification", "closed_qa", "creative_writing", "general_qa", "information_extraction", "open_qa", "summarization"];

    /// <summary>Alpaca's records may have a category too: only Dolly's own words for it tell that a record is Dolly's.</summary>
    public override bool Matches(Record record)
    {
        var category = record.Peek("category");
        return record.Has("instruction", "input", "output") && Array.Exists(Categories, known => category.Is(known));
    }
}
