using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Flan;

/// <summary>A pattern of a task, and what stands around a question and an answer where solved ones come before (google-research/FLAN:flan/v2/templates.py, FewShotPattern).</summary>
/// <param name="Inputs">The question.</param>
/// <param name="Targets">The answer.</param>
internal sealed record FlanPattern(string Inputs, string Targets)
{
    private static readonly string[] s_names = ["inputs", "targets", "inputs-prefix", "targets-prefix", "delimiter", "separator", "final-suffix", "in-mix"];

    public string InputsPrefix { get; init; } = string.Empty;

    public string TargetsPrefix { get; init; } = string.Empty;

    /// <summary>Between question and answer.</summary>
    public string Delimiter { get; init; } = "\n\n";

    /// <summary>Between a solved question and the next.</summary>
    public string Separator { get; init; } = "\n\n\n";

    /// <summary>At the very end of the inputs.</summary>
    public string FinalSuffix { get; init; } = string.Empty;

    /// <summary>Whether it takes part where solved questions have other patterns than the one that is asked.</summary>
    public bool InMix { get; init; } = true;

    /// <summary>Reads a pattern of a manifest.</summary>
    public static FlanPattern Read(Manifest pattern)
    {
        pattern.Only(s_names);
        var usual = new FlanPattern(pattern.Get("inputs").Text, pattern.Get("targets").Text);
        return usual with
        {
            InputsPrefix = pattern.Find("inputs-prefix")?.Text ?? usual.InputsPrefix,
            TargetsPrefix = pattern.Find("targets-prefix")?.Text ?? usual.TargetsPrefix,
            Delimiter = pattern.Find("delimiter")?.Text ?? usual.Delimiter,
            Separator = pattern.Find("separator")?.Text ?? usual.Separator,
            FinalSuffix = pattern.Find("final-suffix")?.Text ?? usual.FinalSuffix,
            InMix = pattern.Find("in-mix")?.OneOf("true", "false") != "false",
        };
    }
}
