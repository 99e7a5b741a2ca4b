using System.CommandLine;
using System.Globalization;

namespace DatasetKit.Cli.Options;

/// <summary>The options of every command that writes records.</summary>
internal sealed class WritingOptions
{
    private readonly Option<string> _output = new("--output", "-o") { Description = "The output; its ending decides the container (.jsonl, .json, .csv, .tsv, each also .gz); - is standard output", HelpName = "OUT", DefaultValueFactory = _ => "-" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace an existing output" };
    private readonly Option<string?> _rejects = new("--rejects") { Description = "Where rejected records go; OUT.rejects.jsonl when left out", HelpName = "FILE" };
    private readonly Option<string> _extra = new("--extra") { Description = "What the format has no field for: keep it under \"datasetkit\", or drop it and say so", HelpName = "keep|drop", DefaultValueFactory = _ => "drop" };
    private readonly Option<bool> _lossless = new("--lossless") { Description = "Publish nothing if anything would be lost" };
    private readonly Option<string?> _maxRejects = new("--max-rejects") { Description = "Publish nothing if more records are rejected, for example 10 or 0.5%", HelpName = "N|P%" };
    private readonly NumberOption _indent = new("--indent", 0, 16) { Description = "Spaces of indentation in a .json output", Default = 0 };
    private readonly Option<bool> _ascii = new("--ascii") { Description = "Write characters outside ASCII as \\u escapes" };
    private readonly Option<bool> _escapeFormulas = new("--escape-formulas") { Description = "Put ' before CSV cells that a spreadsheet would run" };

    private readonly Option<string[]> _outputs = new("--output", "-o") { Description = "An output, once for each part; its ending decides the container (.jsonl, .json, .csv, .tsv, each also .gz)", HelpName = "OUT", Required = true };

    public WritingOptions(Command command, bool severalOutputs = false)
    {
        _extra.AcceptOnlyFromAmong("keep", "drop");
        foreach (Option option in (Option[])[severalOutputs ? _outputs : _output, _force, _rejects, _extra, _lossless, _maxRejects, _indent, _ascii, _escapeFormulas])
        {
            command.Add(option);
        }
    }

    public string Output(ParseResult result) => result.GetValue(_output)!;

    /// <summary>The outputs of a command that has several.</summary>
    public IReadOnlyList<string> Outputs(ParseResult result) => result.GetValue(_outputs)!;

    public WriteOptions Read(ParseResult result)
    {
        var (count, share) = MaxRejects(result.GetValue(_maxRejects));
        return new WriteOptions
        {
            Force = result.GetValue(_force),
            Rejects = result.GetValue(_rejects),
            Extra = result.GetValue(_extra) == "keep" ? ExtraPolicy.Keep : ExtraPolicy.Drop,
            Lossless = result.GetValue(_lossless),
            MaxRejects = count,
            MaxRejectShare = share,
            Indent = (int)_indent.Read(result)!,
            Ascii = result.GetValue(_ascii),
            EscapeFormulas = result.GetValue(_escapeFormulas),
        };
    }

    internal static (long? Count, double? Share) MaxRejects(string? text)
    {
        if (text is null)
        {
            return (null, null);
        }

        if (text.EndsWith('%') && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100)
        {
            return (null, percent / 100);
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (count, null)
            : throw new UsageException($"--max-rejects takes a number or a percentage, not \"{text}\"");
    }
}
