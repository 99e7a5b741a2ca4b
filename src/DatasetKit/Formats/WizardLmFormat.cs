namespace DatasetKit.Formats;

/// <summary>
/// WizardLM 70K: <c>instruction</c> and <c>output</c>, without an input (nlpxucan/WizardLM, README.md, alpaca_evol_instruct_70k.json).
/// Read without a name, such a record is Alpaca's: that trainer takes a missing input for none, and the examples are the same.
/// </summary>
internal sealed class WizardLmFormat() : SingleTurnFormat(
    "wizardlm",
    "instruction, output, no input (WizardLM 70K)",
    new TurnNames { Instruction = "instruction", Output = "output" })
{
    public override bool Matches(Record record)
    {
        foreach (var (key, _) in record.Value.Members)
        {
            if (!key.Is("instruction") && !key.Is("output") && !key.Is("datasetkit"))
            {
                return false;
            }
        }

        return record.Has("instruction", "output");
    }
}
