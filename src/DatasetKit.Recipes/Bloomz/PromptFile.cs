using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Bloomz;

/// <summary>A prompt for a dataset, of promptsource.</summary>
/// <param name="Name">Its name, of its own among those of the dataset.</param>
/// <param name="Prompt">The prompt itself.</param>
/// <param name="Languages">The languages it is in; none when that is not said.</param>
internal sealed record NamedPrompt(string Name, JinjaPrompt Prompt, IReadOnlyList<string> Languages);

/// <summary>A file of prompts as promptsource keeps them: <c>templates.yaml</c> (bigscience-workshop/promptsource:promptsource/templates.py, DatasetTemplates).</summary>
internal static class PromptFile
{
    /// <summary>Its prompts in their order.</summary>
    /// <exception cref="RecipeException">It is no such file, or a prompt in it is no template; the file and the line are named.</exception>
    public static IReadOnlyList<NamedPrompt> Load(string path, bool truncate, bool stripConnection = true)
    {
        var prompts = new List<NamedPrompt>();
        foreach (var (_, entry) in Manifest.Load(path).Get("templates").Members)
        {
            if (entry.Tag is not ("" or "!Template"))
            {
                throw entry.Fail($"a !Template is expected here, not {entry.Tag}");
            }

            var prompt = Read(entry, truncate, stripConnection);
            prompts.Add(prompts.Exists(other => other.Name == prompt.Name) ? throw entry.Get("name").Fail($"two templates are named \"{prompt.Name}\"") : prompt);
        }

        return prompts;
    }

    private static NamedPrompt Read(Manifest entry, bool truncate, bool stripConnection)
    {
        var name = entry.Get("name").Text;
        var choices = entry.Find("answer_choices")?.Text;
        try
        {
            // promptsource writes null where there are no choices.
            var prompt = JinjaPrompt.Parse(entry.Get("jinja").Text, string.IsNullOrEmpty(choices) || choices == "null" ? null : choices, name, truncate, stripConnection);
            return new NamedPrompt(name, prompt, entry.Find("metadata")?.Find("languages") is { IsList: true } languages ? [.. languages.Items.Select(language => language.Text)] : []);
        }
        catch (JinjaException fault)
        {
            throw entry.Get("jinja").Fail($"the template \"{name}\" cannot be parsed: {fault.Message}");
        }
    }
}
