using System.Text.Json;
using DatasetKit.Internals;
using DatasetKit.Templates.Chat;

namespace DatasetKit;

/// <summary>Chat templates from the files of a model.</summary>
public sealed partial class ChatTemplate
{
    /// <summary>
    /// Reads a chat template: a <c>.jinja</c> file, a <c>tokenizer_config.json</c>, or a model's folder with either of them. In a folder
    /// <c>chat_template.jinja</c> goes before the template of <c>tokenizer_config.json</c>, and the special tokens come from the latter, as in transformers.
    /// </summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="variant">The name of the template where there are several (<c>rag</c>); null takes <c>default</c>, and <c>tool_use</c> for conversations with tools.</param>
    /// <param name="options">What to render with besides the file's special tokens; the defaults when null.</param>
    /// <exception cref="TemplateException">The file cannot be read, or holds no chat template.</exception>
    public static ChatTemplate Load(string path, string? variant = null, ChatTemplateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= ChatTemplateOptions.Default;
        try
        {
            var files = ModelFiles.Find(path);
            var templates = files.Templates();
            var chosen = variant ?? (templates.ContainsKey("default") ? "default" : templates.Keys.FirstOrDefault() ?? "default");
            if (!templates.TryGetValue(chosen, out var source))
            {
                throw new TemplateException(
                    templates.Count == 0 ? "there is no chat template in it; name a chat_template.jinja, or a known template" : $"there is no chat template \"{chosen}\" in it; it has {string.Join(", ", templates.Keys)}", path);
            }

            var tokens = files.SpecialTokens();
            foreach (var (name, token) in options.SpecialTokens)
            {
                tokens[name] = token;
            }

            var tools = variant is null && templates.TryGetValue("tool_use", out var toolUse) && chosen != "tool_use" ? toolUse : null;
            return Create(source, tools, files.Name, null, options with { SpecialTokens = tokens });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or System.Text.DecoderFallbackException)
        {
            throw new TemplateException($"the chat template cannot be read: {fault.Message}", path);
        }
    }

    /// <summary>Reads a chat template; see <see cref="Load"/>.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="variant">The name of the template where there are several; null takes <c>default</c>.</param>
    /// <param name="options">What to render with; the defaults when null.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="TemplateException">The file cannot be read, or holds no chat template.</exception>
    public static Task<ChatTemplate> LoadAsync(string path, string? variant = null, ChatTemplateOptions? options = null, CancellationToken cancel = default) =>
        Task.Run(() => Load(path, variant, options), cancel);
}
