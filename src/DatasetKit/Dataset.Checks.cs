using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>What is demanded of examples.</summary>
public sealed partial class Dataset
{
    /// <summary>Holds examples against rules: an error rejects, a warning is reported.</summary>
    /// <param name="rules">The rules; <see cref="RuleSet.Default"/> for the first choice.</param>
    /// <param name="template">The template the examples will be rendered with; its special tokens are refused in content. Null when not known.</param>
    public Dataset Validate(RuleSet rules, PromptTemplate? template = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new(new StageNode(_node, keeps: rules.IsForeign, (run, next) => new ValidateStage(run, rules, template, next)));
    }

    /// <summary>Rejects examples whose texts have more tokens than a limit (DK3001). What a chat template adds is not counted.</summary>
    /// <param name="limit">Tokens at most, above 0.</param>
    /// <param name="tokenizer">The model's own tokenizer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above 0.</exception>
    public Dataset LimitTokens(int limit, Tokenizer tokenizer)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentNullException.ThrowIfNull(tokenizer);
        return new(new StageNode(_node, keeps: false, (run, next) => new LimitTokensStage(run, limit, tokenizer, next)));
    }
}
