using DatasetKit.Templates;

namespace DatasetKit.Processing;

/// <summary>Counts the text that a template makes of an example.</summary>
internal sealed class RenderedCounter : TokenCounter
{
    private readonly PromptTemplate _template;
    private readonly TrainingTokens _tokens;

    public RenderedCounter(Tokenizer tokenizer, PromptTemplate template)
        : base(tokenizer)
    {
        ArgumentNullException.ThrowIfNull(template);
        _template = template;
        _tokens = new TrainingTokens(tokenizer);
    }

    public override string Description => $"as {_template.Name} shows it";

    public override TokenCount Count(Example example)
    {
        var rendered = RenderedExample.Of(_template, example, out var problem);
        return rendered is null ? new TokenCount(0, 0, problem) : Count(rendered);
    }

    /// <summary>Counts a text that was rendered already.</summary>
    public TokenCount Count(RenderedExample rendered)
    {
        var tokens = _tokens.Of(rendered.Utf8, rendered.LossBytes);
        var trained = 0;
        for (var i = 0; i < tokens.Labels.Count; i++)
        {
            trained += tokens.Labels[i] == TokenizedExample.Masked ? 0 : 1;
        }

        return new TokenCount(tokens.Ids.Count, trained);
    }

    public override TokenizedExample? Tokenize(Example example, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(example);
        return RenderedExample.Of(_template, example, out problem) is { } rendered ? _tokens.Of(rendered.Utf8, rendered.LossBytes) : null;
    }
}
