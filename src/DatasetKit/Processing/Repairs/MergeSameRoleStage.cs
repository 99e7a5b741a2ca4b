using System.Globalization;
using DatasetKit.Validation;

namespace DatasetKit.Processing;

/// <summary>Joins messages of the same side that follow each other: what DK1008 would reject.</summary>
internal sealed class MergeSameRoleStage(Run run, ExampleSink next) : ExampleSink
{
    private static ReadOnlySpan<byte> Between => "\n\n"u8;

    public override bool Accept(Example example) => next.Accept(Merge(example));

    private Example Merge(Example example)
    {
        var turns = Turns.Of(example);
        List<Message>? merged = null;
        for (var i = 1; i < turns.Count; i++)
        {
            if (merged is null && CanJoin(turns[i - 1], turns[i]))
            {
                merged = [.. turns.Take(i)];
            }

            if (merged is null)
            {
                continue;
            }

            if (CanJoin(merged[^1], turns[i]))
            {
                merged[^1] = new Message(turns[i]) { Content = Join(merged[^1].Content, turns[i].Content), Reasoning = merged[^1].Reasoning };
                Warn(example, Turns.Field(example, i, "role"), turns[i].Role);
            }
            else
            {
                merged.Add(turns[i]);
            }
        }

        if (merged is not null)
        {
            example = example.Kind == ExampleKind.Chat ? new Example(example) { OwnMessages = merged } : new Example(example) { History = merged };
        }

        return example.Kind == ExampleKind.Instruct ? MergeInstruction(example) : example;
    }

    /// <summary>The instruction follows Alpaca's history as one more message of the user.</summary>
    private Example MergeInstruction(Example example)
    {
        if (example.History is not [.., { Role: Role.User } last] || !CanJoin(last, new Message(Role.User, example.Instruction)))
        {
            return example;
        }

        Warn(example, "history", Role.User);
        return new Example(example) { History = [.. example.History.SkipLast(1)], Instruction = Join(last.Content, example.Instruction) };
    }

    private void Warn(Example example, string field, Role role) => run.Warn(new Finding(
        RoleOrder.Fault,
        Severity.Warning,
        example.Source,
        field,
        string.Create(CultureInfo.InvariantCulture, $"two messages of the {Turns.Name(role)} followed each other and were joined (--merge-same-role)")));

    // The second may bring a call. All else belongs to one message by itself and would be lost or given to the other.
    private static bool CanJoin(Message first, Message second) =>
        first.Role == second.Role && first.Role is Role.User or Role.Assistant
        && first.ToolCalls.Count == 0
        && first.Parts.Count == 0 && second.Parts.Count == 0
        && second.Reasoning.IsAbsent
        && first.Name == second.Name && first.WireRole == second.WireRole
        && first.Train == second.Train && first.Weight == second.Weight
        && first.ToolCallId.IsAbsent && second.ToolCallId.IsAbsent
        && SameMetadata(first.Metadata, second.Metadata);

    private static bool SameMetadata(Metadata first, Metadata second)
    {
        if (first.Count != second.Count)
        {
            return false;
        }

        for (var i = 0; i < first.Count; i++)
        {
            if (first[i].Key != second[i].Key || first[i].Value != second[i].Value)
            {
                return false;
            }
        }

        return true;
    }

    private static Text Join(Text first, Text second) => first.IsEmpty ? second : second.IsEmpty ? first : Text.Join(first, Between, second);
}
