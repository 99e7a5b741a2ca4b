using System.CommandLine;
using DatasetKit.Cli.Terminal;
using DatasetKit.Processing;
using DatasetKit.Reports;

namespace DatasetKit.Cli.Options;

/// <summary>The options of showing what the model sees.</summary>
internal sealed class RenderingOptions
{
    private readonly Option<bool> _mask = new("--mask") { Description = "Show which text is trained: in colour, or between ⟦ and ⟧ where there are no colours (NO_COLOR, a pipe, a file)" };
    private readonly Option<bool> _html = new("--html") { Description = "Write one HTML page with the trained text marked; so does an output that ends in .html" };
    private readonly Option<bool> _spans = new("--spans") { Description = "Write JSON Lines of text and spans: the code points that carry loss" };
    private readonly Option<string> _color = new("--color") { Description = "Whether --mask uses colours", HelpName = "auto|always|never", DefaultValueFactory = _ => "auto" };
    private readonly Option<string?> _tokenizer = new("--tokenizer") { Description = "Count tokens too: a tokenizer, by name or model (datasetkit tokenizers lists them), or a tokenizer's file or a model's folder", HelpName = "NAME|FILE" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "The output; - is standard output", HelpName = "OUT", DefaultValueFactory = _ => "-" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace an existing output" };
    private readonly Option<string?> _rejects = new("--rejects") { Description = "Where rejected records go; OUT.rejects.jsonl when left out", HelpName = "FILE" };
    private readonly Option<string?> _maxRejects = new("--max-rejects") { Description = "Publish nothing if more records are rejected, for example 10 or 0.5%", HelpName = "N|P%" };

    public RenderingOptions(Command command)
    {
        _color.AcceptOnlyFromAmong("auto", "always", "never");
        foreach (Option option in (Option[])[_mask, _html, _spans, _color, _tokenizer, _output, _force, _rejects, _maxRejects])
        {
            command.Add(option);
        }
    }

    public string Output(ParseResult result) => result.GetValue(_output)!;

    public RenderedCounter? Counter(ParseResult result, PromptTemplate template) =>
        result.GetValue(_tokenizer) is { } name ? new RenderedCounter(TokenOptions.Load(name), template) : null;

    public WriteOptions Write(ParseResult result)
    {
        var (count, share) = WritingOptions.MaxRejects(result.GetValue(_maxRejects));
        return new WriteOptions { Force = result.GetValue(_force), Rejects = result.GetValue(_rejects), MaxRejects = count, MaxRejectShare = share };
    }

    public RenderedView View(ParseResult result, PromptTemplate template)
    {
        var output = Output(result);
        var (mask, spans) = (result.GetValue(_mask), result.GetValue(_spans));
        var isPage = result.GetValue(_html) || (!spans && Path.GetExtension(output.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? output[..^3] : output).ToLowerInvariant() is ".html" or ".htm");
        if (spans && (mask || isPage))
        {
            throw new UsageException($"--spans writes JSON and {(mask ? "--mask" : "--html")} a text for people; choose one of them");
        }

        var isTerminal = output == "-" && StandardOutput.IsTerminal;
        return spans ? new RenderedSpansView()
            : isPage ? new RenderedPage(template.Name)
            : new RenderedTextView(mask ? Style(result, isTerminal) : MaskStyle.None, isTerminal || result.GetValue(_color) == "always");
    }

    private MaskStyle Style(ParseResult result, bool isTerminal) => result.GetValue(_color) switch
    {
        "always" => MaskStyle.Colours,
        "auto" when isTerminal && StandardOutput.HasColours => MaskStyle.Colours,
        _ => MaskStyle.Marks,
    };
}
