using System.Text;

namespace DatasetKit;

/// <summary>
/// How the Flan Collection puts solved examples before a query: prefixes, delimiters and a suffix around inputs and targets that a template has made already
/// (google-research/FLAN, flan/v2/few_shot.py and templates.py; the assembly is SeqIO's).
/// </summary>
public sealed record FlanFewShot
{
    /// <summary>Before each inputs. Default nothing; <c>0 </c> in version 1.</summary>
    public string InputsPrefix { get; init; } = "";

    /// <summary>Before each targets. Default nothing; <c>1 </c> in version 1. Before the answer that is wanted, without whitespace at its end.</summary>
    public string TargetsPrefix { get; init; } = "";

    /// <summary>Between inputs and targets. Default two line ends; <c> X </c> in version 1.</summary>
    public string InputsTargetsDelimiter { get; init; } = "\n\n";

    /// <summary>After each solved example. Default three line ends.</summary>
    public string ExampleSeparator { get; init; } = "\n\n\n";

    /// <summary>At the very end of the inputs. Default nothing; <c> FLAN</c> in version 1.</summary>
    public string FinalSuffix { get; init; } = "";

    /// <summary>Version 1 of 2021 (flan/few_shot.py).</summary>
    public static FlanFewShot Version1 { get; } = new() { InputsPrefix = "0 ", TargetsPrefix = "1 ", InputsTargetsDelimiter = " X ", FinalSuffix = " FLAN" };

    /// <summary>The query with the solved examples before it. Spaces at the end of the inputs go, line ends stay.</summary>
    /// <param name="solved">The solved examples; what they say is their instruction and output.</param>
    /// <param name="query">The query, whose output stays as it is.</param>
    public Example Assemble(IReadOnlyList<Example> solved, Example query)
    {
        ArgumentNullException.ThrowIfNull(solved);
        ArgumentNullException.ThrowIfNull(query);
        var text = new StringBuilder();
        foreach (var shot in solved)
        {
            text.Append(InputsPrefix).Append(shot.UserText.ToString()).Append(InputsTargetsDelimiter).Append(TargetsPrefix).Append(shot.Output.ToString()).Append(ExampleSeparator);
        }

        text.Append(InputsPrefix).Append(query.UserText.ToString()).Append(InputsTargetsDelimiter).Append(TargetsPrefix.TrimEnd());
        return query.WithTurn(text.ToString().TrimEnd(' ') + FinalSuffix, default, query.Output);
    }
}
