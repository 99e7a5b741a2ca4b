namespace DatasetKit.Templates;

/// <summary>A parsed placeholder template. It shows one turn.</summary>
internal sealed class PlaceholderTemplate(string name, string description, IReadOnlyList<string> specialTokens, IReadOnlyList<PlaceholderPart> parts) : PromptTemplate
{
    public override string Name => name;

    public override string Description => description;

    public override IReadOnlyList<string> SpecialTokens => specialTokens;

    public override string? Render(PromptWriter writer, Example example)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(example);
        if (example.Kind == ExampleKind.PlainText)
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
                        return $"the template asks for {{{field.Name}}}, which the example has not; put it in a block {{#{field.Name}}}…{{/{field.Name}}} if it may be missing";
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

        public static bool IsKnown(string name) =>
            name is "instruction" or "prompt" or "input" or "context" or "output" or "response" or "completion" or "text" or "system" or "category" or "id";
    }
}
