using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace DatasetKit.Templates.Jinja;

/// <summary>Filters for HTML and for addresses.</summary>
internal static class MarkupFilters
{
    private static readonly Signature s_none = new("filter", 0);
    private static readonly Signature s_attributes = new("xmlattr", 0, "autospace");

    private static readonly SearchValues<char> s_notInNames = SearchValues.Create(" \t\n\r\f\v/>=");

    public static Value Escape(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        return Escaping.ToMarkup(state, value);
    }

    public static Value ForceEscape(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        return Escaping.ToMarkup(state, Printer.Text(state, value));
    }

    public static Value Safe(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        return Texts.Markup(Printer.SoftText(state, value));
    }

    public static Value XmlAttributes(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_attributes.Bind(arguments);
        if (value.Ref is not PyDict dict)
        {
            throw value.Ref is PyUndefined undefined ? undefined.Fail() : new PyError(ErrorClass.AttributeError, $"'{value.TypeName}' object has no attribute 'items'");
        }

        var spaced = bound[0].IsMissing || bound.IsTrue(state, 0);
        var first = true;
        var mark = state.BeginText();
        for (var slot = 0; slot < dict.Slots; slot++)
        {
            if (!dict.TryAt(slot, out var key, out var item) || item.IsNone || item.IsUndefined)
            {
                continue;
            }

            var name = key.TryText(out var text) ? text : throw PyError.Type("expected string or bytes-like object");
            if (name.AsSpan().ContainsAny(s_notInNames))
            {
                throw PyError.Value($"Invalid character in attribute name: {Repr.Quote(name)}");
            }

            state.Out.Append(first && !spaced ? string.Empty : " ");
            first = false;
            state.Out.Append(Escaping.ToMarkup(state, key));
            state.Out.Append("=\"");
            state.Out.Append(Escaping.ToMarkup(state, item));
            state.Out.Append('"');
        }

        return state.EndText(mark, state.AutoEscape);
    }

    public static Value UrlEncode(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        if (value.IsText || Sequences.IterateOrNone(value) is null)
        {
            return Value.Of(Quote(state, value, isQuery: false));
        }

        var pairs = value.Ref is PyDict dict ? dict.Part(ViewPart.Items) : Sequences.ToList(state, value);
        var parts = new List<string>(pairs.Count);
        foreach (var item in pairs)
        {
            if (Sequences.IterateOrNone(item) is null)
            {
                throw PyError.Type($"cannot unpack non-iterable {item.TypeName} object");
            }

            var pair = Sequences.ToList(state, item);
            parts.Add(pair.Count == 2 ? $"{Quote(state, pair[0], isQuery: true)}={Quote(state, pair[1], isQuery: true)}"
                : pair.Count > 2 ? throw PyError.Value("too many values to unpack (expected 2)")
                : throw PyError.Value($"not enough values to unpack (expected 2, got {pair.Count})"));
        }

        var joined = string.Join('&', parts);
        state.ChargeText(joined.Length);
        return Value.Of(joined);
    }

    private static string Quote(RenderState state, in Value value, bool isQuery)
    {
        var data = value.Ref is PyBytes bytes ? bytes.Data : ((PyBytes)TextEncodings.Encode(state, Printer.Text(state, value), Arguments.Empty).Ref!).Data;
        state.ChargeText(data.Length * 3L);
        state.ChargeItems(data.Length >> 1);
        Span<char> digits = stackalloc char[2];
        var result = new StringBuilder(data.Length);
        foreach (var item in data)
        {
            var letter = (char)item;
            if (char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-' or '~' || (letter == '/' && !isQuery))
            {
                result.Append(letter);
            }
            else if (letter == ' ' && isQuery)
            {
                result.Append('+');
            }
            else
            {
                item.TryFormat(digits, out _, "X2", CultureInfo.InvariantCulture);
                result.Append('%').Append(digits);
            }
        }

        return result.ToString();
    }

    /// <summary>Takes comments and tags away, joins whitespace and resolves entities; in one pass, whatever the text.</summary>
    public static Value StripTags(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        var text = Printer.Text(state, value).Text;
        state.Look(text.Length * 4);
        state.ChargeText(text.Length * 6L);
        var words = WithoutTags(WithoutComments(text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Value.Of(Unescape(string.Join(' ', words)));
    }

    private static string WithoutComments(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            result.Append(text[at]);
            if (text[at] != '-' || result.Length < 4 || result[^2] != '-' || result[^3] != '!' || result[^4] != '<')
            {
                continue;
            }

            // The two hyphens that open a comment may be among the three characters that close it.
            var end = text.AsSpan(at + 1).StartsWith(">") ? at + 2
                : text.AsSpan(at + 1).StartsWith("->") ? at + 3
                : text.IndexOf("-->", at + 1, StringComparison.Ordinal) is >= 0 and var close ? close + 3 : -1;
            if (end < 0)
            {
                return result.Append(text.AsSpan(at + 1)).ToString();
            }

            result.Length -= 4;
            at = end - 1;
        }

        return result.ToString();
    }

    private static string WithoutTags(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; ;)
        {
            var start = text.IndexOf('<', at);
            var end = start < 0 ? -1 : text.IndexOf('>', start);
            if (end < 0)
            {
                return result.Append(text.AsSpan(at)).ToString();
            }

            result.Append(text.AsSpan(at, start - at));
            at = end + 1;
        }
    }

    private static string Unescape(string text) => text.Contains('&') ? WebUtility.HtmlDecode(text) : text;
}
