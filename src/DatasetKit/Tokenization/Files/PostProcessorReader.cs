using System.Text.Json;

namespace DatasetKit.Tokenization;

/// <summary>Reads the section <c>post_processor</c>.</summary>
internal static class PostProcessorReader
{
    /// <summary>Reads a step; null when it adds no token.</summary>
    /// <param name="section">The step.</param>
    /// <param name="isToken">Whether an id is that of a token.</param>
    internal static PostProcessor? Read(Section section, Func<int, bool> isToken)
    {
        switch (section.Type)
        {
            case "ByteLevel":
                // Moves the places of tokens beside the spaces before them, and no id.
                return null;
            case "TemplateProcessing":
                return Template(section, isToken);
            case "BertProcessing":
                (TemplatePart cls, TemplatePart sep) = (Token(section, "cls", isToken), Token(section, "sep", isToken));
                return new TemplatePostProcessor("BertProcessing", [cls, s_text, sep], [cls, s_text, sep, s_pair, sep]);
            case "RobertaProcessing":
                (TemplatePart start, TemplatePart end) = (Token(section, "cls", isToken), Token(section, "sep", isToken));
                return new TemplatePostProcessor("RobertaProcessing", [start, s_text, end], [start, s_text, end, end, s_pair, end]);
            case "Sequence":
                PostProcessor[] steps = [.. section.Objects("processors").Select(step => Read(step, isToken)).OfType<PostProcessor>()];
                return steps.Length switch { 0 => null, 1 => steps[0], _ => new PostProcessorSequence(steps) };
            default:
                throw section.Fault("type", $"a post-processor '{section.Type}' is not known here");
        }
    }

    private static readonly TemplatePart s_text = new(null), s_pair = new(null, IsPair: true);

    private static TemplatePostProcessor Template(Section section, Func<int, bool> isToken)
    {
        var tokens = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in section.OptionalObject("special_tokens")?.Members() ?? [])
        {
            var token = new Section(value, $"{section.Path}.special_tokens.{name}");
            tokens[name] = [.. token.Items("ids").Select(item => Id(item.Value, item.Path, isToken))];
        }

        TemplatePart[] single = Parts(section, "single", tokens);
        return new TemplatePostProcessor("TemplateProcessing", single, section.Has("pair") ? Parts(section, "pair", tokens) : [.. single, s_pair]);
    }

    private static TemplatePart[] Parts(Section section, string name, Dictionary<string, int[]> tokens)
    {
        TemplatePart[] parts = [.. section.Objects(name).Select(part => Part(part, tokens))];
        // Once more in each step of a sequence, a text would be multiplied without end.
        return parts.Count(part => part.Ids is null && part.IsPair) < 2 && parts.Count(part => part.Ids is null && !part.IsPair) < 2
            ? parts
            : throw section.Fault(name, "a text stands there twice, which is not supported");
    }

    private static TemplatePart Part(Section part, Dictionary<string, int[]> tokens)
    {
        if (part.OptionalObject("SpecialToken") is { } special)
        {
            string id = special.String("id");
            return new TemplatePart(tokens.TryGetValue(id, out int[]? ids) ? ids : throw special.Fault("id", $"'{id}' is not among the special_tokens"));
        }

        return part.Object("Sequence").String("id") switch
        {
            "A" => s_text,
            "B" => s_pair,
            var id => throw part.Fault($"a text '{id}' is neither A nor B"),
        };
    }

    private static int Id(JsonElement value, SectionPath path, Func<int, bool> isToken) => Section.Int(value, path) is var id && isToken(id)
        ? id
        : throw new FaultyFileException(path.ToString(), FormattableString.Invariant($"the id {id} is no token, neither of the vocabulary nor of added_tokens"));

    private static TemplatePart Token(Section section, string name, Func<int, bool> isToken)
    {
        (JsonElement Value, SectionPath Path)[] items = [.. section.Items(name)];
        return items.Length == 2 ? new TemplatePart([Id(items[1].Value, items[1].Path, isToken)]) : throw section.Fault(name, "a token and its id are expected");
    }
}
