using System.Text;

namespace DatasetKit.Templates;

/// <summary>Parses placeholder text, with every fault at its line and column.</summary>
internal sealed class PlaceholderParser(string source, string name)
{
    private int _at;
    private bool _inLoss;
    private bool _marked;

    public IReadOnlyList<PlaceholderPart> Parse()
    {
        var parts = ParseUntil(null, 0);
        if (_inLoss)
        {
            throw Fail("the loss that {+} begins is never ended with {-}", source.LastIndexOf("{+}", StringComparison.Ordinal));
        }

        return _marked ? parts : MarkOutput(parts);
    }

    private List<PlaceholderPart> ParseUntil(string? closing, int opened)
    {
        var parts = new List<PlaceholderPart>();
        var literal = new StringBuilder();
        var lossOutside = _inLoss;
        while (_at < source.Length)
        {
            var start = _at;
            var value = source[_at++];
            if (value is '{' or '}' && _at < source.Length && source[_at] == value)
            {
                literal.Append(value);
                _at++;
                continue;
            }

            if (value == '}')
            {
                throw Fail("a single } stands here; write }} for the character itself", start);
            }

            if (value != '{')
            {
                literal.Append(value);
                continue;
            }

            Flush(parts, literal);
            var tag = ReadTag(start);
            if (tag.StartsWith('/'))
            {
                Close(tag, closing, lossOutside, start);
                return parts;
            }

            parts.Add(tag switch
            {
                "+" => Loss(true, start),
                "-" => Loss(false, start),
                ['#' or '^', ..] => new BlockPart(Field(tag[1..], start), tag[0] == '^', ParseUntil(tag[1..], start)),
                _ => new FieldPart(Field(tag, start)),
            });
        }

        Flush(parts, literal);
        return closing is null ? parts : throw Fail($"the block {{#{closing}}} is never closed; close it with {{/{closing}}}", opened);
    }

    private void Close(string tag, string? closing, bool lossOutside, int start)
    {
        if (tag[1..] != closing)
        {
            throw Fail(closing is null ? $"{{{tag}}} closes a block that was never opened" : $"{{{tag}}} stands where {{/{closing}}} is expected", start);
        }

        // A block may be left out, and with it one half of a pair.
        if (_inLoss != lossOutside)
        {
            throw Fail("{+} and {-} must both stand inside the block or both outside", start);
        }
    }

    private string ReadTag(int start)
    {
        var end = source.IndexOf('}', _at);
        if (end < 0)
        {
            throw Fail("the placeholder is never closed; write {{ for the character itself", start);
        }

        var tag = source[_at..end];
        _at = end + 1;
        return tag;
    }

    private string Field(string field, int start)
    {
        if (field.Length == 0 || field.Any(c => char.IsWhiteSpace(c) || c is '{' or '"'))
        {
            throw Fail($"\"{field}\" is no field name; write {{{{ and }}}} for braces that are text", start);
        }

        return field;
    }

    private LossPart Loss(bool begins, int start)
    {
        if (begins == _inLoss)
        {
            throw Fail(begins ? "{+} stands inside a loss that another {+} began" : "{-} ends a loss that was never begun with {+}", start);
        }

        _marked = true;
        _inLoss = begins;
        return new LossPart(begins);
    }

    /// <summary>Without marks, the output carries loss, and the text right after it: the end-of-text token usually.</summary>
    private static List<PlaceholderPart> MarkOutput(IReadOnlyList<PlaceholderPart> parts)
    {
        var marked = new List<PlaceholderPart>();
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is not FieldPart { Name: "output" or "response" or "completion" or "text" })
            {
                marked.Add(parts[i] is BlockPart block ? block with { Parts = MarkOutput(block.Parts) } : parts[i]);
                continue;
            }

            marked.Add(new LossPart(true));
            marked.Add(parts[i]);
            if (i + 1 < parts.Count && parts[i + 1] is LiteralPart)
            {
                marked.Add(parts[++i]);
            }

            marked.Add(new LossPart(false));
        }

        return marked;
    }

    private static void Flush(List<PlaceholderPart> parts, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new LiteralPart(new PromptLiteral(literal.ToString())));
            literal.Clear();
        }
    }

    private TemplateException Fail(string message, int at)
    {
        var lineStart = at == 0 ? 0 : source.LastIndexOf('\n', at - 1) + 1;
        var lineEnd = source.IndexOf('\n', at);
        var line = source[lineStart..(lineEnd < 0 ? source.Length : lineEnd)].TrimEnd('\r');
        var before = source[lineStart..at];
        var column = before.EnumerateRunes().Count() + 1;
        return new TemplateException(message, name, source.AsSpan(0, lineStart).Count('\n') + 1, column, $"  {line}\n  {new string(' ', column - 1)}^");
    }
}
