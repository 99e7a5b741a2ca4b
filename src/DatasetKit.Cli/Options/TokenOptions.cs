using System.CommandLine;

namespace DatasetKit.Cli.Options;

/// <summary>The options that hold examples against a token budget.</summary>
internal sealed class TokenOptions
{
    private readonly Option<string?> _tokenizer = new("--tokenizer") { Description = "A tokenizer, by name or model (datasetkit tokenizers lists them), or a tokenizer's file or a model's folder", HelpName = "NAME|FILE" };
    private readonly NumberOption _maxTokens = new("--max-tokens", 1, int.MaxValue) { Description = "Tokens in one example at most; needs --tokenizer" };
    private readonly Option<string> _whenOver = new("--when-over") { Description = "With --max-tokens: reject what is longer, leave out its oldest rounds, or cut texts that are not trained", HelpName = "reject|drop-turns|truncate", DefaultValueFactory = _ => "reject" };
    private readonly TemplateOptions _templates;
    private readonly bool _shortens;

    /// <param name="command">Gets the options.</param>
    /// <param name="templates">Say what is counted.</param>
    /// <param name="shortens">Whether the command writes examples, and so may shorten them.</param>
    public TokenOptions(Command command, TemplateOptions templates, bool shortens)
    {
        _templates = templates;
        _shortens = shortens;
        command.Add(_tokenizer);
        command.Add(_maxTokens);
        if (shortens)
        {
            _whenOver.AcceptOnlyFromAmong("reject", "drop-turns", "truncate");
            command.Add(_whenOver);
        }
    }

    public static string Names => string.Join(", ", Tokenizer.Known.Select(t => t.Name));

    /// <summary>A tokenizer from a file, a folder or a name.</summary>
    public static Tokenizer Load(string name) => Tokenizer.LoadAsync(name, Interruption.Token).GetAwaiter().GetResult();

    /// <summary>What counts.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="templates">The words of <c>--chat-template</c>.</param>
    /// <param name="result">What was typed.</param>
    /// <param name="rendered">The template that the examples are written with, counted with when no other is named; null when there is none.</param>
    public static TokenCounter Counter(Tokenizer tokenizer, TemplateOptions templates, ParseResult result, PromptTemplate? rendered = null) =>
        templates.ChatTemplateName(result) == "openai" ? TokenCounter.HostedChat(tokenizer)
        : (templates.ChatTemplate(result) ?? rendered) is { } template ? TokenCounter.Rendered(tokenizer, template)
        : TokenCounter.OfTexts(tokenizer);

    /// <summary>Holds a dataset against the limit, if there is one.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="result">What was typed.</param>
    /// <param name="rendered">The template that the examples are written with; null when there is none.</param>
    public Dataset Limit(Dataset dataset, ParseResult result, PromptTemplate? rendered)
    {
        var (limit, name) = (_maxTokens.Read(result), result.GetValue(_tokenizer));
        var whenOver = _shortens ? result.GetValue(_whenOver) : "reject";
        return limit switch
        {
            null when whenOver != "reject" => throw new UsageException("--when-over needs --max-tokens N"),
            null when _templates.ChatTemplateName(result) is not null && !_templates.ChatTemplateRenders(result, rendered) => throw new UsageException("--chat-template says how tokens are counted; it needs --max-tokens N and --tokenizer NAME"),
            null when name is not null => throw new UsageException("--tokenizer says how tokens are counted, and nothing counts them without --max-tokens N; datasetkit count counts alone"),
            null => dataset,
            _ when name is null => throw new UsageException($"--max-tokens needs --tokenizer NAME, because every model counts differently; the names are {Names}"),
            { } most => dataset.LimitTokens((int)most, Counter(Load(name), _templates, result, rendered), whenOver switch
            {
                "drop-turns" => Overflow.DropTurns,
                "truncate" => Overflow.Truncate,
                _ => Overflow.Reject,
            }),
        };
    }

    /// <summary>Whether examples may be written shorter than they were read.</summary>
    public bool Shortens(ParseResult result) => _shortens && result.GetValue(_whenOver) != "reject";
}
