using System.Text;
using System.Text.RegularExpressions;

namespace DatasetKit.Templates.Jinja;

/// <summary>Makes links of the addresses in a text, as Jinja does. The patterns run without backtracking.</summary>
internal static class UrlizeFilter
{
    private static readonly Signature s_urlize = new("urlize", 0, "trim_url_limit", "nofollow", "target", "rel", "extra_schemes");

    private const string Address =
        @"^(?:(?:https?://|www\.)(?:(?:[\w%-]+\.)+)?(?:[a-z]{2,63}|xn--[\w%]{2,59})"
        + @"|(?:[\w%-]{2,63}\.)+(?:com|net|int|edu|gov|org|info|mil)"
        + @"|https?://(?:\d{1,3}(?:\.\d{1,3}){3}|\[(?:[\da-f]{0,4}:){2}(?:[\da-f]{0,4}:?){1,6}\]))"
        + @"(?::\d{1,5})?(?:[/?#]\S*)?$";

    private static readonly Lazy<Regex> s_address = new(() => new Regex(Address, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase));

    private static readonly Lazy<Regex> s_mail = new(() => new Regex(@"^\S+@\w[\w.-]*\.\w+$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
    private static readonly Lazy<Regex> s_scheme = new(() => new Regex(@"^[\w.+-]{2,}:/{0,2}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));

    public static Value Urlize(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_urlize.Bind(arguments);
        var rel = new SortedSet<string>(StringComparer.Ordinal) { "noopener" };
        if (bound.IsTrue(state, 3))
        {
            rel.UnionWith(bound[3].TryText(out var given)
                ? given.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                : throw new PyError(ErrorClass.AttributeError, $"'{bound[3].TypeName}' object has no attribute 'split'"));
        }

        if (bound.IsTrue(state, 1))
        {
            rel.Add("nofollow");
        }

        string[] schemes = bound[4].IsMissing || bound[4].IsNone ? [] : [.. Sequences.ToList(state, bound[4]).Select(scheme => Coerce.Text(scheme, "fullmatch"))];
        if (Array.Find(schemes, scheme => !s_scheme.Value.IsMatch(scheme)) is { } wrong)
        {
            throw new PyError(ErrorClass.FilterArgumentError, $"{Repr.Quote(wrong)} is not a valid URI scheme prefix.");
        }

        var target = !bound.IsTrue(state, 2) ? string.Empty : $" target=\"{Escaped(state, bound[2])}\"";
        var attributes = $" rel=\"{Escaped(state, Value.Of(string.Join(' ', rel)))}\"{target}";
        var text = Escaping.ToMarkup(state, value).Text;
        state.Look(text.Length * 32);
        state.ChargeText(text.Length);
        var mark = state.BeginText();
        for (var at = 0; at < text.Length;)
        {
            var isSpace = PySpace.Is(text[at]);
            var end = at;
            while (end < text.Length && PySpace.Is(text[end]) == isSpace)
            {
                end++;
            }

            var word = text[at..end];
            state.Out.Append(isSpace ? word : Word(state, word, bound[0], attributes, schemes));
            at = end;
        }

        return state.EndText(mark, state.AutoEscape);
    }

    private static string Escaped(RenderState state, in Value value) => Escaping.ToMarkup(state, value).Text;

    private static string Word(RenderState state, string word, Value limit, string attributes, string[] schemes)
    {
        state.Step();
        var start = 0;
        while (Leading(word, start) is > 0 and var length)
        {
            start += length;
        }

        var end = word.Length;
        while (Trailing(word, start, end) is > 0 and var length)
        {
            end -= length;
        }

        var middle = word[start..end];
        var tail = word[end..];
        foreach (var (open, close) in new[] { ("(", ")"), ("<", ">"), ("&lt;", "&gt;") })
        {
            var opened = Count(middle, open);
            if (opened <= Count(middle, close))
            {
                continue;
            }

            for (var times = Math.Min(opened, Count(tail, close)); times > 0; times--)
            {
                state.Step();
                var stop = tail.IndexOf(close, StringComparison.Ordinal) + close.Length;
                middle += tail[..stop];
                tail = tail[stop..];
            }
        }

        return new StringBuilder(word.Length).Append(word, 0, start).Append(Link(middle, limit, attributes, schemes)).Append(tail).ToString();
    }

    private static int Leading(string word, int at) => at >= word.Length ? 0 : word[at] is '(' or '<' ? 1 : word.AsSpan(at).StartsWith("&lt;") ? 4 : 0;

    private static int Trailing(string word, int start, int end) => end <= start ? 0
        : word[end - 1] is ')' or '>' or '.' or ',' or '\n' ? 1
        : word.AsSpan(start, end - start).EndsWith("&gt;") ? 4 : 0;

    private static int Count(string text, string part) => text.AsSpan().Count(part);

    private static string Link(string text, Value limit, string attributes, string[] schemes)
    {
        if (s_address.Value.IsMatch(text))
        {
            var hasScheme = text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal);
            return $"<a href=\"{(hasScheme ? string.Empty : "https://")}{text}\"{attributes}>{Trimmed(text, limit)}</a>";
        }

        if (text.StartsWith("mailto:", StringComparison.Ordinal) && s_mail.Value.IsMatch(text[7..]))
        {
            return $"<a href=\"{text}\">{text[7..]}</a>";
        }

        if (text.Contains('@') && !text.StartsWith("www.", StringComparison.Ordinal) && !text.StartsWith('@') && !text.Contains(':') && s_mail.Value.IsMatch(text))
        {
            return $"<a href=\"mailto:{text}\">{text}</a>";
        }

        foreach (var scheme in schemes)
        {
            if (text != scheme && text.StartsWith(scheme, StringComparison.Ordinal))
            {
                text = $"<a href=\"{text}\"{attributes}>{text}</a>";
            }
        }

        return text;
    }

    /// <summary>The limit is looked at when there is something to trim, and not before.</summary>
    private static string Trimmed(string text, in Value given)
    {
        if (given.IsMissing || given.IsNone)
        {
            return text;
        }

        var (count, limit) = (CodePoints.Count(text), Coerce.Index(given));
        return count <= limit ? text : text[..CodePoints.Offset(text, (int)(limit < 0 ? Math.Max(0, count + limit) : limit))] + "...";
    }
}
