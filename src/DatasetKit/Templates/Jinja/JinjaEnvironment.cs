using System.Collections.Frozen;

namespace DatasetKit.Templates.Jinja;

/// <summary>A dialect of Jinja: what the language has, how whitespace is treated, and the bounds.</summary>
internal sealed record JinjaEnvironment
{
    /// <summary>
    /// Chat templates as transformers renders them: an immutable sandbox with loop controls and the <c>generation</c> tag. Source:
    /// huggingface/transformers, src/transformers/utils/chat_template_utils.py, _compile_jinja_template.
    /// </summary>
    public static JinjaEnvironment Chat { get; } = new()
    {
        Lexing = new LexerOptions(TrimBlocks: true, LstripBlocks: true, KeepTrailingNewline: false),
        HasGeneration = true,
        HasLoopControls = true,
        IsSandboxed = true,
        Filters = BuiltInFilters.Chat,
        Globals = BuiltInGlobals.Chat,
    };

    /// <summary>promptsource's dialect: nothing is trimmed, values may be changed. Source: bigscience-workshop/promptsource, promptsource/templates.py.</summary>
    public static JinjaEnvironment PromptSource { get; } = new()
    {
        AllowMutation = true,
        Filters = BuiltInFilters.PromptSource,
        Globals = BuiltInGlobals.PromptSource,
    };

    public LexerOptions Lexing { get; init; }

    public bool AutoEscape { get; init; }

    /// <summary>Whether <c>append</c>, <c>update</c> and their kin work; in a sandbox they fail as unsafe.</summary>
    public bool AllowMutation { get; init; }

    /// <summary>Whether a range has a bound of its own, as in Python's sandbox.</summary>
    public bool IsSandboxed { get; init; }

    public bool HasGeneration { get; init; }

    public bool HasLoopControls { get; init; }

    public bool HasDo { get; init; }

    public JinjaLimits Limits { get; init; } = JinjaLimits.Default;

    public FrozenDictionary<string, Operation> Filters { get; init; } = BuiltInFilters.Stock;

    public FrozenDictionary<string, Operation> Tests { get; init; } = BuiltInTests.All;

    public FrozenDictionary<string, Value> Globals { get; init; } = BuiltInGlobals.Stock;
}
