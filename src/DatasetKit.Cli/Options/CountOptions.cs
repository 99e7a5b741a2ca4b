using System.CommandLine;
using DatasetKit.Processing;

namespace DatasetKit.Cli.Options;

/// <summary>The options of counting.</summary>
internal sealed class CountOptions
{
    private readonly Option<string[]> _tokenizers = new("--tokenizer") { Description = "A tokenizer, by name or model (datasetkit tokenizers lists them), or a tokenizer's file or a model's folder; several are counted in one pass", HelpName = "NAME|FILE" };
    private readonly TemplateOptions _templates;
    private readonly Option<string[]> _limits = new("--limit") { Description = "Say how many examples have more tokens, and what meeting the limit would lose; may be repeated", HelpName = "N" };
    private readonly NumberOption _maxTokens = new("--max-tokens", 1, int.MaxValue) { Description = "The same as --limit" };
    private readonly Option<string?> _prices = new("--prices") { Description = "A table of prices and speeds in place of the one that is built in (docs/count.md shows its form)", HelpName = "FILE" };
    private readonly NumberOption _epochs = new("--epochs", 1, int.MaxValue) { Description = "How often training goes over the data, for the estimate", Default = 1 };
    private readonly Option<bool> _perExample = new("--per-example") { Description = "Write the counts of each example as JSON Lines to -o; the figures go to standard error when that is standard output" };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "With --per-example: the output; - or left out is standard output", HelpName = "OUT" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace an existing output" };

    public CountOptions(Command command)
    {
        command.Add(_tokenizers);
        _templates = TemplateOptions.OfCounting(command);
        foreach (Option option in (Option[])[_limits, _maxTokens, _prices, _epochs, _perExample, _output, _force])
        {
            command.Add(option);
        }
    }

    /// <summary>What is counted, one for each tokenizer.</summary>
    public IReadOnlyList<TokenStatistics> Statistics(ParseResult result)
    {
        var names = result.GetValue(_tokenizers) is { Length: > 0 } given ? given
            : throw new UsageException($"count needs --tokenizer NAME, because every model counts differently; the names are {TokenOptions.Names}");
        var limits = Limits(result);

        // A name that is given twice, or two names of one tokenizer, would be two columns of one name.
        return [.. names.Select(TokenOptions.Load).DistinctBy(t => t.Name, StringComparer.Ordinal).Select(t => new TokenStatistics(TokenOptions.Counter(t, _templates, result), limits))];
    }

    /// <summary>The limits, each once, from the smallest. In a loop, because what is asked of numbers in general is compiled anew in each run.</summary>
    private List<int> Limits(ParseResult result)
    {
        var limits = new List<int>();
        foreach (var text in result.GetValue(_limits) ?? [])
        {
            Add((int)NumberOption.Parse(_limits.Name, text, 1, int.MaxValue));
        }

        if (_maxTokens.Read(result) is { } most)
        {
            Add((int)most);
        }

        limits.Sort();
        return limits;

        void Add(int limit)
        {
            if (!limits.Contains(limit))
            {
                limits.Add(limit);
            }
        }
    }

    public PriceTable Prices(ParseResult result) => result.GetValue(_prices) is { } file ? PriceTable.Load(file) : PriceTable.Embedded;

    public int Epochs(ParseResult result) => (int)_epochs.Read(result)!.Value;

    /// <summary>Where the counts of each example go; null when nobody wants them.</summary>
    public string? PerExample(ParseResult result)
    {
        var output = result.GetValue(_output);
        if (!result.GetValue(_perExample))
        {
            return output is null ? null : throw new UsageException("-o names where --per-example writes; for the figures alone redirect standard output");
        }

        return Lines(output ?? "-", "--per-example writes");
    }

    public WriteOptions Write(ParseResult result) => new() { Force = result.GetValue(_force) };

    /// <summary>An output of JSON Lines, which holds lists and objects in its fields as a table does not.</summary>
    internal static string Lines(string output, string what)
    {
        var name = output.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? output[..^3] : output;
        return Path.GetExtension(name).ToLowerInvariant() is ".csv" or ".tsv" or ".tab"
            ? throw new UsageException($"{what} JSON Lines; end the name of the output in .jsonl, not {Path.GetExtension(name)}")
            : output;
    }
}
