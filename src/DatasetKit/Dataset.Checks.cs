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

    /// <summary>Rejects examples whose texts have more tokens than a limit (DK3001). What a template puts around them is not counted.</summary>
    /// <param name="limit">Tokens at most, above 0.</param>
    /// <param name="tokenizer">The model's own tokenizer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above 0.</exception>
    public Dataset LimitTokens(int limit, Tokenizer tokenizer) => LimitTokens(limit, TokenCounter.OfTexts(tokenizer));

    /// <summary>Makes every example fit a limit as a template shows it to the model, or rejects it (DK3001).</summary>
    /// <param name="limit">Tokens at most, above 0.</param>
    /// <param name="tokenizer">The model's own tokenizer.</param>
    /// <param name="template">The template; an example that it cannot show is rejected (DK3004).</param>
    /// <param name="whenOver">What becomes of an example that is over the limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above 0.</exception>
    public Dataset LimitTokens(int limit, Tokenizer tokenizer, PromptTemplate template, Overflow whenOver = Overflow.Reject) =>
        LimitTokens(limit, TokenCounter.Rendered(tokenizer, template), whenOver);

    /// <summary>Makes every example fit a limit, or rejects it (DK3001). What was shortened is counted again before it goes on.</summary>
    /// <param name="limit">Tokens at most, above 0.</param>
    /// <param name="counter">How they are counted; an example that it cannot count is rejected (DK3004).</param>
    /// <param name="whenOver">What becomes of an example that is over the limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not above 0.</exception>
    public Dataset LimitTokens(int limit, TokenCounter counter, Overflow whenOver = Overflow.Reject)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentNullException.ThrowIfNull(counter);
        return new(new StageNode(_node, keeps: counter.GetType().Assembly != typeof(Dataset).Assembly, (run, next) => new LimitTokensStage(run, limit, counter, whenOver, next)));
    }
}
