using System.Text.RegularExpressions;

namespace DatasetKit.Templates.Chat;

/// <summary>Finds what looks like a special token in a template's text: <c>&lt;|im_start|&gt;</c>, <c>&lt;start_of_turn&gt;</c>, <c>[INST]</c>.</summary>
internal static class SpecialTokenScanner
{
    private static readonly Lazy<Regex> s_token = new(() => new Regex(@"<[|\uff5c][^<>{}'""\s]{1,40}[|\uff5c]>|<\|[a-z_]{1,40}\|?>|</?s>|</?[a-z]+_of_[a-z]+>|\[/?[A-Z][A-Z_]{1,30}\]", RegexOptions.NonBacktracking));

    public static IReadOnlyList<string> Find(string source, IEnumerable<string> given)
    {
        var tokens = new List<string>();
        foreach (var token in given.Concat(s_token.Value.Matches(source).Select(match => match.Value)))
        {
            if (token.Length > 1 && !tokens.Contains(token))
            {
                tokens.Add(token);
            }
        }

        return tokens;
    }
}
