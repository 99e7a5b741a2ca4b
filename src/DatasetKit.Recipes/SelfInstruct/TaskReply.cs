using System.Globalization;
using System.Text.RegularExpressions;

namespace DatasetKit.Recipes.SelfInstruct;

/// <summary>Takes a model's numbered list of tasks apart, each with <c>Instruction:</c>, <c>Input:</c> and <c>Output:</c> (tatsu-lab/stanford_alpaca:generate_instruction.py).</summary>
/// <param name="given">How many tasks the request showed: the reply begins with the next.</param>
internal sealed class TaskReply(int given)
{
    private readonly List<Regex> _marks = [];

    /// <summary>The tasks of a reply, and why the others are no tasks.</summary>
    public Outcome Read(Example reply)
    {
        string[] items = $"{(given + 1).ToString(CultureInfo.InvariantCulture)}. Instruction:{reply.Output}".Split("###");
        var tasks = new List<Example>();
        var leftOut = new List<string>();
        for (var i = 0; i < items.Length; i++)
        {
            if (i == items.Length - 1 && Replies.IsCutOff(reply))
            {
                leftOut.Add("cut off");
                continue;
            }

            var parts = Mark(i).Split(items[i]);
            if (parts.Length != 7)
            {
                leftOut.Add("not instruction, input and output");
                continue;
            }

            var input = parts[4].Trim();
            input = input.Equals("<noinput>", StringComparison.OrdinalIgnoreCase) ? string.Empty : input;
            tasks.Add(Example.Instruct(parts[2].Trim(), parts[6].Trim(), input).WithSource(reply.Source));
        }

        return Outcome.Split(tasks, leftOut);
    }

    private Regex Mark(int index)
    {
        for (var number = given + 1 + _marks.Count; _marks.Count <= index; number++)
        {
            _marks.Add(new Regex(string.Create(CultureInfo.InvariantCulture, $@"{number}\.\s+(Instruction|Input|Output):"), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }

        return _marks[index];
    }
}
