using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DatasetKit.Recipes.SelfInstruct;

/// <summary>The requests for new tasks: a few that are there, and the number of the next.</summary>
internal static partial class Requests
{
    /// <summary>A request for whole tasks (tatsu-lab/stanford_alpaca:generate_instruction.py encode_prompt).</summary>
    /// <param name="words">What is asked for.</param>
    /// <param name="tasks">The tasks that are shown.</param>
    public static string ForTasks(string words, IReadOnlyList<Example> tasks)
    {
        var text = new StringBuilder(words.TrimEnd('\n')).Append('\n');
        for (var i = 0; i < tasks.Count; i++)
        {
            var input = tasks[i].Input.IsEmpty ? "<noinput>" : tasks[i].Input.ToString();
            text.Append(CultureInfo.InvariantCulture, $"###\n{i + 1}. Instruction: {OneLine(tasks[i])}\n{i + 1}. Input:\n{input}\n{i + 1}. Output:\n{tasks[i].Output}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"###\n{tasks.Count + 1}. Instruction:").ToString();
    }

    /// <summary>A request for instructions alone (yizhongw/self-instruct:self_instruct/bootstrap_instructions.py encode_prompt).</summary>
    /// <param name="words">What is asked for.</param>
    /// <param name="tasks">The tasks whose instructions are shown.</param>
    public static string ForInstructions(string words, IReadOnlyList<Example> tasks)
    {
        var text = new StringBuilder(words.TrimEnd('\n')).Append('\n');
        for (var i = 0; i < tasks.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}. {OneLine(tasks[i])}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"{tasks.Count + 1}.").ToString();
    }

    /// <summary>So many different tasks at random.</summary>
    public static IReadOnlyList<Example> Choose(IReadOnlyList<Example> tasks, int count, Random random)
    {
        var left = tasks.ToArray();
        random.Shuffle(left);
        return left[..Math.Min(count, left.Length)];
    }

    private static string OneLine(Example task) => Spaces().Replace(task.Instruction.ToString(), " ").Trim().TrimEnd(':');

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
