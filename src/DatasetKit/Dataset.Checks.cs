using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>What is demanded of examples.</summary>
public sealed partial class Dataset
{
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
