using System.CommandLine;

namespace DatasetKit.Cli.Options;

/// <summary>The options that count tokens.</summary>
internal sealed class TokenOptions
{
    private readonly Option<string?> _tokenizer = new("--tokenizer") { Description = "A tokenizer or a model's name (datasetkit tokenizers lists them)", HelpName = "NAME" };
    private readonly Option<int?> _maxTokens = new("--max-tokens") { Description = "Tokens in one example at most; needs --tokenizer", HelpName = "N" };

    public TokenOptions(Command command)
    {
        command.Add(_tokenizer);
        command.Add(_maxTokens);
    }

    public Tokenizer? Tokenizer(ParseResult result) => result.GetValue(_tokenizer) is { } name ? DatasetKit.Tokenizer.Get(name) : null;

    /// <summary>The limit; null when there is none.</summary>
    public int? MaxTokens(ParseResult result)
    {
        var limit = result.GetValue(_maxTokens);
        return limit switch
        {
            null => null,
            <= 0 => throw new UsageException("--max-tokens takes a number above 0"),
            _ when result.GetValue(_tokenizer) is null => throw new UsageException($"--max-tokens needs --tokenizer NAME, because every model counts differently; the names are {Names}"),
            _ => limit,
        };
    }

    public static string Names => string.Join(", ", DatasetKit.Tokenizer.Known.Select(t => t.Name));
}
