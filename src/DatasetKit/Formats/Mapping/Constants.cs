namespace DatasetKit.Formats;

/// <summary>Fields that are the same in every example. What an example said itself becomes metadata, so that it is reported.</summary>
internal static class Constants
{
    public static Example Apply(Example example, IReadOnlyList<(string Target, Text Value)> constants)
    {
        foreach (var (target, value) in constants)
        {
            example = Apply(example, target, value);
        }

        return example;
    }

    private static Example Apply(Example example, string target, Text value) => target switch
    {
        "system" => WithOld(example, target, SystemOf(example), value).WithSystemPrompt(value),
        "category" => WithOld(example, target, example.Category, value).WithCategory(value),
        "id" => WithOld(example, target, example.Id, value).WithId(value),
        "instruction" => example.WithTurn(value, example.Input, example.Output),
        "input" => example.WithTurn(example.Instruction, value, example.Output),
        "output" => example.WithTurn(example.Instruction, example.Input, value),
        _ => WithField(example, target, JsonValue.From(value)),
    };

    private static Text SystemOf(Example example) =>
        example.OwnMessages is [{ Role: Role.System } first, ..] ? first.Content : example.System;

    private static Example WithOld(Example example, string target, Text old, Text value) =>
        old.IsEmpty || old == value ? example : WithField(example, target, JsonValue.From(old));

    private static Example WithField(Example example, string name, JsonValue value) => example.WithMetadata(new Metadata(
    [
        .. example.Metadata.Where(field => field.Key != (Text)name),
        new(name, value),
    ]));
}
