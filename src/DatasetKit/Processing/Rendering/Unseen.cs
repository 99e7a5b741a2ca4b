using DatasetKit.Templates;

namespace DatasetKit.Processing;

/// <summary>What an example says and a model does not see, because the template does not show it.</summary>
internal static class Unseen
{
    /// <summary>Why an example with answers to be compared is not shown.</summary>
    public const string Compared = "a text holds one answer, and the example has several to be compared";

    /// <summary>Why the tokens of an example cannot be told from its text; null when they can.</summary>
    public static string? Problem(Example example)
    {
        if (example.Completions.Count > 0)
        {
            return Compared;
        }

        return example.Media.Count > 0 || HasMedia(example.Messages) ? "it has media, whose tokens no tokenizer of texts knows" : null;
    }

    /// <summary>What would be trained, or would explain what is trained, and the template leaves out; null when there is none.</summary>
    public static string? Problem(PromptTemplate template, Example example)
    {
        foreach (var message in example.Messages)
        {
            if (message.ToolCalls.Count > 0 && !template.Shows("tool_calls"))
            {
                return $"a message calls a tool, which {template.Name} does not show; choose a template for tools, such as qwen2.5";
            }

            if (!message.Reasoning.IsEmpty && !template.Shows("reasoning_content"))
            {
                return $"a message has reasoning, which {template.Name} does not show; choose a template for reasoning, such as qwen3, or write it into the answer";
            }
        }

        return Problem(example);
    }

    /// <summary>The fields that the template leaves out.</summary>
    public static List<string> Fields(PromptTemplate template, Example example, RenderedExample rendered)
    {
        var hidden = new List<string>(rendered.Hidden);
        foreach (var message in example.Messages)
        {
            Look("reasoning_content", !message.Reasoning.IsEmpty);
            Look("tool_calls", message.ToolCalls.Count > 0);
            Look("system", message.Role == Role.System);
        }

        Look("tools", !example.Tools.IsAbsent);
        Look("input", !example.Input.IsEmpty);
        return hidden;

        void Look(string field, bool has)
        {
            if (has && !template.Shows(field) && !hidden.Contains(field))
            {
                hidden.Add(field);
            }
        }
    }

    private static bool HasMedia(IReadOnlyList<Message> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            for (var j = 0; j < messages[i].Parts.Count; j++)
            {
                if (messages[i].Parts[j].Media is not null)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
