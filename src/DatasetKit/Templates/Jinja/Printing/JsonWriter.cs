using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace DatasetKit.Templates.Jinja;

/// <summary>Python's <c>json.dumps</c>, written straight into the buffer.</summary>
internal sealed class JsonWriter(RenderState state, bool ascii, string? indent, (string Item, string Key)? separators, bool sorted)
{
    private static readonly SearchValues<char> s_escaped = SearchValues.Create(
        "\"\\\0\x01\x02\x03\x04\x05\x06\a\b\t\n\v\f\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f");

    /// <summary>About where Python gives up. Only there does it matter whether a container holds itself.</summary>
    private const int MaxDepth = 900;

    private readonly string _item = separators?.Item ?? (indent is null ? ", " : ",");
    private readonly string _key = separators?.Key ?? ": ";
    private readonly List<object> _open = [];

    public void Write(in Value value)
    {
        state.Step();
        switch (value.Kind)
        {
            case Kind.Str:
                WriteText(value);
                break;
            case Kind.None:
                state.Out.Append("null");
                break;
            case Kind.Bool:
                state.Out.Append(value.Bits != 0 ? "true" : "false");
                break;
            case Kind.Int:
                Printer.Integer(state, value.Bits);
                break;
            case Kind.Big:
                state.Out.Append(Printer.BigText(((PyBig)value.Ref!).Number));
                break;
            case Kind.Float:
                state.Out.Append(FloatOf(value.Float));
                break;
            case Kind.List:
                WriteItems(value.Ref!, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(((PyList)value.Ref!).Items));
                break;
            case Kind.Tuple:
                WriteItems(value.Ref!, ((PyTuple)value.Ref!).Items);
                break;
            case Kind.Dict:
                WriteDict((PyDict)value.Ref!);
                break;
            default:
                throw PyError.Type($"Object of type {value.TypeName} is not JSON serializable");
        }
    }

    private void Open(object container, char bracket)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_open.Count > MaxDepth)
        {
            throw _open.Distinct().Count() < _open.Count
                ? PyError.Value("Circular reference detected")
                : new PyError(ErrorClass.RecursionError, "maximum recursion depth exceeded while encoding a JSON object");
        }

        _open.Add(container);
        state.Out.Append(bracket);
    }

    private void Close(char bracket)
    {
        _open.RemoveAt(_open.Count - 1);
        NewLine();
        state.Out.Append(bracket);
    }

    private void NewLine()
    {
        if (indent is null)
        {
            return;
        }

        state.Out.Append('\n');
        state.CheckText((long)indent.Length * _open.Count);
        for (var i = 0; i < _open.Count; i++)
        {
            state.Out.Append(indent);
        }
    }

    private void WriteItems(object container, ReadOnlySpan<Value> items)
    {
        if (items.Length == 0)
        {
            state.Out.Append("[]");
            return;
        }

        Open(container, '[');
        for (var i = 0; i < items.Length; i++)
        {
            state.Out.Append(i > 0 ? _item : string.Empty);
            NewLine();
            Write(items[i]);
        }

        Close(']');
    }

    private void WriteDict(PyDict dict)
    {
        if (dict.Count == 0)
        {
            state.Out.Append("{}");
            return;
        }

        Open(dict, '{');
        if (sorted)
        {
            var keys = dict.Part(ViewPart.Keys);
            var first = true;
            foreach (var key in Sorting.Sort(state, keys, keys, reverse: false))
            {
                dict.TryGet(key, out var value);
                WritePair(key, value, first);
                first = false;
            }
        }
        else
        {
            var first = true;
            for (var slot = 0; slot < dict.Slots; slot++)
            {
                if (dict.TryAt(slot, out var key, out var value))
                {
                    WritePair(key, value, first);
                    first = false;
                }
            }
        }

        Close('}');
    }

    private void WritePair(in Value key, in Value value, bool first)
    {
        state.Out.Append(first ? string.Empty : _item);
        NewLine();
        switch (key.Kind)
        {
            case Kind.Str:
                WriteText(key);
                break;
            case Kind.None or Kind.Bool or Kind.Int or Kind.Big or Kind.Float:
                state.Out.Append('"');
                Write(key);
                state.Out.Append('"');
                break;
            default:
                throw PyError.Type($"keys must be str, int, float, bool or None, not {key.TypeName}");
        }

        state.Out.Append(_key);
        Write(value);
    }

    private static string FloatOf(double number) => double.IsNaN(number) ? "NaN"
        : double.IsInfinity(number) ? (number > 0 ? "Infinity" : "-Infinity")
        : FloatText.Repr(number);

    private void WriteText(in Value value)
    {
        var text = value.Text;
        var runs = value.Runs;
        state.Look(text.Length);
        state.Out.Append('"');
        for (var start = 0; ;)
        {
            var rest = text.AsSpan(start);
            var next = ascii ? IndexOfEscapedAscii(rest) : rest.IndexOfAny(s_escaped);
            if (next < 0)
            {
                state.Out.Append(text, runs, start, rest.Length);
                break;
            }

            state.Out.Append(text, runs, start, next);
            state.Out.AppendFor(Escape(rest[next]), runs, start + next);
            start += next + 1;
        }

        state.Out.Append('"');
    }

    private static int IndexOfEscapedAscii(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' or > '~' or '"' or '\\')
            {
                return i;
            }
        }

        return -1;
    }

    private static string Escape(char value) => value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        _ => "\\u" + ((int)value).ToString("x4", CultureInfo.InvariantCulture),
    };
}
