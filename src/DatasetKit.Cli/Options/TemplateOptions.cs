using System.CommandLine;
using DatasetKit.Internals;

namespace DatasetKit.Cli.Options;

/// <summary>The options that say what the model sees.</summary>
internal sealed class TemplateOptions
{
    /// <summary>Where a template is named, these are all the places it is looked for in.</summary>
    private const string Named = "a template by name (datasetkit templates lists them), a file or a model's folder";
    private const string Counted = "Count what the model sees: " + Named + ", or openai for the rules of OpenAI's hosted models; each text by itself when left out";

    private readonly bool _hosted;
    private readonly Option<string?>? _template;
    private readonly Option<string?> _chatTemplate;
    private readonly Option<string?> _variant = new("--template-variant") { Description = "With a model that has several chat templates: the name of one, for example rag", HelpName = "NAME" };
    private readonly Option<string[]> _arguments = new("--template-arg") { Description = "A variable of the chat template, for example enable_thinking=false; JSON, or else a text; may be repeated", HelpName = "NAME=VALUE" };
    private readonly Option<bool> _addPrompt = new("--add-generation-prompt") { Description = "End with what makes the model answer" };

    private TemplateOptions(Command command, string? template, string chatTemplate, bool hosted, bool prompts)
    {
        _hosted = hosted;
        _chatTemplate = new("--chat-template") { Description = chatTemplate, HelpName = "NAME|FILE" };
        if (template is not null)
        {
            _template = new("--template") { Description = template, HelpName = "NAME|FILE" };
            command.Add(_template);
        }

        command.Add(_chatTemplate);
        command.Add(_variant);
        command.Add(_arguments);
        if (prompts)
        {
            command.Add(_addPrompt);
        }
    }

    /// <summary>Of a command that writes examples.</summary>
    public static TemplateOptions OfConverting(Command command) => new(
        command,
        "With --to text or spans: what renders, " + Named,
        "The same for a chat template, and what --max-tokens counts with: " + Named + ", or openai for the rules of OpenAI's hosted models; each text by itself when left out",
        hosted: true,
        prompts: true);

    /// <summary>Of a command that checks examples.</summary>
    public static TemplateOptions OfChecking(Command command) => new(
        command, "What the data is meant for, its special tokens are refused in content: " + Named, Counted, hosted: true, prompts: false);

    /// <summary>Of a command that shows examples.</summary>
    public static TemplateOptions OfRendering(Command command) => new(command, "The prompt template: " + Named, "The chat template: " + Named, hosted: false, prompts: true);

    /// <summary>Of a command that counts.</summary>
    public static TemplateOptions OfCounting(Command command) => new(command, null, Counted, hosted: true, prompts: false);

    /// <summary>Of a command that makes tokens.</summary>
    public static TemplateOptions OfPacking(Command command) => new(command, null, "What the model sees: " + Named + "; needed for all but plain texts", hosted: false, prompts: false);

    /// <summary>The words of <c>--chat-template</c>.</summary>
    public string? ChatTemplateName(ParseResult result) => result.GetValue(_chatTemplate);

    /// <summary>The template of <c>--template</c>; null when there is none.</summary>
    public PromptTemplate? Template(ParseResult result) => Loaded(_template is null ? null : result.GetValue(_template), chatFirst: false, result);

    /// <summary>The template of <c>--chat-template</c>; null when there is none, and when it is OpenAI's rules, which are no template.</summary>
    public PromptTemplate? ChatTemplate(ParseResult result) => ChatTemplateName(result) is var name && _hosted && name == "openai" ? null : Loaded(name, chatFirst: true, result);

    /// <summary>Whether the template that examples are written with is the one of <c>--chat-template</c>.</summary>
    public bool ChatTemplateRenders(ParseResult result, PromptTemplate? rendered) => rendered is not null && (_template is null || result.GetValue(_template) is null);

    private PromptTemplate? Loaded(string? name, bool chatFirst, ParseResult result)
    {
        var (variant, arguments, prompts) = (result.GetValue(_variant), result.GetValue(_arguments) ?? [], result.GetValue(_addPrompt));
        if (name is null)
        {
            var needless = arguments.Length > 0 ? _arguments.Name : variant is not null ? _variant.Name : prompts ? _addPrompt.Name : null;
            return needless is null || ChatTemplateName(result) is not null || (_template is not null && result.GetValue(_template) is not null) ? null
                : throw new UsageException($"{needless} needs --chat-template NAME");
        }

        var template = Commands.Templates.Load(name, chatFirst, variant);
        if (template is DatasetKit.ChatTemplate chat)
        {
            return arguments.Length == 0 && !prompts ? chat : chat.With(chat.Options with { Variables = Variables(chat, arguments), AddGenerationPrompt = prompts });
        }

        return arguments.Length == 0 && !prompts ? template
            : throw new UsageException($"{(prompts ? _addPrompt.Name : _arguments.Name)} is for chat templates, and {template.Name} is a prompt template");
    }

    private Dictionary<string, JsonValue> Variables(DatasetKit.ChatTemplate template, string[] arguments)
    {
        var variables = new Dictionary<string, JsonValue>(template.Options.Variables);
        foreach (var argument in arguments)
        {
            var at = argument.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw new UsageException($"{_arguments.Name} takes NAME=VALUE, not \"{argument}\"");
            }

            var (name, value) = (argument[..at], argument[(at + 1)..]);
            if (!template.Source.Contains(name, StringComparison.Ordinal))
            {
                throw new UsageException($"{template.Name} does not use {name}; datasetkit templates {DisplayPath.Of(template.Name)} shows what it uses");
            }

            variables[name] = JsonValue.TryParse((Text)value, out var parsed) ? parsed : JsonValue.From(value);
        }

        return variables;
    }
}
