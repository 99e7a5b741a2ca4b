namespace DatasetKit.Templates.Jinja;

/// <summary>Python's <c>str.format</c>; attributes and items of fields go through the same tables as those of expressions.</summary>
internal static class FormatMethod
{
    private static readonly Signature s_map = Signature.Unnamed("format_map", 1, "mapping");

    public static Value Format(RenderState state, in Value self, in Arguments arguments)
    {
        var mark = state.BeginText();
        new FormatRun(state, self.IsMarkup, arguments.Positional, arguments.NamedDict()).Write(self.Text, self.Runs, 2);
        return state.EndText(mark, self.IsMarkup);
    }

    public static Value FormatMap(RenderState state, in Value self, in Arguments arguments)
    {
        var mapping = s_map.Bind(arguments)[0];
        if (!self.Text.AsSpan().ContainsAny('{', '}'))
        {
            return self;
        }

        var mark = state.BeginText();
        new FormatRun(state, self.IsMarkup, [], mapping.Ref as PyDict ?? throw PyError.Type($"'{mapping.TypeName}' object is not a mapping")).Write(self.Text, self.Runs, 2);
        return state.EndText(mark, self.IsMarkup);
    }
}

/// <summary>One call of <c>format</c>.</summary>
internal sealed class FormatRun(RenderState state, bool escapes, Value[] positional, PyDict named)
{
    /// <summary>The number of the next field without a name; -1 once fields are numbered by hand.</summary>
    private int? _next;

    public void Write(string text, Run[]? runs, int depth)
    {
        if (depth < 0)
        {
            throw PyError.Value("Max string recursion exceeded");
        }

        state.Look(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var brace = text.AsSpan(at).IndexOfAny('{', '}');
            if (brace < 0)
            {
                state.Out.Append(text, runs, at, text.Length - at);
                return;
            }

            state.Out.Append(text, runs, at, brace);
            at += brace;
            if (at + 1 < text.Length && text[at + 1] == text[at])
            {
                state.Out.Append(text, runs, at, 1);
                at += 2;
            }
            else if (text[at] == '}')
            {
                throw PyError.Value("Single '}' encountered in format string");
            }
            else
            {
                at = Field(text, at + 1, depth);
            }
        }
    }

    private int Field(string text, int start, int depth)
    {
        state.Step();
        var end = start;
        for (var open = 1; open > 0; end++)
        {
            if (end >= text.Length)
            {
                throw PyError.Value(start >= text.Length ? "Single '{' encountered in format string" : "expected '}' before end of string");
            }

            open += text[end] == '{' ? 1 : text[end] == '}' ? -1 : 0;
        }

        var field = text[start..(end - 1)];
        var stop = 0;
        for (var brackets = false; stop < field.Length && (brackets || field[stop] is not (':' or '!')); stop++)
        {
            brackets = field[stop] == '[' || (brackets && field[stop] != ']');
        }

        var name = field[..stop];
        var rest = field[stop..];
        var conversion = '\0';
        if (rest.StartsWith('!'))
        {
            conversion = rest.Length > 1 ? rest[1] : throw PyError.Value("end of string while looking for conversion specifier");
            rest = rest.Length == 2 || rest[2] == ':' ? rest[2..] : throw PyError.Value("expected ':' after conversion specifier");
        }

        var value = Converted(Find(name), conversion);
        var spec = rest.Length == 0 ? string.Empty : Nested(rest[1..], depth - 1);
        Put(value, spec);
        return end;
    }

    private void Put(in Value value, string spec)
    {
        if (!escapes)
        {
            FormatSpec.Format(state, value, spec);
            return;
        }

        if (value.IsMarkup)
        {
            if (spec.Length > 0)
            {
                throw PyError.Value("Unsupported format specification for Markup.");
            }

            state.Out.Append(value);
            return;
        }

        var mark = state.BeginText();
        FormatSpec.Format(state, value, spec);
        Escaping.Escape(state, state.EndText(mark, false));
    }

