namespace DatasetKit.Templates;

/// <summary>Alpaca, written in the placeholder language.</summary>
internal static class AlpacaTemplate
{
    private const string Source =
        "Below is an instruction that describes a task{#input}, paired with an input that provides further context{/input}. "
        + "Write a response that appropriately completes the request.\n\n"
        + "### Instruction:\n{instruction}\n\n"
        + "{#input}### Input:\n{input}\n\n{/input}"
        + "### Response:{+}{output}</s>{-}";

    public static PromptTemplate Create() => PlaceholderEngine.Parse(
        Source,
        "alpaca",
        "Alpaca: ### Instruction / ### Input / ### Response, ends with </s> (tatsu-lab/stanford_alpaca, train.py)",
        ["</s>"]);
}
