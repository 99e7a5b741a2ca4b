using System.Globalization;
using System.Text;
using DatasetKit.Internals;

namespace DatasetKit.Formats;

/// <summary>Where the value of a mapped field comes from: a column, a place inside one, or several put together.</summary>
internal abstract record FieldSource(string Written)
{
    /// <summary>The columns, that is top-level fields, that must be there.</summary>
    public abstract IEnumerable<string> Columns { get; }

    /// <summary>Finds the value; false when the record does not have it.</summary>
    public abstract bool TryFind(Record record, out JsonValue value);

    /// <summary>The same with the columns' true names, which may differ in case and outer spaces.</summary>
    public abstract FieldSource WithColumns(Func<string, string> trueName);

    /// <summary>Reads a source as it is written after <c>target=</c>.</summary>
    /// <exception cref="MappingException">A brace is never closed or never opened.</exception>
    public static FieldSource Parse(string written) => written switch
    {
        ['/', ..] => new PathSource(written),
        _ when written.AsSpan().ContainsAny('{', '}') => ComposedSource.ParsePieces(written),
        _ => new ColumnSource(written),
    };
}

/// <summary>A column.</summary>
internal sealed record ColumnSource(string Name) : FieldSource(Name)
{
    public override IEnumerable<string> Columns => [Name];

    public override bool TryFind(Record record, out JsonValue value)
    {
        value = record.Take(Name);
        return !value.IsAbsent;
    }

    public override FieldSource WithColumns(Func<string, string> trueName) => new ColumnSource(trueName(Name));
}

/// <summary>A place by JSON pointer (RFC 6901). The column stays with the unknown fields: the rest of it may matter.</summary>
internal sealed record PathSource(string Pointer) : FieldSource(Pointer)
{
    private readonly string[] _steps = [.. Pointer[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    public override IEnumerable<string> Columns => [_steps[0]];

    public override bool TryFind(Record record, out JsonValue value)
    {
        value = record.Value;
        foreach (var step in _steps)
        {
            if (value.IsArray && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                value = value.Elements.ElementAtOrDefault(index);
            }
            else
            {
                value = value[step];
            }
        }

        return !value.IsAbsent;
    }

    public override FieldSource WithColumns(Func<string, string> trueName) => this;
}

/// <summary>Columns and literal text in one: <c>{subject}\n\n{body}</c>.</summary>
internal sealed record ComposedSource(string Template, IReadOnlyList<(byte[]? Literal, string? Column)> Pieces) : FieldSource(Template)
{
    public override IEnumerable<string> Columns => Pieces.Where(piece => piece.Column is not null).Select(piece => piece.Column!);

    public override bool TryFind(Record record, out JsonValue value)
    {
        var text = new List<byte>();
        value = default;
        foreach (var (literal, column) in Pieces)
        {
            if (literal is not null)
            {
                text.AddRange(literal);
                continue;
            }

            var found = record.Take(column!);
            if (found.IsAbsent)
            {
                return false;
            }

            // Numbers, true and false are taken as they are written; a list or an object has no place in a sentence.
            if (found.IsArray || found.IsObject)
            {
                record.Reject(StructureDiagnostics.WrongType, "/" + column, $"{Record.Describe(found)} where a text is expected; name a place inside it with /{column}/…");
                return true;
            }

            text.AddRange(found.Text.ToUtf8());
        }

        value = JsonValue.From(Text.Plain([.. text]));
        return true;
    }

    public override FieldSource WithColumns(Func<string, string> trueName) =>
        this with { Pieces = [.. Pieces.Select(piece => piece.Column is null ? piece : (null, trueName(piece.Column)))] };

    /// <summary>Reads columns in braces, doubled braces, and the escapes \n, \t, \r and \\.</summary>
    public static ComposedSource ParsePieces(string written)
    {
        var pieces = new List<(byte[]?, string?)>();
        var literal = new StringBuilder();
        for (var i = 0; i < written.Length; i++)
        {
            var (c, next) = (written[i], i + 1 < written.Length ? written[i + 1] : '\0');
            if (c is '{' or '}' && next == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '\\' && next is 'n' or 't' or 'r' or '\\')
            {
                literal.Append(next switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => '\\' });
                i++;
            }
            else if (c == '{')
            {
                var end = written.IndexOf('}', i);
                if (end < 0)
                {
                    throw new MappingException($"the brace at character {i + 1} of \"{written}\" is never closed; write {{{{ for a brace itself");
                }

                Flush();
                pieces.Add((null, written[(i + 1)..end]));
                i = end;
            }
            else if (c == '}')
            {
                throw new MappingException($"the brace at character {i + 1} of \"{written}\" closes nothing; write }}}} for a brace itself");
            }
            else
            {
                literal.Append(c);
            }
        }

        Flush();
        return new ComposedSource(written, pieces);

        void Flush()
        {
            if (literal.Length > 0)
            {
                pieces.Add((Encoding.UTF8.GetBytes(literal.ToString()), null));
                literal.Clear();
            }
        }
    }
}
