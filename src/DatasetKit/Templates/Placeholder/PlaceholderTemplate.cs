using DatasetKit.Internals;

namespace DatasetKit.Templates;

/// <summary>A parsed placeholder template. It shows one turn.</summary>
internal sealed class PlaceholderTemplate(string name, string description, IReadOnlyList<string> specialTokens, string source, IReadOnlyList<PlaceholderPart> parts) : PromptTemplate
{
    private readonly HashSet<string> _shown = Shown(parts, []);

    public override string Name => name;

    public override string Description => description;

    public override IReadOnlyList<string> SpecialTokens => specialTokens;

    internal override string Written => source;

    public override string? Render(PromptWriter writer, Example example)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(example);
        if (example.Kind == ExampleKind.PlainText && !Shows("instruction"))
        {
            return Write(writer, parts, new Fields(example, example.System, default, default, example.Output));
        }

        if (!example.TryAsTurns(out var system, out var history, out var instruction, out var input, out var output, out var why))
        {
            return $"{name} shows one instruction and one output, but {why}";
        }

        return history.Count > 0
            ? $"{name} shows one turn, but the example has {(history.Count / 2) + 1}; use a template for conversations such as vicuna"
            : Write(writer, parts, new Fields(example, system, instruction, input, output));
    }

    protected internal override bool Shows(string field) => field switch
    {
        "instruction" => _shown.Contains("instruction") || _shown.Contains("prompt"),
        "input" => _shown.Contains("input") || _shown.Contains("context"),
        _ => _shown.Contains(field),
    };

    private static HashSet<string> Shown(IReadOnlyList<PlaceholderPart> parts, HashSet<string> names)
    {
        foreach (var part in parts)
        {
            if (part is FieldPart field)
            {
                names.Add(field.Name);
            }
            else if (part is BlockPart block)
            {
                Shown(block.Parts, names);
            }
        }

        return names;
    }

    private static string? Write(PromptWriter writer, IReadOnlyList<PlaceholderPart> shown, in Fields fields)
    {
        for (var i = 0; i < shown.Count; i++)
        {
            switch (shown[i])
            {
                case LiteralPart literal:
                    writer.Literal(literal.Literal);
                    break;
                case LossPart loss when loss.Begins:
                    writer.BeginLoss();
                    break;
                case LossPart:
                    writer.EndLoss();
                    break;
                case FieldPart field:
                    var text = fields[field.Name];
                    if (text.IsAbsent && !Fields.IsKnown(field.Name))
                    {
                        return fields.WhyNot(field.Name);
                    }

                    writer.Content(text);
                    break;
                case BlockPart block when fields[block.Name].IsEmpty == block.Inverted:
                    if (Write(writer, block.Parts, fields) is { } why)
                    {
                        return why;
                    }

                    break;
            }
        }

        return null;
    }

    private static readonly string[] KnownNames = ["instruction", "prompt", "input", "context", "output", "response", "completion", "text", "system", "category", "id"];

    /// <summary>An example's fields by the names that templates use.</summary>
    private readonly struct Fields(Example example, Text system, Text instruction, Text input, Text output)
    {
        public Text this[string name] => name switch
        {
            "instruction" or "prompt" => instruction,
            "input" or "context" => input,
            "output" or "response" or "completion" or "text" => output,
            "system" => system,
            "category" => example.Category,
            "id" => example.Id,
            _ => example.Metadata[name].Text,
        };

        public static bool IsKnown(string name) => Array.IndexOf(KnownNames, name) >= 0;

        public string WhyNot(string name)
        {
            var nearest = NearestName.Of(name, KnownNames.Concat(example.Metadata.Select(field => field.Key.ToString())));
            return $"the template asks for {{{name}}}, which the example has not; {(nearest is null ? string.Empty : $"did you mean {{{nearest}}}? ")}Put it in a block {{#{name}}}…{{/{name}}} if it may be missing";
        }
    }
}
