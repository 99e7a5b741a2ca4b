namespace DatasetKit.Recipes.SelfInstruct;

/// <summary>
/// Recorded replies: records of <c>prompt</c> and <c>completion</c>, with <c>finish_reason</c> where it is known, and <c>instruction</c> where they are about one;
/// or Self-Instruct's own records of <c>instruction</c> and <c>raw_instances</c>.
/// </summary>
internal static class Replies
{
    private const string Raw = "raw_instances";

    /// <summary>Whether the model stopped because it had no tokens left.</summary>
    public static bool IsCutOff(Example reply) => reply.Metadata["finish_reason"].Text == "length"
        || reply.Metadata["instance_metadata"]["response"]["choices"].Elements.FirstOrDefault()["finish_reason"].Text == "length";

    /// <summary>What the model said.</summary>
    public static string Text(Example reply) => (reply.Metadata[Raw] is { IsAbsent: false } raw ? raw.Text : reply.Output).ToString();

    /// <summary>The instruction that a reply is about; null when it does not say.</summary>
    public static string? Instruction(Example reply)
    {
        var instruction = reply.Metadata[Raw].IsAbsent ? reply.Metadata["instruction"].Text : reply.Instruction;
        return instruction.IsEmpty ? null : instruction.ToString().Trim();
    }

    /// <summary>The reject of a reply that does not say what it is about.</summary>
    public static Outcome WithoutInstruction(Example reply) => Outcome.Reject(new Finding(
        Diagnostics.Find("DK1001")!, Severity.Error, reply.Source, "/instruction", "the reply does not say which instruction it is about; keep the fields of the request beside prompt and completion"));
}
