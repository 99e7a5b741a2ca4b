namespace DatasetKit.Formats;

/// <summary>WizardLM's test set: <c>idx</c>, <c>Skill</c>, <c>Difficulty</c>, <c>Instruction</c>, questions alone (nlpxucan/WizardLM, data/WizardLM_testset.jsonl).</summary>
internal sealed class WizardLmTestFormat() : SingleTurnFormat(
    "wizardlm-test",
    "idx, Skill, Difficulty, Instruction: questions (WizardLM test set)",
    new TurnNames { KindFirst = true, Id = "idx", Category = "Skill", Instruction = "Instruction", Held = ["Difficulty"] })
{
    public override bool Matches(Record record) => record.Has("Instruction", "Skill");
}
