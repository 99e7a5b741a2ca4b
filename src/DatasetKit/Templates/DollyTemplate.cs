namespace DatasetKit.Templates;

/// <summary>Dolly 2.0, written in the placeholder language. Its context line has no <c>###</c>.</summary>
internal static class DollyTemplate
{
    private const string Source =
        "Below is an instruction that describes a task. Write a response that appropriately completes the request.\n\n"
        + "### Instruction:\n{instruction}\n\n"
        + "{#input}Input:\n{input}\n\n{/input}"
        + "### Response:\n{+}{output}\n\n### End{-}";

    public static PromptTemplate Create() => PlaceholderEngine.Parse(
        Source,
        "dolly",
        "Dolly 2.0: ### Instruction / Input / ### Response / ### End (databrickslabs/dolly, training/consts.py)",
        ["### End", "### Instruction:", "### Response:\n"]);
}
