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
        Stop = new StopTokenCheck(_tokens.Tokenizer, template);
    }

    /// <summary>What was noticed about the ends of answers.</summary>
    public StopTokenCheck Stop { get; }

    /// <summary>The template's name.</summary>
    public string TemplateName => _template.Name;

    public override string Description => $"as {_template.Name} shows it";

    public override TokenCount Count(Example example)
    {
        ArgumentNullException.ThrowIfNull(example);
        var problem = Unseen.Problem(example);
        var rendered = problem is null ? RenderedExample.Of(_template, example, out problem) : null;
        return rendered is null ? new TokenCount(0, 0, problem) : Count(rendered);
    }

    /// <summary>Counts a text that was rendered already.</summary>
    public TokenCount Count(RenderedExample rendered)
    {
        var tokens = Of(rendered);
        var trained = 0;
        for (var i = 0; i < tokens.Labels.Count; i++)
        {
            trained += tokens.Labels[i] == TokenizedExample.Masked ? 0 : 1;
        }

        return new TokenCount(tokens.Ids.Count, trained);
    }

    public override TokenizedExample? Tokenize(Example example, out string? problem) => Tokenize(example, out _, out problem);

    /// <summary>Turns an example into tokens, and says what of it the template leaves out beside what is trained.</summary>
    public TokenizedExample? Tokenize(Example example, out List<string> unseen, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(example);
        unseen = [];
        problem = Unseen.Problem(_template, example);
        if (problem is not null || RenderedExample.Of(_template, example, out problem) is not { } rendered)
        {
            return null;
        }

        unseen = Unseen.Fields(_template, example, rendered);
        return Of(rendered);
    }

    private TokenizedExample Of(RenderedExample rendered)
    {
        Stop.Look(rendered);
        return _tokens.Of(rendered.Utf8, rendered.LossBytes);
    }
}
