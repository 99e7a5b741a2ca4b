namespace DatasetKit.Templates.Jinja;

/// <summary>
/// A template of promptsource with its conventions: <c>|||</c> between the parts, answer choices that are a template of their own.
/// Source: bigscience-workshop/promptsource, promptsource/templates.py, Template.apply.
/// </summary>
internal sealed class PromptSourceTemplate
{
    private const string Separator = "|||";
    private const string Protector = "3ed2dface8203c4c9dfb1a5dc58e41e0";

    private readonly JinjaTemplate _template;
    private readonly JinjaTemplate? _choices;
    private readonly bool _stripConnection;

    /// <summary>Parses a template.</summary>
    /// <param name="source">The template.</param>
    /// <param name="choices">The template of the answer choices; null when there is none.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="truncate">Whether every value is cut to 2,048 characters, as promptsource does unless told otherwise.</param>
    /// <param name="stripConnection">Whether white space goes also where two parts meet.</param>
    /// <exception cref="JinjaException">One of the two is no template.</exception>
    public PromptSourceTemplate(string source, string? choices, string name, bool truncate, bool stripConnection = true)
    {
        _stripConnection = stripConnection;
        _choices = choices is null ? null : JinjaTemplate.Parse(choices, $"{name} (answer choices)", JinjaEnvironment.PromptSource);
        _template = JinjaTemplate.Parse(
            truncate ? source.Replace("}}", " | string | truncate(2048) }}", StringComparison.Ordinal) : source, name, JinjaEnvironment.PromptSource);
    }

    /// <summary>Renders the parts of an example.</summary>
    /// <exception cref="JinjaException">The template failed.</exception>
    public PromptSourceOutput Render(PyDict example, in RenderOptions options)
    {
        var context = Protect(example);
        var choices = _choices is null ? null : Parts(_choices.Render(context, options).Text, stripFirst: true);
        context.Set("answer_choices", choices is null ? Value.None : Value.Of(new PyList([.. choices.Select(Value.Of)])));
        var text = _template.Render(context, options).Text;
        return new PromptSourceOutput(text, _stripConnection ? Parts(text, stripFirst: false) : OpenParts(text), choices);
    }

    private static PyDict Protect(PyDict example)
    {
        var context = example.Copy();
        foreach (var key in example.Part(ViewPart.Keys))
        {
            example.TryGet(key, out var value);
            if (value.TryText(out var text) && text.Contains(Separator, StringComparison.Ordinal))
            {
                context.Set(key, Value.Of(text.Replace(Separator, Protector, StringComparison.Ordinal)));
            }
        }

        return context;
    }

    private static string[] Parts(string text, bool stripFirst) =>
        [.. text.Split(Separator).Select(part => stripFirst ? Unprotect(Strip(part)) : Strip(Unprotect(part)))];

    private static string[] OpenParts(string text)
    {
        var parts = text.Split(Separator);
        for (var i = 0; i < parts.Length; i++)
        {
            var part = Unprotect(parts[i]);
            var start = i == 0 ? PySpace.SkipFrom(part, 0) : 0;
            parts[i] = part[start..(i == parts.Length - 1 ? PySpace.TrimmedEnd(part, start) : part.Length)];
        }

        return parts;
    }

    private static string Unprotect(string text) => text.Replace(Protector, Separator, StringComparison.Ordinal);

    private static string Strip(string text)
    {
        var start = PySpace.SkipFrom(text, 0);
        return text[start..PySpace.TrimmedEnd(text, start)];
    }
}

/// <summary>What a template of promptsource gives.</summary>
/// <param name="Text">The whole text, as rendered.</param>
/// <param name="Parts">Its parts, the input first.</param>
/// <param name="Choices">The answer choices; null when the template has none.</param>
internal sealed record PromptSourceOutput(string Text, string[] Parts, string[]? Choices);
