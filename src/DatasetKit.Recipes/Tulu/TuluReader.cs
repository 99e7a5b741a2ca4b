using DatasetKit.Recipes.Conversations;

namespace DatasetKit.Recipes.Tulu;

/// <summary>How examples of a source become messages.</summary>
internal enum TuluShape
{
    /// <summary>They have their turns.</summary>
    Turns,

    /// <summary>Instruction and input are put into one of 14 and 14 encodings, drawn by weight.</summary>
    Instruction,

    /// <summary>A prompt as it stands; a newline is put to its end when it ends with neither a newline nor a colon.</summary>
    Prompt,

    /// <summary>The instances of a task: some are encoded as instructions, the others follow solved ones of the task.</summary>
    Task,
}

/// <summary>A source that Tülu knows: its records and how they become messages (allenai/open-instruct:scripts/data/sft_v1_v2/reformat_datasets.py, convert_*_data).</summary>
/// <param name="Name">The name of the dataset.</param>
/// <param name="Format">The format of its records.</param>
/// <param name="Shape">How they become messages.</param>
/// <param name="OwnId">Whether the record's own id follows the name, not its number.</param>
internal sealed record TuluReader(string Name, RecordFormat Format, TuluShape Shape, bool OwnId = false)
{
    /// <summary>The known readers, a line each.</summary>
    public static IReadOnlyList<TuluReader> Known { get; } =
    [
        new("super_ni", Of("natural-instructions"), TuluShape.Task, OwnId: true),
        new("cot", Of("flan"), TuluShape.Prompt),
        new("flan_v2", Of("flan"), TuluShape.Prompt),
        new("dolly", RecordFormat.Dolly, TuluShape.Instruction),
        new("self_instruct", RecordFormat.Alpaca, TuluShape.Instruction),
        new("unnatural_instructions", Of("unnatural-instructions"), TuluShape.Instruction),
        new("stanford_alpaca", RecordFormat.Alpaca, TuluShape.Instruction),
        new("code_alpaca", RecordFormat.Alpaca, TuluShape.Instruction),
        new("gpt4_alpaca", RecordFormat.Alpaca, TuluShape.Instruction),
        new("sharegpt", new SenderFormat(), TuluShape.Turns, OwnId: true),
        new("oasst1", RecordFormat.OasstTrees(), TuluShape.Turns),
        new("baize", Of("baize"), TuluShape.Turns),
        new("lima", new OddListFormat(Of("lima"), "conversations"), TuluShape.Turns),
        new("wizardlm", Of("wizardlm-v2"), TuluShape.Turns, OwnId: true),
        new("open_orca", Of("open-orca"), TuluShape.Turns, OwnId: true),
        new("hard_coded", Of("hard-coded"), TuluShape.Turns),
        new("science", Of("science"), TuluShape.Turns),
        new("messages", RecordFormat.OpenAIChat, TuluShape.Turns, OwnId: true),
        new("alpaca", RecordFormat.Alpaca, TuluShape.Instruction),
        new("prompts", RecordFormat.PromptCompletion, TuluShape.Prompt),
    ];

    private static RecordFormat Of(string name) => RecordFormat.Find(name)!;
}
