namespace DatasetKit.Templates;

/// <summary>WizardLM 7B, written in the placeholder language. Its trainer has a branch for an input that leaves the input out; so does this.</summary>
internal static class WizardLmTemplate
{
    private const string Source = "{instruction}\n\n### Response:{+}{output}</s>{-}";

    public static PromptTemplate Create() => PlaceholderEngine.Parse(
        Source,
        "wizardlm",
        "WizardLM 7B: the instruction, ### Response:, ends with </s> (nlpxucan/WizardLM, WizardLM/src/train_freeform.py); 13B and later use vicuna",
        ["</s>", "### Response:"]);
}
