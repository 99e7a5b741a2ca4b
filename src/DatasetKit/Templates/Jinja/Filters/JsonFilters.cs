namespace DatasetKit.Templates.Jinja;

/// <summary>The two kinds of <c>tojson</c>.</summary>
internal static class JsonFilters
{
    private static readonly Signature s_plain = new("tojson", 0, "ensure_ascii", "indent", "separators", "sort_keys");
    private static readonly Signature s_htmlSafe = new("tojson", 0, "indent");

    /// <summary>
    /// That of chat templates: <c>json.dumps(x, ensure_ascii=False, indent=None, separators=None, sort_keys=False)</c>. The first positional
    /// argument is <c>ensure_ascii</c>, not the indent.
    /// </summary>
    public static Value Plain(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_plain.Bind(arguments);
        var writer = new JsonWriter(state, bound.IsTrue(state, 0), Indent(state, bound[1]), Separators(state, bound[2]), bound.IsTrue(state, 3));
        var mark = state.BeginText();
        writer.Write(value);
        return state.EndText(mark, false);
    }

    /// <summary>Jinja's own: sorted keys, ASCII, and what HTML reserves as escapes; the result is markup.</summary>
    public static Value HtmlSafe(RenderState state, in Value value, in Arguments arguments)
    {
        var writer = new JsonWriter(state, true, Indent(state, s_htmlSafe.Bind(arguments)[0]), null, true);
        var mark = state.BeginText();
        writer.Write(value);
        var json = state.EndText(mark, false);
        foreach (var (reserved, escape) in new[] { ("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("'", "\\u0027") })
        {
            json = TextMethods.Replace(state, json, reserved, Value.Of(escape), -1);
        }

        return Texts.Markup(json);
    }

    private static string? Indent(RenderState state, in Value indent) => indent.IsMissing || indent.IsNone ? null
        : indent.TryText(out var text) ? text
        : Arithmetic.Apply(state, BinaryOperator.Multiply, Value.Of(" "), indent).Text;

    private static (string Item, string Key)? Separators(RenderState state, in Value separators)
    {
        if (separators.IsMissing || separators.IsNone)
        {
            return null;
        }

        var pair = Sequences.IterateOrNone(separators) is null
            ? throw PyError.Type($"cannot unpack non-iterable {separators.TypeName} object")
            : Sequences.ToList(state, separators);
        return pair.Count > 2 ? throw PyError.Value("too many values to unpack (expected 2)")
            : pair.Count < 2 ? throw PyError.Value($"not enough values to unpack (expected 2, got {pair.Count})")
            : pair[0].TryText(out var item) && pair[1].TryText(out var key) ? (item, key)
            : throw PyError.Type("make_encoder() separators must be str");
    }
}
