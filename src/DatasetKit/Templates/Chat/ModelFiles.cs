using DatasetKit.Internals;

namespace DatasetKit.Templates.Chat;

/// <summary>Where a model's chat templates and special tokens stand. Source: huggingface/transformers, tokenization_utils_base.py, from_pretrained.</summary>
internal sealed class ModelFiles
{
    private static readonly string[] s_tokenNames = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

    private readonly string? _jinja;
    private readonly JsonValue _config;
    private readonly string? _folder;

    private ModelFiles(string name, string? jinja, JsonValue config, string? folder)
    {
        Name = name;
        _jinja = jinja;
        _config = config;
        _folder = folder;
    }

    /// <summary>What to call the model: its folder's name, or the file's.</summary>
    public string Name { get; }

    public static ModelFiles Find(string path)
    {
        if (Directory.Exists(path))
        {
            var jinja = Path.Join(path, "chat_template.jinja");
            var config = Path.Join(path, "tokenizer_config.json");
            return new ModelFiles(
                Path.GetFileName(Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar)), File.Exists(jinja) ? ReadText(jinja) : null, File.Exists(config) ? JsonValue.Parse(ReadText(config)) : default, path);
        }

        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            // Special tokens of a template on its own stand in the file beside it.
            var beside = Path.Join(Path.GetDirectoryName(path) ?? string.Empty, "tokenizer_config.json");
            return new ModelFiles(Path.GetFileName(path), ReadText(path), File.Exists(beside) ? JsonValue.Parse(ReadText(beside)) : default, null);
        }

        return new ModelFiles(Path.GetFileName(path), null, JsonValue.Parse(ReadText(path)), null);
    }

    /// <summary>The templates by name; one that has no name is <c>default</c>.</summary>
    public Dictionary<string, string> Templates()
    {
        var templates = new Dictionary<string, string>();
        var stored = _config["chat_template"];
        if (stored.IsString)
        {
            templates["default"] = stored.Text.ToString();
        }

        foreach (var entry in stored.Elements)
        {
            templates[entry["name"].Text.ToString()] = entry["template"].Text.ToString();
        }

        var more = _folder is null ? null : Path.Join(_folder, "additional_chat_templates");
        foreach (var file in more is not null && Directory.Exists(more) ? Directory.GetFiles(more, "*.jinja").Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            templates[Path.GetFileNameWithoutExtension(file)] = ReadText(file);
        }

        if (_jinja is not null)
        {
            templates["default"] = _jinja;
        }

        return templates;
    }

    public Dictionary<string, string> SpecialTokens()
    {
        var tokens = new Dictionary<string, string>();
        foreach (var name in s_tokenNames)
        {
            var token = _config[name];
            token = token.IsObject ? token["content"] : token;
            if (token.IsString)
            {
                tokens[name] = token.Text.ToString();
            }
        }

        return tokens;
    }

    private static string ReadText(string path) => Utf8Text.Decode(File.ReadAllBytes(path)).TrimStart('\uFEFF');
}
