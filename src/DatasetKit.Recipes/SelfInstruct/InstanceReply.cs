using System.Text.RegularExpressions;

namespace DatasetKit.Recipes.SelfInstruct;

/// <summary>
/// Takes a model's instances of a task apart: <c>Example 1</c>, <c>Input:</c>, <c>Output:</c> for most tasks, <c>Class label:</c> first for
/// classification (yizhongw/self-instruct:self_instruct/prepare_for_finetuning.py).
/// </summary>
internal static partial class InstanceReply
{
    /// <summary>The instances of a reply, and why others are left out.</summary>
    /// <param name="reply">The reply, with the fields <c>instruction</c> and <c>is_classification</c> of the task it is about.</param>
    /// <param name="isClassification">Which instructions are classifications, for replies that do not say it themselves.</param>
    /// <param name="most">Instances of one task at most; the first ones are kept.</param>
    public static Outcome Read(Example reply, Func<string, bool>? isClassification = null, int most = int.MaxValue)
    {
        if (Replies.Instruction(reply) is not { } instruction)
        {
            return Replies.WithoutInstruction(reply);
        }

        var text = Replies.Text(reply);
        var kind = reply.Metadata[ClassificationReply.Field];
        var pairs = (kind.IsAbsent ? isClassification?.Invoke(instruction) ?? false : ClassificationReply.SaysYes(kind)) ? Labels(text) : Pairs(text.Trim());
        var leftOut = new List<string>();
        if (pairs.Count > 0 && Replies.IsCutOff(reply))
        {
            pairs.RemoveAt(pairs.Count - 1);
            leftOut.Add("cut off");
        }

        pairs = Filter(pairs, leftOut);
        if (pairs.Count == 0 && leftOut.Count == 0)
        {
            return Outcome.Drop("no instance");
        }

        leftOut.AddRange(pairs.Skip(most).Select(_ => "more of one task"));
        return Outcome.Split([.. pairs.Take(most).Select(pair => Example.Instruct(instruction, pair.Output, pair.Input).WithSource(reply.Source))], leftOut);
    }

    private static List<(string Input, string Output)> Pairs(string text)
    {
        if (Heading().IsMatch(text))
        {
            return [.. Heading().Split(text).Select(part => part.Trim()).Where(part => part.Length > 0).Select(Pair)];
        }

        return Output().IsMatch(text) ? [Pair(text)] : [];
    }

    private static (string Input, string Output) Pair(string text)
    {
        var parts = Output().Split(text);
        var (input, output) = parts.Length > 1 ? (parts[0].Trim(), parts[1].Trim()) : (string.Empty, text.Trim());
        output = Input().Split(output)[0].Trim();
        var label = Input().Match(input);
        return (label.Success && label.Index == 0 ? input[label.Length..].Trim() : input, output);
    }

    private static List<(string Input, string Output)> Labels(string text)
    {
        var pairs = new List<(string, string)>();
        foreach (var part in text.Split("Class label:").Skip(1))
        {
            var fields = part.Trim().Split('\n', 2);
            pairs.Add((fields.Length > 1 ? fields[1].Trim() : string.Empty, fields[0].Trim()));
        }

        return pairs;
    }

    private static List<(string Input, string Output)> Filter(List<(string Input, string Output)> pairs, List<string> leftOut)
    {
        var valid = new List<(string Input, string Output)>();
        foreach (var pair in pairs)
        {
            var why = pair.Input == pair.Output ? "input and output are equal"
                : pair.Output.Length == 0 ? "no output"
                : pair.Input.EndsWith(':') || pair.Output.EndsWith(':') ? "ends with a colon"
                : null;
            if (why is null)
            {
                valid.Add(pair);
            }
            else
            {
                leftOut.Add(why);
            }
        }

        if (valid.Where(pair => pair.Input.Length > 0).GroupBy(pair => pair.Input).Any(same => same.Distinct().Count() > 1))
        {
            leftOut.AddRange(valid.Select(_ => "two outputs for one input"));
            return [];
        }

        var unique = valid.Distinct().ToList();
        leftOut.AddRange(Enumerable.Repeat("duplicate instance", valid.Count - unique.Count));
        return unique;
    }

    [GeneratedRegex(@"Example\s?\d*\.?", RegexOptions.NonBacktracking)]
    private static partial Regex Heading();

    [GeneratedRegex(@"Output\s*\d*\s*:", RegexOptions.NonBacktracking)]
    private static partial Regex Output();

    [GeneratedRegex(@"Input\s*\d*\s*:", RegexOptions.NonBacktracking)]
    private static partial Regex Input();
}
