using System.Text;

namespace DatasetKit.Recipes.Running;

/// <summary>
/// The words that a model is asked with: our own, in a file that can be edited, or those of a file that the user supplies. A text in braces, as
/// <c>{instruction}</c>, is replaced.
/// </summary>
internal sealed class PromptText(string template)
{
    /// <summary>The template.</summary>
    public string Template { get; } = template;

    /// <summary>Reads a prompt: the user's when there is one, else our own.</summary>
    /// <param name="name">Our own: a path under <c>Prompts</c>.</param>
    /// <param name="path">The user's; empty for none. Of a folder, the file of the last part of the name.</param>
    /// <exception cref="RecipeException">The user's file cannot be read.</exception>
    public static PromptText Load(string name, string path)
    {
        if (path.Length == 0)
        {
            return new PromptText(OfOwn(name));
        }

        var file = Directory.Exists(path) ? Path.Join(path, name[(name.LastIndexOf('/') + 1)..]) : path;
        try
        {
            return new PromptText(File.ReadAllText(file, new UTF8Encoding(false, throwOnInvalidBytes: true)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new RecipeException($"the prompt cannot be read: {fault.Message}", file);
        }
    }

    /// <summary>The prompt with its places filled; a value is never looked at again.</summary>
    public string Fill(params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Template.Length;)
        {
            var match = Template[i] == '{' ? Match(values, i + 1) : -1;
            if (match < 0)
            {
                text.Append(Template[i++]);
                continue;
            }

            text.Append(values[match].Value);
            i += values[match].Name.Length + 2;
        }

        return text.ToString();
    }

    private static string OfOwn(string name)
    {
        using var stream = typeof(PromptText).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"there is no prompt {name} in this assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private int Match(ReadOnlySpan<(string Name, string Value)> values, int at)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var end = at + values[i].Name.Length;
            if (end < Template.Length && Template[end] == '}' && Template.AsSpan(at, values[i].Name.Length).SequenceEqual(values[i].Name))
            {
                return i;
            }
        }

        return -1;
    }
}
