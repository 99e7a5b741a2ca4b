using DatasetKit.Recipes.Novelty;

namespace DatasetKit.Recipes.Evolution;

/// <summary>When a task that a model evolved is given up (Xu et al. 2023, WizardLM, section 3.2 "Elimination Evolving").</summary>
internal static class EliminationRules
{
    /// <summary>An answer that is sorry with fewer words than this is a refusal.</summary>
    private const int ShortAnswer = 80;

    private static readonly string[] s_leaks =
        ["given prompt", "rewritten prompt", "created prompt", "#Rewritten Prompt#", "#The Given Prompt#", "#Given Prompt#", "#Created Prompt#", "the new task:"];

    private static readonly HashSet<string> s_stopWords = new(
        ("a an the i me my we our you your he him his she her it its they them their this that these those is am are was were be been being have has had do does did will would shall should can could may "
        + "might must and or but if then else of at by for with about to from in on off over under up down out so than too very just not no nor only own same here there when where why how what which who whom "
        + "as until while because into through during before after above below between again further once all any both each few more most other some such s t don").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Why a task is given up by its own words; null when it is not.</summary>
    public static string? OfTask(string task) => task.Trim().Length == 0 ? "empty"
        : s_leaks.Any(words => task.Contains(words, StringComparison.OrdinalIgnoreCase)) ? "repeats the request" : null;

    /// <summary>Why it is given up by its answer; null when it is not.</summary>
    public static string? OfAnswer(string answer)
    {
        var words = Words.Of(answer);
        return words.Count < ShortAnswer && words.Contains("sorry") ? "refused"
            : words.TrueForAll(s_stopWords.Contains) ? "says nothing"
            : null;
    }

    /// <summary>Whether a judge says that two tasks are equal.</summary>
    public static bool SaysEqual(string judgement) =>
        judgement.Contains("equal", StringComparison.OrdinalIgnoreCase) && !judgement.Contains("not equal", StringComparison.OrdinalIgnoreCase);
}
