using System.Globalization;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes;

/// <summary>GPT-4-LLM: Alpaca's tasks answered by GPT-4, in English and Chinese, and answers of several models that GPT-4 scored, as pairs.</summary>
internal sealed class Gpt4LlmRecipe : Recipe
{
    private const string Readme = "Instruction-Tuning-with-GPT-4/GPT-4-LLM:README.md";
    private const string Paper = "Peng et al. 2023, Instruction Tuning with GPT-4 (arXiv:2304.03277)";

    private static readonly RecipeParameter<string> s_stage = RecipeParameter.Choice(
        "stage", "pairs", ["requests", "answers", "pairs"], "requests: tasks become requests; answers: tasks get the recorded answers; pairs: scored answers become pairs.", "ours");

    private static readonly RecipeParameter<string> s_replies = RecipeParameter.Path("replies", "The model's answers for stage=answers: records of prompt and completion.");

    private static readonly RecipeParameter<bool> s_zeroIsMissing = RecipeParameter.Flag(
        "zero-is-missing", true, "A score of 0 says that the judge's reply could not be read, so its answer takes part in no pair.", "counted in GPT-4-LLM:plots/data/cmp_data_scores.json, whose scale begins at 1");

    public override string Name => "gpt4-llm";

    public override string Title => "GPT-4-LLM: Alpaca's tasks answered by GPT-4, and scored answers of several models as pairs";

    public override IReadOnlyList<string> Sources => [Paper, "Instruction-Tuning-with-GPT-4/GPT-4-LLM"];

    public override string Inputs => "tasks as Alpaca records (requests, answers), or scored answers as GPT-4-LLM's comparison data (pairs)";

    public override IReadOnlyList<RecipeParameter> Parameters => [s_stage, s_replies, s_zeroIsMissing];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("translate", "ChatGPT translates the instructions into Chinese.", Paper + ", section 2", null),
        new("request", "Each task as the Alpaca prompt that the model is asked with.", Paper + ", section 2",
            (data, arguments) => Is(arguments, "requests") ? data.Select(task => Example.Instruct(Prompt(task), string.Empty)) : data),
        new("ask", "GPT-4 answers, one answer a task; GPT-4, GPT-3.5 and OPT-IML answer the tasks of the comparison.", Paper, null),
        new("answer", "Puts the recorded answers into the tasks, in whatever language they are.", Readme, Answer),
        new("score", "GPT-4 scores each answer from 1 to 10.", Paper, null),
        new("pairs", "Makes all pairs of a task's answers of which one has the higher score.", Paper + ", section 3.2", (data, arguments) => Is(arguments, "pairs") ? data.Process(task => Pairs(task, arguments.Get(s_zeroIsMissing))) : data),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => arguments.Get(s_stage) switch
    {
        "requests" => RecordFormat.PromptCompletion,
        "answers" => RecordFormat.Alpaca,
        _ => RecordFormat.Find("gpt4-llm")!,
    };

    private static bool Is(RecipeArguments arguments, string stage) => arguments.Get(s_stage) == stage;

    private static string Prompt(Example task)
    {
        // What is shown of a task without its answer ends before the token that ends the answer.
        var rendered = PromptTemplate.Alpaca.Render(Example.Instruct(task.Instruction, string.Empty, task.Input)).Text;
        return rendered[..rendered.LastIndexOf("</s>", StringComparison.Ordinal)];
    }

    private static Dataset Answer(Dataset data, RecipeArguments arguments)
    {
        if (!Is(arguments, "answers"))
        {
            return data;
        }

        var replies = arguments.Has(s_replies) ? new RecordedReplies(arguments.Get(s_replies)) : throw new RecipeException("gpt4-llm: name the file of the answers with replies");
        return data.Process(task => replies.Find(Prompt(task)) is not { } reply ? Outcome.Drop("no reply yet")
            : reply.Trim().Length == 0 ? Outcome.Drop("empty answer")
            : task.WithTurn(task.Instruction, task.Input, reply));
    }

    private static Outcome Pairs(Example task, bool zeroIsMissing)
    {
        if (task.Completions is [{ Score.IsAbsent: true, Chosen: not null }, ..])
        {
            // Version 1 of the data is pairs already.
            return task;
        }

        var scored = task.Completions.Select(answer => (Answer: answer, Score: ScoreOf(answer))).Where(one => one.Score is { } score && (score != 0 || !zeroIsMissing)).ToList();
        var pairs = new List<Example>();
        for (var i = 0; i < scored.Count; i++)
        {
            for (var j = i + 1; j < scored.Count; j++)
            {
                if (scored[i].Score != scored[j].Score)
                {
                    var (better, worse) = scored[i].Score > scored[j].Score ? (scored[i].Answer, scored[j].Answer) : (scored[j].Answer, scored[i].Answer);
                    pairs.Add(task.WithCompletions(new Completion(better.Messages) { Chosen = true }, new Completion(worse.Messages) { Chosen = false }));
                }
            }
        }

        return pairs.Count > 0 ? Outcome.Split(pairs) : Outcome.Drop(scored.Count < 2 ? "fewer than two scores" : "equal scores");
    }

    private static double? ScoreOf(Completion answer) =>
        double.TryParse(answer.Score.Text.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var score) ? score : null;
}
