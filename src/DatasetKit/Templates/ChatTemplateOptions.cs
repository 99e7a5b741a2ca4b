namespace DatasetKit;

/// <summary>What a chat template is rendered with besides the messages.</summary>
public sealed record ChatTemplateOptions
{
    /// <summary>The options that are used where none are given.</summary>
    public static ChatTemplateOptions Default { get; } = new();

    /// <summary>Special tokens by the names that templates know them by: <c>bos_token</c>, <c>eos_token</c>. The default is none.</summary>
    public IReadOnlyDictionary<string, string> SpecialTokens { get; init; } = new Dictionary<string, string>();

    /// <summary>Other variables of the template, for example <c>enable_thinking</c>. The default is none.</summary>
    public IReadOnlyDictionary<string, JsonValue> Variables { get; init; } = new Dictionary<string, JsonValue>();

    /// <summary>Documents for templates that answer from them: an array of objects. Absent by default.</summary>
    public JsonValue Documents { get; init; }

    /// <summary>Whether the text ends with what makes the model answer. The default is false: training wants what the model should say, not a cue.</summary>
    public bool AddGenerationPrompt { get; init; }

    /// <summary>
    /// Whether the text ends inside the last message, for the model to go on from there. The default is false; not together with
    /// <see cref="AddGenerationPrompt"/>.
    /// </summary>
    public bool ContinueFinalMessage { get; init; }

    /// <summary>What the template may use. The default is <see cref="JinjaLimits.Default"/>.</summary>
    public JinjaLimits Limits { get; init; } = JinjaLimits.Default;

    /// <summary>The clock of <c>strftime_now</c>. The default is the system's; a fixed one makes the output the same on every day.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
