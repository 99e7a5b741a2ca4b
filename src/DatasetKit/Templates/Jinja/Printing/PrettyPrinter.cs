namespace DatasetKit.Templates.Jinja;

/// <summary>Python's <c>pprint.pformat</c> with its defaults: 80 columns, sorted dicts.</summary>
internal sealed class PrettyPrinter(RenderState state)
{
    private const int Width = 80;

    private static readonly Signature s_none = new("pprint", 0);

    private readonly List<object> _open = [];

    public static Value Filter(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        var mark = state.BeginText();
        new PrettyPrinter(state).Write(value, 0, 0, 1);
        return state.EndText(mark, false);
    }

    private void Write(in Value value, int indent, int allowance, int level)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var flat = Flat(value);
        if (CodePoints.Count(flat) <= Width - indent - allowance)
        {
            state.Out.Append(flat);
            return;
        }

        switch (value.Ref)
        {
            case PyDict dict:
                Inside(dict, () => WriteDict(dict, indent, allowance + 1, level));
                break;
            case PyList list:
                Inside(list, () => WriteItems("[", list.Items, "]", indent, allowance, level));
                break;
            case PyTuple { Fields: null } tuple:
                Inside(tuple, () => WriteItems("(", tuple.Items, tuple.Items.Length == 1 ? ",)" : ")", indent, allowance, level));
                break;
            case string or PyText { IsMarkup: false }:
                WriteText(value, flat, indent, allowance, level);
                break;
            default:
                state.Out.Append(flat);
                break;
        }
    }

    private void Inside(object container, Action write)
    {
        _open.Add(container);
        write();
        _open.RemoveAt(_open.Count - 1);
    }

    private void WriteDict(PyDict dict, int indent, int allowance, int level)
    {
        state.Out.Append('{');
        var keys = Sorted(dict);
        for (var i = 0; i < keys.Count; i++)
        {
            if (i > 0)
            {
                state.Out.Append(",\n");
                state.Out.Fill(' ', indent + 1);
            }

            var name = Flat(keys[i]);
            state.Out.Append(name);
            state.Out.Append(": ");
            dict.TryGet(keys[i], out var item);
            Write(item, indent + CodePoints.Count(name) + 3, i == keys.Count - 1 ? allowance : 1, level + 1);
        }

        state.Out.Append('}');
    }

    private void WriteItems(string open, IReadOnlyList<Value> items, string close, int indent, int allowance, int level)
    {
        state.Out.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                state.Out.Append(",\n");
                state.Out.Fill(' ', indent + 1);
            }

            Write(items[i], indent + 1, i == items.Count - 1 ? allowance + close.Length : 1, level + 1);
        }

        state.Out.Append(close);
    }

    private void WriteText(in Value value, string flat, int indent, int allowance, int level)
    {
        if (level == 1)
        {
            indent++;
            allowance++;
        }

        var chunks = new List<string>();
        var lines = TextMethods.Lines(state, value, keepEnds: true);
        for (var i = 0; i < lines.Count; i++)
        {
            var isLast = i == lines.Count - 1;
            var quoted = Repr.Quote(lines[i].Text);
            if (CodePoints.Count(quoted) <= Width - indent - (isLast ? allowance : 0))
            {
                chunks.Add(quoted);
            }
            else
            {
                Break(lines[i].Text, Width - indent, isLast ? allowance : 0, chunks);
            }
        }

        if (chunks.Count <= 1)
        {
            state.Out.Append(lines.Count == 0 ? flat : Repr.Quote(lines[^1].Text));
            return;
        }

        state.Out.Append(level == 1 ? "(" : string.Empty);
        for (var i = 0; i < chunks.Count; i++)
        {
            if (i > 0)
            {
                state.Out.Append('\n');
                state.Out.Fill(' ', indent);
            }

            state.Out.Append(chunks[i]);
        }

        state.Out.Append(level == 1 ? ")" : string.Empty);
    }

    /// <summary>A line in pieces that fit, cut after whitespace.</summary>
    private void Break(string line, int width, int allowance, List<string> chunks)
    {
        var current = string.Empty;
        for (var at = 0; at < line.Length;)
        {
            var end = at;
            while (end < line.Length && !PySpace.Is(line[end]))
            {
                end++;
            }

            end = PySpace.SkipFrom(line, end);
            var part = line[at..end];
            state.ChargeText(64 + (8L * (current.Length + part.Length)));
            state.Steps(4 + ((current.Length + part.Length) >> 2));
            var room = end == line.Length ? width - allowance : width;
            if (CodePoints.Count(Repr.Quote(current + part)) > room)
            {
                if (current.Length > 0)
                {
                    chunks.Add(Repr.Quote(current));
                }

                current = part;
            }
            else
            {
                current += part;
            }

            at = end;
        }

        if (current.Length > 0)
        {
            chunks.Add(Repr.Quote(current));
        }
    }

    /// <summary>The value on one line, its dicts sorted.</summary>
    private string Flat(in Value value)
    {
        var mark = state.BeginText();
        WriteFlat(value);
        return state.EndText(mark, false).Text;
    }

    private void WriteFlat(in Value value)
    {
        state.Step();
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value.Ref is not (PyDict or PyList or PyTuple { Fields: null }))
        {
            Repr.Write(state, value);
            return;
        }

        var container = value.Ref;
        state.Steps(1 + (_open.Count >> 4));
        if (_open.Exists(open => ReferenceEquals(open, container)))
        {
            state.Out.Append($"<Recursion on {value.TypeName} with id=0>");
            return;
        }

        if (_open.Count > 500)
        {
            throw new PyError(ErrorClass.RecursionError, "maximum recursion depth exceeded");
        }

        Inside(container, () => WriteFlatContainer(container));
    }

    private void WriteFlatContainer(object container)
    {
        if (container is PyDict dict)
        {
            state.Out.Append('{');
            var first = true;
            foreach (var key in Sorted(dict))
            {
                state.Out.Append(first ? string.Empty : ", ");
                first = false;
                WriteFlat(key);
                state.Out.Append(": ");
                dict.TryGet(key, out var item);
                WriteFlat(item);
            }

            state.Out.Append('}');
            return;
        }

        IReadOnlyList<Value> items = container is PyList list ? list.Items : ((PyTuple)container).Items;
        state.Out.Append(container is PyList ? '[' : '(');
        for (var i = 0; i < items.Count; i++)
        {
            state.Out.Append(i > 0 ? ", " : string.Empty);
            WriteFlat(items[i]);
        }

        state.Out.Append(container is PyList ? "]" : items.Count == 1 ? ",)" : ")");
    }

    private List<Value> Sorted(PyDict dict)
    {
        var keys = dict.Part(ViewPart.Keys);
        try
        {
            return Sorting.Sort(state, keys, keys, reverse: false);
        }
        catch (PyError error) when (error.Error == ErrorClass.TypeError)
        {
            // Keys that cannot be compared stand by type; within a type Python falls back to their address, we to their order.
            return [.. keys.OrderBy(key => key.TypeName, StringComparer.Ordinal)];
        }
    }
}
