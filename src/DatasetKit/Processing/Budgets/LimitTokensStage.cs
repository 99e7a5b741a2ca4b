using DatasetKit.Internals;
using DatasetKit.Validation;

namespace DatasetKit.Processing;

/// <summary>Rejects examples that are over a token budget.</summary>
internal sealed class LimitTokensStage(Run run, int limit, Tokenizer tokenizer, ExampleSink next) : ExampleSink
{
    private readonly TokenCounter _counter = new(tokenizer);

    public override bool Accept(Example example)
    {
        var count = _counter.Count(example);
        if (count <= limit)
        {
            return next.Accept(example);
        }

        run.Reject(new Finding(
            TokenDiagnostics.OverBudget,
            Severity.Error,
            example.Source,
            null,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} {tokenizer.Name} tokens, the limit is {limit}; shorten the example or raise --max-tokens")));
        return true;
    }
}
