using System.CommandLine;

namespace DatasetKit.Cli.Options;

/// <summary>The options of packing.</summary>
internal sealed class PackingOptions
{
    private readonly NumberOption _length = new("--length", 1, PackOptions.MaxLength) { Description = "Tokens in one bin at most: the context the model is trained with", Required = true };
    private readonly Option<string> _tokenizer = new("--tokenizer") { Description = "A tokenizer, by name or model (datasetkit tokenizers lists them), or a tokenizer's file or a model's folder", HelpName = "NAME|FILE", Required = true };
    private readonly TemplateOptions _templates;
    private readonly Option<string> _strategy = new("--strategy") { Description = "The longest examples first, each into the first bin that has room, or into the one that it leaves with the least; or as they come", HelpName = "first-fit|best-fit|in-order", DefaultValueFactory = _ => "first-fit" };
    private readonly Option<bool> _truncate = new("--truncate") { Description = "Cut the end off examples that are longer than a bin, where something that is trained is left of them" };
    private readonly Option<bool> _weights = new("--weight-targets") { Description = "Write loss_weights too: each trained token counts one over the length of its answer" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "The output: JSON Lines, or an array in .json, each also .gz; - is standard output", HelpName = "OUT", DefaultValueFactory = _ => "-" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace an existing output" };
    private readonly Option<string?> _rejects = new("--rejects") { Description = "Where rejected records go; OUT.rejects.jsonl when left out", HelpName = "FILE" };
    private readonly Option<string?> _maxRejects = new("--max-rejects") { Description = "Publish nothing if more records are rejected, for example 10 or 0.5%", HelpName = "N|P%" };

    public PackingOptions(Command command)
    {
        _strategy.AcceptOnlyFromAmong("first-fit", "best-fit", "in-order");
        command.Add(_length);
        command.Add(_tokenizer);
        _templates = TemplateOptions.OfPacking(command);
        foreach (Option option in (Option[])[_strategy, _truncate, _weights, _output, _force, _rejects, _maxRejects])
        {
            command.Add(option);
        }
    }

    public PromptTemplate? Template(ParseResult result) => _templates.ChatTemplateName(result) == "openai"
        ? throw new UsageException("--chat-template openai counts what a hosted model bills, and knows no ids to pack; name a template that shows them (datasetkit templates lists them)")
        : _templates.ChatTemplate(result);

    public TokenCounter Counter(ParseResult result, PromptTemplate? template)
    {
        var tokenizer = TokenOptions.Load(result.GetValue(_tokenizer)!);
        return template is null ? TokenCounter.OfTexts(tokenizer) : TokenCounter.Rendered(tokenizer, template);
    }

    public PackOptions Read(ParseResult result) => new()
    {
        Length = (int)_length.Read(result)!.Value,
        Strategy = result.GetValue(_strategy) switch { "best-fit" => PackStrategy.BestFit, "in-order" => PackStrategy.InOrder, _ => PackStrategy.FirstFit },
        Truncate = result.GetValue(_truncate),
        WeightTargets = result.GetValue(_weights),
    };

    public string Output(ParseResult result) => CountOptions.Lines(result.GetValue(_output)!, "pack writes");

    public WriteOptions Write(ParseResult result)
    {
        var (count, share) = WritingOptions.MaxRejects(result.GetValue(_maxRejects));
        return new WriteOptions { Force = result.GetValue(_force), Rejects = result.GetValue(_rejects), MaxRejects = count, MaxRejectShare = share };
    }
}
