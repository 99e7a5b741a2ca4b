using System.Text.Json;

namespace DatasetKit.Handlebars;

/// <summary>What a template sees of an example: dictionaries, lists, texts, numbers and truth values, nothing that could be called.</summary>
internal sealed class ExampleContext(TemplateTags tags)
{
    /// <summary>The key in a message that says whether it is trained.</summary>
    public const string Train = "train";

    /// <summary>The variables; null when the template cannot show the example.</summary>
    public Dictionary<string, object?>? Build(Example example, out string? why)
    {
        var context = new Dictionary<string, object?>();
        foreach (var (key, value) in example.Metadata)
        {
            context[key.ToString()] = Json(value);
        }

        var messages = example.Messages;
        why = messages.Any(message => message.Parts.Any(part => part.Media is not null)) ? "shows text only, but the example has media" : AddTurn(context, example, messages);
        if (why is not null)
        {
            return null;
        }

        context["id"] = Plain(example.Id);
        context["category"] = Plain(example.Category);
        context["messages"] = messages.Select(Message).ToList();
        return context;
    }

    /// <summary>The fields of a single turn. A template that shows no messages can show no other example.</summary>
    private string? AddTurn(Dictionary<string, object?> context, Example example, IReadOnlyList<Message> messages)
    {
        var (system, instruction, input, output) = (example.System, example.Instruction, example.Input, example.Output);
        if (example.Kind == ExampleKind.Chat)
        {
            var turns = messages.Where(message => message.Role != Role.System).ToList();
            system = messages.FirstOrDefault(message => message.Role == Role.System)?.Content ?? default;
            if (turns is [{ Role: Role.User } question, { Role: Role.Assistant, ToolCalls.Count: 0 } answer])
            {
                (instruction, output) = (question.Content, answer.Content);
            }
            else if (!tags.Mentions("messages"))
            {
                return "shows one instruction and one output, but the example is another conversation; show the list messages";
            }
        }
        else if (example.History.Count > 0 && !tags.Mentions("messages"))
        {
            return $"shows one turn, but the example has {(example.History.Count / 2) + 1}; show the list messages";
        }

        context["system"] = Plain(system);
        context["instruction"] = context["prompt"] = Plain(instruction);
        context["input"] = context["context"] = Plain(input);
        context["output"] = context["response"] = context["completion"] = context["text"] = Trained(output);
        return null;
    }

    private static Dictionary<string, object?> Message(Message message)
    {
        var isTrained = message.Role == Role.Assistant && message.Train != false;
        var fields = new Dictionary<string, object?>();
        foreach (var (key, value) in message.Metadata)
        {
            fields[key.ToString()] = Json(value);
        }

        fields["role"] = message.Role switch { Role.System => "system", Role.User => "user", Role.Assistant => "assistant", _ => "tool" };
        fields["content"] = isTrained ? Trained(message.Content) : Plain(message.Content);
        fields["reasoning_content"] = isTrained ? Trained(message.Reasoning) : Plain(message.Reasoning);
        fields["name"] = Plain(message.Name);
        fields["tool_call_id"] = Plain(message.ToolCallId);
        fields["tool_calls"] = message.ToolCalls.Select(call => Call(call, isTrained)).ToList();
        fields[Train] = message.Train != false;
        return fields;
    }

    private static Dictionary<string, object?> Call(ToolCall call, bool isTrained)
    {
        Text arguments = call.Arguments.IsAbsent ? default : call.Arguments.IsString ? call.Arguments.Text : call.Arguments.ToString();
        return new()
        {
            ["id"] = Plain(call.Id),
            ["name"] = isTrained ? Trained(call.Name) : Plain(call.Name),
            ["arguments"] = isTrained ? Trained(arguments) : Plain(arguments),
        };
    }

    /// <summary>Null for what is not there and for no characters: both are false to <c>if</c>.</summary>
    private static string? Plain(Text text) => text.IsEmpty ? null : text.ToString();

    private static TrainedText? Trained(Text text) => text.IsEmpty ? null : new TrainedText(text.ToString());

    private static object? Json(JsonValue value) => value.Kind switch
    {
        JsonValueKind.String => value.Text.ToString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.Elements.Select(Json).ToList(),
        JsonValueKind.Object => value.Members.DistinctBy(member => member.Key).ToDictionary(member => member.Key.ToString(), member => Json(member.Value)),
        JsonValueKind.Number => value.ToString(),
        _ => null,
    };
}
