namespace DatasetKit.Templates;

/// <summary>WizardMath's step-by-step prompt, written in the placeholder language: Alpaca without an input, and the first words of the answer given.</summary>
internal static class WizardMathTemplate
{
    private const string Source =
        "Below is an instruction that describes a task. Write a response that appropriately completes the request.\n\n"
        + "### Instruction:\n{instruction}\n\n### Response: Let's think step by step.{+}{output}</s>{-}";

    public static PromptTemplate Create() => PlaceholderEngine.Parse(
        Source,
        "wizardmath",
        "WizardMath: Alpaca without an input, Let's think step by step. (nlpxucan/WizardLM, WizardMath/README.md)",
        ["</s>"]);
}
