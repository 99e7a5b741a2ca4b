namespace DatasetKit.Templates;

/// <summary>
/// Templates in alpaca-lora's JSON files: <c>prompt_input</c> and <c>prompt_no_input</c>, with <c>description</c> and <c>response_split</c> (tloen/alpaca-lora,
/// templates/*.json and utils/prompter.py). The output follows and then <c>&lt;/s&gt;</c>, which carry loss.
/// </summary>
internal static class AlpacaLoraTemplate
{
    private const string WithInput = "prompt_input";
    private const string WithoutInput = "prompt_no_input";

    /// <summary>Whether a file's text is such a template, as far as a look at it tells.</summary>
    public static bool IsOne(string text) => text.AsSpan().TrimStart().StartsWith("{") && text.Contains($"\"{WithoutInput}\"", StringComparison.Ordinal);

    /// <summary>Makes the template. Its fields are Python's: <c>{instruction}</c>, <c>{input}</c>, and two braces for one.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="name">What to call it.</param>
    /// <exception cref="TemplateException">It is no JSON, lacks a prompt, or a prompt is no template.</exception>
    public static PromptTemplate Parse(string text, string name)
    {
        JsonValue file;
        try
        {
            file = JsonValue.Parse(text);
        }
        catch (System.Text.Json.JsonException fault)
        {
            throw new TemplateException($"it looks like a template of alpaca-lora, and is no JSON: {fault.Message}", name);
        }

        var description = file["description"].IsString ? $"{name}: {file["description"].Text}" : name;
        return PlaceholderEngine.Parse(
            $"{{#input}}{Prompt(file, WithInput, name)}{{/input}}{{^input}}{Prompt(file, WithoutInput, name)}{{/input}}{{+}}{{output}}</s>{{-}}", name, description, ["</s>"]);
    }

    private static string Prompt(JsonValue file, string field, string name)
    {
        var prompt = file[field];
        if (!prompt.IsString)
        {
            throw new TemplateException($"\"{field}\" is {Record.Describe(prompt)} where a text is expected", name);
        }

        // By itself first, so that a fault is told at its place in the prompt.
        PlaceholderEngine.Instance.Parse(prompt.Text.ToString(), $"{name}, {field}");
        return prompt.Text.ToString();
    }
}
