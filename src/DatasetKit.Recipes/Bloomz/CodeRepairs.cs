using System.Text;
using System.Text.RegularExpressions;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Bloomz;

/// <summary>Adds to the records of two datasets of code what their prompts ask for (bigscience-workshop/bigscience:data/xp3/prepare_xp3_train.py).</summary>
internal static partial class CodeRepairs
{
    /// <summary>The repairs by their names in a manifest: each gives a record with the field it adds, or null and why.</summary>
    public static IReadOnlyList<string> Names { get; } = ["apps", "xlcost"];

    /// <summary>The record with the field that is added.</summary>
    /// <param name="name">One of the names.</param>
    /// <param name="record">The record.</param>
    /// <param name="seed">Decides which solution is taken.</param>
    /// <returns>The record, or null and why it is left out.</returns>
    public static (JsonValue? Record, string Why) Apply(string name, JsonValue record, int seed) => name == "apps" ? Solution(record, seed) : Code(record);

    /// <summary>
    /// XLCoST writes code as one line: <c>NEW_LINE</c>, <c>INDENT</c> and <c>DEDENT</c> say how it was, <c>STRNEWLINE</c> and <c>TABSYMBOL</c> what strings held (clean_code_xlcost). A tab for
    /// each level.
    /// </summary>
    public static string Unmangled(string code)
    {
        var (lines, level) = (new List<string>(), 0);
        foreach (var line in code.Split("NEW_LINE"))
        {
            level = Math.Max(0, level + Marks().Matches(line).Sum(mark => mark.Value == "INDENT" ? 1 : -1));
            var text = Marks().Replace(line, string.Empty).Replace("STRNEWLINE", "\n", StringComparison.Ordinal).Replace("TABSYMBOL", "\t", StringComparison.Ordinal).Trim();
            lines.Add(new string('\t', level) + text);
        }

        return string.Join('\n', lines);
    }

    /// <summary>APPS holds its solutions as a text that is a JSON list; one of them becomes <c>solution</c> (add_solution_apps).</summary>
    private static (JsonValue?, string) Solution(JsonValue record, int seed)
    {
        var text = record["solutions"].Text.ToString();
        if (text.Trim().Length == 0)
        {
            return (null, "no solution");
        }

        try
        {
            var solutions = JsonValue.Parse(text).Elements.Where(solution => solution.IsString).ToList();
            return solutions.Count == 0 ? (null, "no solution") : (With(record, "solution", solutions[(int)(StableShare.Of(text, seed) * solutions.Count)].Text.ToString()), string.Empty);
        }
        catch (System.Text.Json.JsonException)
        {
            return (null, "solutions are no JSON");
        }
    }

    private static (JsonValue?, string) Code(JsonValue record) =>
        record["code"].IsString ? (With(record, "code_clean", Unmangled(record["code"].Text.ToString())), string.Empty) : (null, "no code");

    private static JsonValue With(JsonValue record, string name, string value)
    {
        var text = new StringBuilder("{");
        foreach (var (key, member) in record.Members.Where(member => member.Key != name))
        {
            text.Append(JsonValue.From(key)).Append(':').Append(member).Append(',');
        }

        return JsonValue.Parse(text.Append(JsonValue.From(name)).Append(':').Append(JsonValue.From(value)).Append('}').ToString());
    }

    [GeneratedRegex("INDENT|DEDENT", RegexOptions.NonBacktracking)]
    private static partial Regex Marks();
}
