namespace DatasetKit.Recipes.SelfInstruct;

/// <summary>What a model says to the question whether an instruction is a classification (yizhongw/self-instruct:self_instruct/identify_clf_or_not.py).</summary>
internal static class ClassificationReply
{
    public const string Field = "is_classification";

    /// <summary>The instruction with the answer as it was given, such as <c>" Yes"</c>.</summary>
    /// <param name="reply">The reply, with the field <c>instruction</c> of what it is about.</param>
    public static Outcome Read(Example reply)
    {
        if (Replies.Instruction(reply) is not { } instruction)
        {
            return Replies.WithoutInstruction(reply);
        }

        var answer = reply.Output.ToString().TrimStart();
        return answer.StartsWith("yes", StringComparison.OrdinalIgnoreCase) || answer.StartsWith("no", StringComparison.OrdinalIgnoreCase)
            ? Example.Instruct(instruction, default).WithSource(reply.Source).WithMetadata(Metadata.None.With(Field, JsonValue.From(reply.Output)))
            : Outcome.Drop("neither yes nor no");
    }

    /// <summary>Whether a field says yes: <c>true</c>, or a reply such as <c>" Yes"</c>.</summary>
    public static bool SaysYes(JsonValue field)
    {
        var value = field.Text.ToString().Trim();
        return value.StartsWith("yes", StringComparison.OrdinalIgnoreCase) || value == "true";
    }
}
