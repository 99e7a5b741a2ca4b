using System.Text;
using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary><c>Replace</c>: puts something in the place of every match, token by token.</summary>
internal sealed class ReplaceDecoder(Matcher matcher, string content) : Decoder
{
    /// <inheritdoc/>
    internal override string Description => $"Replace {matcher.Description} by '{content}'";

    /// <inheritdoc/>
    internal override List<string> Apply(List<string> tokens) => [.. tokens.Select(Replace)];

    private string Replace(string token)
    {
        byte[] text = Encoding.UTF8.GetBytes(token);
        var replaced = new StringBuilder();
        int kept = 0;
        long effort = Matcher.EffortFor(text.Length);
        for (int from = 0; from <= text.Length && matcher.Find(text, from, ref effort, out int start, out int end);)
        {
            replaced.Append(Utf8Text.Show(text.AsSpan(kept..start))).Append(content);
            kept = end;
            from = end > start ? end : end < text.Length ? end + Utf8Steps.SizeAt(text, end) : text.Length + 1;
        }

        return kept == 0 && replaced.Length == 0 ? token : replaced.Append(Utf8Text.Show(text.AsSpan(kept))).ToString();
    }
}
