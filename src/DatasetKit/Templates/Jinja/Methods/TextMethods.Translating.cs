namespace DatasetKit.Templates.Jinja;

/// <summary>Methods that replace characters by a table.</summary>
internal static partial class TextMethods
{
    private static readonly Signature s_translate = Signature.Unnamed("translate", 1, "table");
    private static readonly Signature s_makeTable = Signature.Unnamed("maketrans", 1, "x", "y", "z");

    private static Value Translate(RenderState state, in Value text, in Arguments arguments)
    {
        var table = s_translate.Bind(arguments)[0];
        var whole = text.Text;
        var mark = state.BeginText();
        for (var at = 0; at < whole.Length;)
        {
            state.Step();
            var length = CodePoints.LengthAt(whole, at);
            var entry = Entry(state, table, CodePoints.At(whole, at));
            if (entry.IsMissing)
            {
                state.Out.Append(whole, text.Runs, at, length);
            }
            else if (entry.IsText)
            {
                state.Out.Append(Texts.Plain(entry));
            }
            else if (!entry.IsNone)
            {
                state.Out.Append(Character(entry));
            }

            at += length;
        }

        return state.EndText(mark, text.IsMarkup);
    }

    /// <summary>What the table has for a character; missing when it stays as it is.</summary>
    private static Value Entry(RenderState state, in Value table, int point) => table.Ref switch
    {
        PyDict dict => dict.TryGet(Value.Of((long)point), out var entry) ? entry : default,
        PyUndefined undefined => throw undefined.Fail(),
        string or PyText or PyList or PyTuple or PyRange or PyBytes => Items.Get(state, table, Value.Of((long)point)) is { IsUndefined: false } entry ? entry : default,
        _ => throw PyError.Type($"'{table.TypeName}' object is not subscriptable"),
    };

    private static string Character(in Value entry) => !entry.TryInteger(out var point) ? throw PyError.Type("character mapping must return integer, None or str")
        : point.Sign < 0 || point > 0x10FFFF ? throw PyError.Value("character mapping must be in range(0x110000)")
        : CodePoints.ToString((int)point);

    private static Value MakeTable(RenderState state, in Value text, in Arguments arguments)
    {
        var bound = s_makeTable.Bind(arguments);
        var table = new PyDict();
        if (bound[1].IsMissing)
        {
            var pairs = bound[0].Ref as PyDict ?? throw PyError.Type("if you give only one argument to maketrans it must be a dict");
            foreach (var key in pairs.Part(ViewPart.Keys))
            {
                state.Step();
                pairs.TryGet(key, out var value);
                table.Set(Key(key), value);
            }

            return Value.Of(table);
        }

        var from = bound[0].TryText(out var first) ? first : throw PyError.Type("first maketrans argument must be a string if there is a second argument");
        var to = bound[1].TryText(out var second) ? second : throw PyError.Type($"maketrans() argument 2 must be str, not {bound[1].TypeName}");
        var without = bound[2].IsMissing ? string.Empty : Coerce.Text(bound[2], "maketrans");
        if (CodePoints.Count(from) != CodePoints.Count(to))
        {
            throw PyError.Value("the first two maketrans arguments must have equal length");
        }

        state.ChargeItems(3L * (from.Length + without.Length));
        for (int at = 0, other = 0; at < from.Length; at += CodePoints.LengthAt(from, at), other += CodePoints.LengthAt(to, other))
        {
            table.Set(Value.Of((long)CodePoints.At(from, at)), Value.Of((long)CodePoints.At(to, other)));
        }

        for (var at = 0; at < without.Length; at += CodePoints.LengthAt(without, at))
        {
            table.Set(Value.Of((long)CodePoints.At(without, at)), Value.None);
        }

        return Value.Of(table);
    }

    private static Value Key(in Value key) => !key.TryText(out var text) ? key.TryInteger(out _) ? key : throw PyError.Type("keys in translate table must be strings or integers")
        : text.Length > 0 && CodePoints.LengthAt(text, 0) == text.Length ? Value.Of((long)CodePoints.At(text, 0))
        : throw PyError.Value("string keys in translate table must be of length 1");
}
