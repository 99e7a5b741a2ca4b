using HandlebarsDotNet;
using Compiled = HandlebarsDotNet.HandlebarsTemplate<System.IO.TextWriter, object, object>;

namespace DatasetKit.Handlebars;

/// <summary>A parsed Handlebars template.</summary>
internal sealed class HandlebarsTemplate : PromptTemplate
{
    private readonly TemplateTags _tags;
    private readonly Compiled _template;

    public HandlebarsTemplate(string source, string name)
    {
        Name = name;
        _tags = TemplateTags.Read(source, name);
        try
        {
            _template = Helpers.Environment().Compile(new StringReader(source));
        }
        catch (Exception fault) when (fault is HandlebarsException or InvalidOperationException or ArgumentException)
        {
            throw _tags.Fault(fault.Message);
        }
    }

    public override string Name { get; }

    public override string Description => "a Handlebars template";

    public override string? Render(PromptWriter writer, Example example)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(example);
        var context = new ExampleContext(_tags).Build(example, out var why);
        if (context is null)
        {
            return $"{Name} {why}";
        }

        using var output = new LossWriter(_tags.MarksLoss);
        try
        {
            _template(output, context, null!);
        }
        catch (Exception fault) when (fault is HandlebarsException or InvalidOperationException or ArgumentException or FormatException)
        {
            return $"{Name} cannot show the example: {TemplateTags.FirstLine(fault.Message)}";
        }

        output.CopyTo(writer);
        return null;
    }

    protected override bool Shows(string field) => field switch
    {
        "system" => _tags.Mentions("system") || _tags.Mentions("messages"),
        "input" => _tags.Mentions("input") || _tags.Mentions("context") || _tags.Mentions("messages"),
        _ => _tags.Mentions(field),
    };
}
