using DatasetKit.Templates.Jinja;

namespace DatasetKit;

/// <summary>
/// A prompt of promptsource, which T0, P3 and xP3 were made with: Jinja that makes an input and its targets of a record's fields, with <c>|||</c> between
/// them (bigscience-workshop/promptsource:promptsource/templates.py, Template.apply).
/// </summary>
public sealed class JinjaPrompt
{
    private const string Reserved = "answer_choices";

    private readonly PromptSourceTemplate _template;

    private JinjaPrompt(PromptSourceTemplate template, string name) => (_template, Name) = (template, name);

    /// <summary>What it is called in messages.</summary>
    public string Name { get; }

    /// <summary>Parses a prompt.</summary>
    /// <param name="source">The template, for example <c>{{text}} Good or bad? ||| {{answer_choices[label]}}</c>.</param>
    /// <param name="answerChoices">The template of the answer choices, with <c>|||</c> between them; null for none.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="truncate">Whether every value is cut to 2,048 characters at the end of a word. Default false.</param>
    /// <param name="stripConnection">
    /// Whether white space goes also where input and target meet. Default true; xP3 keeps it for code, so that the newline between a comment and what it describes is not lost
    /// (bigscience-workshop/xmtf:create_xp3x.py).
    /// </param>
    /// <exception cref="JinjaException">One of the two is no template.</exception>
    public static JinjaPrompt Parse(string source, string? answerChoices = null, string name = "prompt", bool truncate = false, bool stripConnection = true)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(new PromptSourceTemplate(source, answerChoices, name, truncate, stripConnection), name);
    }

    /// <summary>Renders a record: the input first, then the targets, each without the whitespace around it (see <see cref="Parse"/>).</summary>
    /// <param name="record">An object. A hyphen in a field's name is an underscore in the template.</param>
    /// <param name="seed">Decides what the filter <c>choice</c> picks; the same seed gives the same.</param>
    /// <exception cref="TemplateException">The template failed, or the record has a field named <c>answer_choices</c>.</exception>
    /// <exception cref="ArgumentException">The record is no object.</exception>
    public IReadOnlyList<string> Apply(JsonValue record, int seed = 0)
    {
        if (!record.IsObject)
        {
            throw new ArgumentException("an object is expected, whose members are what the template sees", nameof(record));
        }

        var fields = new PyDict();
        foreach (var (key, value) in record.Members)
        {
            var name = key.ToString().Replace('-', '_');
            fields.Set(name, name == Reserved
                ? throw new TemplateException($"the record has a field \"{Reserved}\", which is the name of the prompt's own choices; rename it", Name)
                : value.Kind == System.Text.Json.JsonValueKind.Null ? Value.None
                : value.IsString ? Value.Of(value.Text.ToString()) : JsonReader.Read(value.Text.ToString()));
        }

        return _template.Render(fields, new RenderOptions { Random = new Random(seed).Next }).Parts;
    }
}
