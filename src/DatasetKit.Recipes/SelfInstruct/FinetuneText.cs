using System.Globalization;
using System.Text.RegularExpressions;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.SelfInstruct;

/// <summary>A task as the prompt and completion that GPT-3 was trained with (yizhongw/self-instruct:self_instruct/prepare_for_finetuning.py).</summary>
/// <param name="seed">Decides the encoding, and whose input is made plain.</param>
internal sealed partial class FinetuneText(int seed)
{
    private long _number;

    /// <summary>Encodes a task.</summary>
    public Outcome Encode(Example task)
    {
        if (WrongKind.UnlessTask(task) is { Fault: not null } rejected)
        {
            return rejected;
        }

        var number = _number++;
        var input = task.Input.ToString();
        var isPlain = StableShare.Of(string.Create(CultureInfo.InvariantCulture, $"input {number}"), seed) < 0.5;
        return PromptEncodings.SelfInstruct.Encode(Example.Instruct(task.Instruction, task.Output, isPlain ? Plain(input) : input).WithSource(task.Source), seed, number);
    }

    /// <summary>An input without the name of its only field, and without blank lines.</summary>
    public static string Plain(string input)
    {
        var names = FieldName().Matches(input).Select(match => match.Value).Distinct(StringComparer.Ordinal).Count();
        return (names == 1 ? input[(input.IndexOf(':', StringComparison.Ordinal) + 1)..] : input).Trim().Replace("\n\n", "\n", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\w+:", RegexOptions.NonBacktracking)]
    private static partial Regex FieldName();
}
