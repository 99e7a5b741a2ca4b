using System.Globalization;
using System.Text;
using DatasetKit.Templates;
using DatasetKit.Validation;

namespace DatasetKit.Processing;

/// <summary>Notices when an answer ends in what the template takes for one token and the tokenizer spells in several: a model trained so does not learn to stop.</summary>
internal sealed class StopTokenCheck
{
    private readonly (string Text, byte[] Utf8, int Tokens)[] _split;

    /// <summary>Looks which special tokens of a template are none of the tokenizer's.</summary>
    /// <param name="tokenizer">A tokenizer that finds its special tokens, if it has a choice.</param>
    /// <param name="template">The template.</param>
    public StopTokenCheck(Tokenizer tokenizer, PromptTemplate template) =>
        _split = [.. template.SpecialTokens.Select(token => (token, Encoding.UTF8.GetBytes(token), tokenizer.CountTokens(token))).Where(token => token.Item3 > 1)];

    /// <summary>What was found at the end of an answer, and in how many tokens; null so far.</summary>
    public (string Text, int Tokens)? Found { get; private set; }

    /// <summary>Looks at a rendered example.</summary>
    public void Look(RenderedExample rendered)
    {
        if (Found is not null || _split.Length == 0 || rendered.LossBytes.Count == 0)
        {
            return;
        }

        var answer = rendered.Utf8.AsSpan(0, rendered.LossBytes[^1].End).TrimEnd("\r\n "u8);
        foreach (var (text, utf8, tokens) in _split)
        {
            if (answer.EndsWith(utf8))
            {
                Found = (text, tokens);
                return;
            }
        }
    }

    /// <summary>Says it once in a run.</summary>
    public static void Report(Run run, TokenCounter counter, Example example, ref bool isSaid)
    {
        if (isSaid || counter is not RenderedCounter { Stop.Found: { } stop } rendered)
        {
            return;
        }

        isSaid = true;
        run.Warn(new Finding(TokenDiagnostics.StopTokenSplit, Severity.Warning, example.Source, null, string.Create(
            CultureInfo.InvariantCulture, $"{rendered.TemplateName} ends an answer with {stop.Text}, which {counter.Tokenizer.Name} spells in {stop.Tokens} tokens; take the tokenizer that the template was made for, or add the token to it")));
    }
}
