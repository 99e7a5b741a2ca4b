namespace DatasetKit.Formats;

/// <summary>What formats have in common whose record is a question and an answer, each one text.</summary>
internal static class TwoTexts
{
    /// <summary>Writes the question: instruction and input as one text, with the place where the input begins among the extras.</summary>
    /// <returns>False when the example was rejected.</returns>
    public static bool TryWriteQuestion(RecordBuilder builder, Example example, string format, ReadOnlySpan<byte> name, out SingleTurn turn, bool compares = false)
    {
        if (!SingleTurn.TryTake(builder, example, format, out turn, compares))
        {
            return false;
        }

        if (turn.Instruction.IsAbsent && turn.Output.IsAbsent && turn.Input.IsEmpty && !compares)
        {
            builder.Reject(null, "the example has neither a question nor an answer");
            return false;
        }

        if (example.Kind == ExampleKind.Instruct)
        {
            builder.UserText(name, example);
            builder.InputBoundary(example);
        }
        else
        {
            builder.Property(name, turn.Instruction);
        }

        return true;
    }

    /// <summary>Writes the format's own fields, and keeps or loses what it has none for.</summary>
    public static void WriteRest(RecordBuilder builder, Example example, SingleTurn turn, params ReadOnlySpan<string> own)
    {
        builder.Fields(example.Metadata, own);
        builder.ExtraId(example);
        builder.Extra("category", example.Category);
        CommonFields.ExtraSystem(builder, turn.System);
        builder.Extra("tools", example.Tools);
        turn.KeepHistory(builder);
    }
}
