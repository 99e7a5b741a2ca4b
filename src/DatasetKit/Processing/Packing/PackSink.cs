using System.Globalization;
using DatasetKit.Validation;

namespace DatasetKit.Processing;

/// <summary>Collects examples as tokens and hands them on in full bins. Whole examples only: what is longer than a bin is rejected.</summary>
internal sealed class PackSink(Run run, TokenCounter counter, PackOptions options, PackedWriter writer) : ExampleSink
{
    private readonly PackWindow _window = new(options);
    private bool _saidStop;

    public override bool Accept(Example example)
    {
        List<string> unseen = [];
        var tokens = counter is RenderedCounter rendered ? rendered.Tokenize(example, out unseen, out var problem) : counter.Tokenize(example, out problem);
        if (tokens is null || tokens.Ids.Count == 0)
        {
            Reject(example, TokenDiagnostics.NotCountable, problem ?? "the example has no token");
            return true;
        }

        StopTokenCheck.Report(run, counter, example, ref _saidStop);
        if (tokens.Ids.Count > options.Length && Shortened(tokens) is { } shortened)
        {
            run.Warn(new Finding(TokenDiagnostics.OverBudget, Severity.Warning, example.Source, null, string.Create(CultureInfo.InvariantCulture, $"{tokens.Ids.Count} tokens ({counter}), a bin holds {options.Length}; the end was cut off")));
            tokens = shortened;
        }

        if (tokens.Ids.Count > options.Length)
        {
            Reject(example, TokenDiagnostics.OverBudget, string.Create(CultureInfo.InvariantCulture, $"{tokens.Ids.Count} tokens ({counter}), a bin holds {options.Length}, and {(options.Truncate ? "nothing that is trained would be left of it" : "packing cuts nothing; raise --length, or shorten with convert --max-tokens --when-over")}"));
            return true;
        }

        run.Losses.Add(unseen, example.Source);
        run.Input.Written++;
        _window.Add(tokens);
        if (_window.IsFull)
        {
            Flush();
        }

        return true;
    }

    public void Flush()
    {
        foreach (var bin in _window.Pack())
        {
            run.Cancellation.ThrowIfCancellationRequested();
            writer.Write(bin);
        }
    }

    private TokenizedExample? Shortened(TokenizedExample tokens)
    {
        if (!options.Truncate)
        {
            return null;
        }

        // The first token of an example is never trained.
        int[] labels = [.. tokens.Labels.Take(options.Length)];
        return labels.AsSpan(1).ContainsAnyExcept(TokenizedExample.Masked) ? new TokenizedExample([.. tokens.Ids.Take(options.Length)], labels) : null;
    }

    private void Reject(Example example, Diagnostic diagnostic, string message) => run.Reject(new Finding(diagnostic, Severity.Error, example.Source, null, message));
}
