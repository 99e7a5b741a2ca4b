using System.Text.RegularExpressions;
using DatasetKit.Recipes.Novelty;

namespace DatasetKit.Recipes.SelfInstruct;

/// <summary>
/// Which instructions a model without eyes, ears and hands can follow (tatsu-lab/stanford_alpaca:generate_instruction.py,
/// yizhongw/self-instruct:self_instruct/bootstrap_instructions.py).
/// </summary>
internal static partial class InstructionFilter
{
    /// <summary>ASCII's punctuation, as Python's <c>string.punctuation</c> has it.</summary>
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <summary>Why an instruction is left out; null when it is not.</summary>
    /// <param name="instruction">The instruction, without white space around it.</param>
    /// <param name="media">Whether video, audio, music, flowcharts and diagrams are on the list of words, as in Alpaca's but not in Self-Instruct's.</param>
    /// <param name="compat">Whether only spaces divide words, as in the originals, so that a Chinese instruction is a single one.</param>
    /// <param name="english">Whether an instruction must begin with a character of ASCII.</param>
    public static string? WhyNot(string instruction, bool media, bool compat, bool english)
    {
        var words = compat ? Split(instruction) : Words.Count(instruction);
        return words <= 3 ? "too short"
            : words > 150 ? "too long"
            : Media().IsMatch(instruction) || (media && MoreMedia().IsMatch(instruction)) ? "needs files, images or sound"
            : instruction.StartsWith("Write a program", StringComparison.Ordinal) ? "asks for a program"
            : Punctuation.Contains(instruction[0], StringComparison.Ordinal) ? "begins with punctuation"
            : english && !char.IsAscii(instruction[0]) ? "does not begin with ASCII"
            : null;
    }

    // Python's str.split() without arguments.
    private static int Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    [GeneratedRegex(@"\b(image|images|graph|graphs|picture|pictures|file|files|map|maps|draw|plot|go to)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Media();

    [GeneratedRegex(@"\b(video|audio|music|flowchart|diagram)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex MoreMedia();
}
