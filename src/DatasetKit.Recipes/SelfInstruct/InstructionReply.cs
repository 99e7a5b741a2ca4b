using System.Globalization;
using System.Text.RegularExpressions;

namespace DatasetKit.Recipes.SelfInstruct;

/// <summary>Takes a model's numbered list of instructions apart (yizhongw/self-instruct:self_instruct/bootstrap_instructions.py).</summary>
internal static partial class InstructionReply
{
    /// <summary>The instructions of a reply.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="number">The reply's number, from 0.</param>
    /// <param name="compat">Whether all but the first letter become small, as the original's <c>capitalize()</c> has it: "Python" becomes "python".</param>
    public static Outcome Read(Example reply, long number, bool compat)
    {
        if (Replies.IsCutOff(reply))
        {
            return Outcome.Drop("cut off");
        }

        var metadata = Metadata.None.With("metadata", Rest(reply)).With("request_idx", JsonValue.Parse(number.ToString(CultureInfo.InvariantCulture)));
        var instructions = new List<Example>();
        foreach (var item in Numbers().Split(reply.Output.ToString()))
        {
            var text = Spaces().Replace(item, " ").Trim();
            if (text.Length > 0)
            {
                var rest = compat ? text[1..].ToLowerInvariant() : text[1..];
                instructions.Add(Example.Instruct(char.ToUpperInvariant(text[0]) + rest, default).WithSource(reply.Source).WithMetadata(metadata));
            }
        }

        return Outcome.Split(instructions);
    }

    /// <summary>What is said of the reply beside its words.</summary>
    private static JsonValue Rest(Example reply) => JsonValue.Parse($"{{{string.Join(',', reply.Metadata.Select(field => $"{JsonValue.From(field.Key)}:{field.Value}"))}}}");

    [GeneratedRegex(@"\n\d+\s?\. ", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
