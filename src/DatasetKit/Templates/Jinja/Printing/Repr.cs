using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace DatasetKit.Templates.Jinja;

/// <summary>Python's <c>repr</c>, written straight into the buffer.</summary>
internal static class Repr
{
    public static void Write(RenderState state, in Value value) => Write(state, value, null);

    /// <summary>A text in quotes, for messages.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder();
        var quote = QuoteOf(text);
        quoted.Append(quote);
        for (var i = 0; i < text.Length; i += CodePoints.LengthAt(text, i))
        {
            var point = CodePoints.At(text, i);
            quoted.Append(Escape(point, quote) ?? CodePoints.ToString(point));
        }

        return quoted.Append(quote).ToString();
    }

    /// <summary>A text with all but ASCII escaped, as <c>ascii</c> has it.</summary>
    public static string Ascii(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i += CodePoints.LengthAt(text, i))
        {
            var point = CodePoints.At(text, i);
            result.Append(point < 0x80 ? ((char)point).ToString() : Hex(point));
        }

        return result.ToString();
    }

    /// <summary>A value in a message.</summary>
    public static string Short(in Value value) => value.Kind switch
    {
        Kind.Str => Quote(value.Text),
        Kind.Int => value.Bits.ToString(CultureInfo.InvariantCulture),
        Kind.Bool => value.Bits != 0 ? "True" : "False",
        Kind.Float => FloatText.Repr(value.Float),
        Kind.None => "None",
        Kind.Undefined => "Undefined",
        _ => $"<{value.TypeName}>",
    };

    private static void Write(RenderState state, in Value value, Nest? nest)
    {
        var output = state.Out;
        switch (value.Kind)
        {
            case Kind.None:
                output.Append("None");
                break;
            case Kind.Bool:
                output.Append(value.Bits != 0 ? "True" : "False");
                break;
            case Kind.Int:
                Printer.Integer(state, value.Bits);
                break;
            case Kind.Big:
                output.Append(Printer.BigText(((PyBig)value.Ref!).Number));
                break;
            case Kind.Float:
                output.Append(FloatText.Repr(value.Float));
                break;
            case Kind.Str:
                WriteText(state, value);
                break;
            case Kind.Undefined:
                output.Append("Undefined");
                break;
            case Kind.Bytes:
                WriteBytes(output, ((PyBytes)value.Ref!).Data);
                break;
            case Kind.Range:
                var range = (PyRange)value.Ref!;
                output.Append(range.Step == 1
                    ? string.Create(CultureInfo.InvariantCulture, $"range({range.Start}, {range.Stop})")
                    : string.Create(CultureInfo.InvariantCulture, $"range({range.Start}, {range.Stop}, {range.Step})"));
                break;
            case Kind.List or Kind.Tuple or Kind.Dict or Kind.View or Kind.Namespace:
                WriteContainer(state, value, nest);
                break;
            default:
                WriteObject(state, value);
                break;
        }
    }

    private static void WriteContainer(RenderState state, in Value value, Nest? nest)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        state.Steps(1 + ((nest?.Depth ?? 0) >> 4));
        var output = state.Out;
        var container = value.Ref is PyView view ? view.Dict : value.Ref!;
        for (var outer = nest; outer is not null; outer = outer.Outer)
        {
            if (ReferenceEquals(outer.Container, container))
            {
                output.Append(value.Ref switch { PyList => "[...]", PyTuple => "(...)", PyDict or PyNamespace => "{...}", _ => "..." });
                return;
            }
        }

        if (nest is { Depth: > 500 })
        {
            throw new PyError(ErrorClass.RecursionError, "maximum recursion depth exceeded while getting the repr of an object");
        }

        var inside = new Nest(container, nest, (nest?.Depth ?? 0) + 1);
        switch (value.Ref)
        {
            case PyList list:
                output.Append('[');
                WriteItems(state, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list.Items), inside);
                output.Append(']');
                break;
            case PyTuple tuple:
                output.Append('(');
                WriteItems(state, tuple.Items, inside);
                output.Append(tuple.Items.Length == 1 ? ",)" : ")");
                break;
            case PyDict dict:
                WriteDict(state, dict, inside);
                break;
            case PyNamespace space:
                output.Append("<Namespace ");
                WriteDict(state, space.Attributes, inside);
                output.Append('>');
                break;
            case PyView shown:
                output.Append(shown.TypeName);
                output.Append("([");
                WriteItems(state, [.. shown.Dict.Part(shown.Part)], inside);
                output.Append("])");
                break;
        }
    }

    private static void WriteItems(RenderState state, ReadOnlySpan<Value> items, Nest inside)
    {
        for (var i = 0; i < items.Length; i++)
        {
            state.Step();
            if (i > 0)
            {
                state.Out.Append(", ");
            }

            Write(state, items[i], inside);
        }
    }

    private static void WriteDict(RenderState state, PyDict dict, Nest inside)
    {
        state.Out.Append('{');
        var first = true;
        for (var slot = 0; slot < dict.Slots; slot++)
        {
            if (dict.TryAt(slot, out var key, out var value))
            {
                state.Step();
                state.Out.Append(first ? string.Empty : ", ");
                first = false;
                Write(state, key, inside);
                state.Out.Append(": ");
                Write(state, value, inside);
            }
        }

        state.Out.Append('}');
    }

    private static void WriteText(RenderState state, in Value value)
    {
        var text = value.Text;
        var runs = value.Runs;
        var halves = value.Ref is PyText { HasHalves: true };
        var quote = QuoteOf(text);
        state.Look(text.Length);
        state.Out.Append(value.IsMarkup ? "Markup(" : string.Empty);
        state.Out.Append(quote);
        var start = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = halves ? 1 : CodePoints.LengthAt(text, i);
            if (text[i] is >= ' ' and < '\x7f' and not '\\' && text[i] != quote)
            {
                i++;
                continue;
            }

            if (Escape(length == 1 ? text[i] : CodePoints.At(text, i), quote) is { } escape)
            {
                state.Out.Append(text, runs, start, i - start);
                state.Out.AppendFor(escape, runs, i);
                start = i + length;
            }

            i += length;
        }

        state.Out.Append(text, runs, start, text.Length - start);
        state.Out.Append(quote);
        state.Out.Append(value.IsMarkup ? ")" : string.Empty);
    }

    private static char QuoteOf(string text) => text.Contains('\'') && !text.Contains('"') ? '"' : '\'';

    private static string? Escape(int point, char quote) => point switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\\' => "\\\\",
        _ when point == quote => "\\" + quote,
        _ when IsPrintable(point) => null,
        _ => Hex(point),
    };

    private static string Hex(int point) => point switch
    {
        < 0x100 => "\\x" + point.ToString("x2", CultureInfo.InvariantCulture),
        < 0x10000 => "\\u" + point.ToString("x4", CultureInfo.InvariantCulture),
        _ => "\\U" + point.ToString("x8", CultureInfo.InvariantCulture),
    };

    public static bool IsPrintable(int point) => point == ' ' || CodePoints.Category(point)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    private static void WriteBytes(TextBuffer output, byte[] data)
    {
        var quote = data.Contains((byte)'\'') && !data.Contains((byte)'"') ? '"' : '\'';
        output.Append('b');
        output.Append(quote);
        foreach (var value in data)
        {
            output.Append(value is >= 0x20 and < 0x7f && value != quote && value != '\\' ? ((char)value).ToString()
                : value < 0x80 && Escape(value, quote) is { } escape ? escape
                : "\\x" + value.ToString("x2", CultureInfo.InvariantCulture));
        }

        output.Append(quote);
    }

    private static void WriteObject(RenderState state, in Value value) => state.Out.Append(value.Ref switch
    {
        PyMacro macro => macro.Name is null ? "<Macro anonymous>" : $"<Macro {Quote(macro.Name)}>",
        PyFunction { IsType: true } type => type.Name is "dict" or "range" ? $"<class '{type.Name}'>" : $"<class 'jinja2.utils.{char.ToUpperInvariant(type.Name[0])}{type.Name[1..]}'>",
        PyFunction function => $"<function {function.Name} at 0x7f0000000000>",
        PyMethod method => $"<built-in method {method.Name} of {method.Self.TypeName} object at 0x7f0000000000>",
        PySelf => "<TemplateReference None>",
        LoopContext loop => string.Create(CultureInfo.InvariantCulture, $"<LoopContext {loop.Index}/{loop.Length(state)}>"),
        _ => $"<{value.TypeName} object at 0x7f0000000000>",
    });

    private sealed record Nest(object Container, Nest? Outer, int Depth);
}
