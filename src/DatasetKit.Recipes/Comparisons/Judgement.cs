using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Comparisons;

/// <summary>Asks a judge for marks of several answers to one task, and reads what it says (Peng et al. 2023, section 3.2; the words are our own).</summary>
/// <param name="words">With <c>{question}</c>, <c>{count}</c>, and <c>{answers}</c> or <c>{answer_1}</c>, <c>{answer_2}</c> and so on.</param>
internal sealed partial class Judgement(PromptText words)
{
    /// <summary>The best mark.</summary>
    private const double Best = 10;

    /// <summary>The request for the marks of a task's answers.</summary>
    public string Request(Example task)
    {
        var answers = task.Completions.Select(answer => answer.Messages is [var only] ? only.Content.ToString() : string.Empty).ToList();
        var all = new StringBuilder();
        foreach (var (number, answer) in answers.Index())
        {
            all.Append(CultureInfo.InvariantCulture, $"{(number == 0 ? string.Empty : "\n\n")}Answer {number + 1}:\n{answer}");
        }

        return words.Fill(
        [
            ("question", task.Instruction.ToString()),
            ("count", answers.Count.ToString(CultureInfo.InvariantCulture)),
            ("answers", all.ToString()),
            .. answers.Select((answer, number) => (string.Create(CultureInfo.InvariantCulture, $"answer_{number + 1}"), answer)),
        ]);
    }

    /// <summary>
    /// The marks in a judge's reply: so many on the first line that holds nothing else, or, where there is none, one on a line of its own for each answer
    /// by its number, as in <c>Answer 2: 7.5</c>. Null when they cannot be told.
    /// </summary>
    /// <param name="reply">The reply.</param>
    /// <param name="count">How many answers were judged.</param>
    public static IReadOnlyList<string>? Read(string reply, int count)
    {
        var named = new string?[count];
        foreach (var line in reply.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (Bare().IsMatch(line))
            {
                var marks = Number().Matches(OutOfTen().Replace(line, string.Empty)).Select(match => Mark(match.Value)).ToList();
                if (marks.Count == count && !marks.Contains(null))
                {
                    return [.. marks.Select(mark => mark!)];
                }
            }

            if (Named().Match(line) is { Success: true } one
                && int.TryParse(one.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= count && Mark(one.Groups[2].Value) is { } mark)
            {
                // The first mark counts; what comes later weighs it up.
                named[number - 1] ??= mark;
            }
        }

        return count > 0 && Array.TrueForAll(named, mark => mark is not null) ? [.. named.Select(mark => mark!)] : null;
    }

    /// <summary>A number from 0 to 10 as JSON writes it; null when it is another.</summary>
    private static string? Mark(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var mark) && mark is >= 0 and <= Best ? mark.ToString("R", CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^[\d.,;/|\s]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Bare();

    [GeneratedRegex(@"\d+(?:\.\d+)?", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"\s*/\s*10\b", RegexOptions.NonBacktracking)]
    private static partial Regex OutOfTen();

    [GeneratedRegex(@"^[\W_]*(?:answer|assistant|response)[\s#]*(\d+)[\W_]*(?:(?:score|mark|rating)[\W_]*)?(\d+(?:\.\d+)?)(?:\s*(?:/|out of)\s*10)?[\W_]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Named();
}