    private string Nested(string spec, int depth)
    {
        if (!spec.AsSpan().ContainsAny('{', '}'))
        {
            return spec;
        }

        var mark = state.BeginText();
        Write(spec, null, depth - 1);
        return state.EndText(mark, false).Text;
    }

    private Value Converted(in Value value, char conversion)
    {
        if (conversion is '\0')
        {
            return value;
        }

        if (conversion == 's')
        {
            return Printer.Text(state, value);
        }

        if (conversion is not ('r' or 'a'))
        {
            throw PyError.Value($"Unknown conversion specifier {conversion}");
        }

        var mark = state.BeginText();
        Repr.Write(state, value);
        var shown = state.EndText(mark, false);
        return conversion == 'a' ? Value.Of(Repr.Ascii(shown.Text)) : shown;
    }

    private Value Find(string field)
    {
        var stop = field.AsSpan().IndexOfAny('.', '[');
        var first = stop < 0 ? field : field[..stop];
        var value = First(first);
        for (var at = first.Length; at < field.Length;)
        {
            if (field[at] == '.')
            {
                var end = field.AsSpan(at + 1).IndexOfAny('.', '[') is >= 0 and var next ? at + 1 + next : field.Length;
                value = end == at + 1 ? throw PyError.Value("Empty attribute in format string") : Attribute(value, field[(at + 1)..end]);
                at = end;
                continue;
            }

            var close = field.IndexOf(']', at);
            if (field[at] != '[' || close < 0)
            {
                throw PyError.Value(close < 0 ? "Missing ']' in format string" : "Only '.' or '[' may follow ']' in format field specifier");
            }

            var key = close == at + 1 ? throw PyError.Value("Empty attribute in format string") : field[(at + 1)..close];
            value = Item(value, long.TryParse(key, System.Globalization.NumberStyles.None, null, out var index) ? Value.Of(index) : Value.Of(key));
            at = close + 1;
        }

        return value;
    }

    /// <summary>In the sandbox what is not there is Undefined; elsewhere Python's own <c>format</c> fails.</summary>
    private Value Attribute(in Value value, string name)
    {
        var found = Attributes.Get(state, value, name);
        return state.Environment.IsSandboxed || !found.IsUndefined || (value.Ref is PyDict or PyNamespace && Attributes.Find(state, value, name) is { IsMissing: false }) ? found
            : throw new PyError(ErrorClass.AttributeError, $"'{value.TypeName}' object has no attribute {Repr.Quote(name)}");
    }

    private Value Item(in Value value, in Value key)
    {
        if (state.Environment.IsSandboxed || value.IsUndefined)
        {
            return Items.Get(state, value, key);
        }

        return Items.Find(state, value, key) is { IsMissing: false } item ? item
            : value.Ref is PyDict ? throw new PyError(ErrorClass.KeyError, key.TryText(out var name) ? Repr.Quote(name) : key.Bits.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : value.Ref is not (string or PyText or PyList or PyTuple or PyRange or PyBytes) ? throw PyError.Type($"'{value.TypeName}' object is not subscriptable")
            : key.IsText ? throw PyError.Type($"{value.TypeName} indices must be integers or slices, not str")
            : throw new PyError(ErrorClass.IndexError, $"{(value.IsText ? "string" : value.TypeName)} index out of range");
    }

    private Value First(string name)
    {
        var isNumber = long.TryParse(name, System.Globalization.NumberStyles.None, null, out var index);
        if (name.Length == 0 || isNumber)
        {
            if (_next is { } next && (next < 0) != isNumber)
            {
                throw PyError.Value(isNumber
                    ? "cannot switch from automatic field numbering to manual field specification"
                    : "cannot switch from manual field specification to automatic field numbering");
            }

            _next = isNumber ? -1 : (_next ?? 0) + 1;
            index = isNumber ? index : _next.Value - 1;
            return index < positional.Length ? positional[index] : throw new PyError(ErrorClass.IndexError, $"Replacement index {index} out of range for positional args tuple");
        }

        return named.TryGet(name, out var value) ? value : throw new PyError(ErrorClass.KeyError, Repr.Quote(name));
    }
}
