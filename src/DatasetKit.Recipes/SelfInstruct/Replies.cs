namespace DatasetKit.Recipes.SelfInstruct;

/// <summary>Recorded replies: records of <c>prompt</c> and <c>completion</c>, with <c>finish_reason</c> where it is known.</summary>
internal static class Replies
{
    /// <summary>Whether the model stopped because it had no tokens left.</summary>
    public static bool IsCutOff(Example reply) => reply.Metadata["finish_reason"].Text == "length";
}
