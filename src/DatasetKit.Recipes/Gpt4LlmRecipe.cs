using System.Globalization;
using DatasetKit.Recipes.Comparisons;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes;

/// <summary>GPT-4-LLM: Alpaca's tasks answered by GPT-4, in English and Chinese, and answers of several models that GPT-4 scored, as pairs.</summary>
internal sealed class Gpt4LlmRecipe : Recipe
{
    private const string Readme = "Instruction-Tuning-with-GPT-4/GPT-4-LLM:README.md";
    private const string Translate = "translate";
    private const string Requests = "requests";
    private const string Answers = "answers";
    private const string Collect = "collect";
    private const string Scores = "scores";
    private const string Pairs = "pairs";
    private const string Paper = "Peng et al. 2023, Instruction Tuning with GPT-4 (arXiv:2304.03277)";

    private static readonly RecipeParameter<string> s_stage = RecipeParameter.Choice(
        "stage",
        Pairs,
        [Translate, Requests, Answers, Collect, Scores, Pairs],
        "translate: tasks in another language; requests: tasks become requests; answers: tasks get the recorded answers; collect: answers of several models to the same tasks; scores: answers get a judge's marks; pairs: scored answers become pairs.",
        "ours");

    private static readonly RecipeParameter<string> s_replies = RecipeParameter.Path("replies", "The model's replies: records of prompt and completion. Without it, stage=translate and stage=scores write what has to be asked.");

    private static readonly RecipeParameter<string> s_prompts = RecipeParameter.Path(
        "prompts", "A folder with the words of the requests: translate.txt (with {language} and {text}), judge.txt (with {question}, {count} and {answers}, or {answer_1} and so on); ours when left out.");

    private static readonly RecipeParameter<string> s_language = RecipeParameter.Words("language", "Chinese", "What stage=translate translates into.", Readme);

    private static readonly RecipeParameter<bool> s_zeroIsMissing = RecipeParameter.Flag(
        "zero-is-missing", true, "A score of 0 says that the judge's reply could not be read, so its answer takes part in no pair.", "counted in GPT-4-LLM:plots/data/cmp_data_scores.json, whose scale begins at 1");

    public override string Name => "gpt4-llm";

    public override string Title => "GPT-4-LLM: Alpaca's tasks answered by GPT-4, and scored answers of several models as pairs";

    public override IReadOnlyList<string> Sources => [Paper, "Instruction-Tuning-with-GPT-4/GPT-4-LLM"];

    public override string Inputs => "tasks as Alpaca records (translate, requests, answers); a file of answered tasks for each model (collect); GPT-4-LLM's comparison data (scores, pairs)";

    public override IReadOnlyList<RecipeParameter> Parameters => [s_stage, s_replies, s_prompts, s_language, s_zeroIsMissing];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("translate", "Puts the instructions and inputs into another language, by recorded replies.", Paper + ", section 2",
            (data, arguments) => Is(arguments, Translate) ? Translated(Tasks(data), arguments) : data),
        new("request", "Each task as the Alpaca prompt that the model is asked with.", Paper + ", section 2",
            (data, arguments) => Is(arguments, Requests) ? Tasks(data).Select(task => Example.Instruct(Prompt(task), string.Empty)) : data),
        new("ask", "GPT-4 answers, one answer a task; GPT-4, GPT-3.5 and OPT-IML answer the tasks of the comparison; a model translates and judges.", Paper, null),
        new("answer", "Puts the recorded answers into the tasks, in whatever language they are.", Readme, Answer),
        new("collect", "Puts the answers of several models to one task beside each other.", Paper + ", section 2",
            (data, arguments) => Is(arguments, Collect) ? data.Process(new CollectedAnswers(arguments.Inputs, arguments.Reading, Prompt).Collect) : data),
        new("score", "Gives each answer the mark from 1 to 10 that a judge gave it, by recorded replies.", Paper + ", section 3.2",
            (data, arguments) => Is(arguments, Scores) ? Scored(data.Process(WrongKind.UnlessCompared), arguments) : data),
        new("pairs", "Makes all pairs of a task's answers of which one has the higher score.", Paper + ", section 3.2",
            (data, arguments) => Is(arguments, Pairs) ? data.Process(WrongKind.UnlessCompared).Process(task => MakePairs(task, arguments.Get(s_zeroIsMissing))) : data),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => arguments.Get(s_stage) switch
    {
        Requests => RecordFormat.PromptCompletion,
        Translate or Scores when !arguments.Has(s_replies) => RecordFormat.PromptCompletion,
        Translate or Answers => RecordFormat.Alpaca,
        _ => RecordFormat.Find("gpt4-llm")!,
    };

    // The others of the files are read beside the first.
    protected override Dataset Read(RecipeArguments arguments) => !Is(arguments, Collect) ? base.Read(arguments)
        : arguments.Inputs.Count < 2 || arguments.Inputs.Any(input => input == "-" || input.AsSpan().ContainsAny('*', '?'))
            ? throw new RecipeException("gpt4-llm: stage=collect needs two files or more, named one by one: the answers of each model to the same tasks")
            : Dataset.Read(arguments.Inputs[0], arguments.Reading);

    private static Dataset Tasks(Dataset data) => data.Process(WrongKind.UnlessTask);

    private static bool Is(RecipeArguments arguments, string stage) => arguments.Get(s_stage) == stage;

    private static string Prompt(Example task)
    {
        // What is shown of a task without its answer ends before the token that ends the answer.
        var rendered = PromptTemplate.Alpaca.Render(Example.Instruct(task.Instruction, string.Empty, task.Input)).Text;
        return rendered[..rendered.LastIndexOf("</s>", StringComparison.Ordinal)];
    }

    private static Dataset Answer(Dataset data, RecipeArguments arguments)
    {
        if (!Is(arguments, Answers))
        {
            return data;
        }

        var replies = arguments.Has(s_replies) ? new RecordedReplies(arguments.Get(s_replies)) : throw new RecipeException("gpt4-llm: name the file of the answers with replies");
        return Tasks(data).Process(task => replies.Find(Prompt(task)) is not { } reply ? Outcome.Drop("no reply yet")
            : reply.Trim().Length == 0 ? Outcome.Drop("empty answer")
            : task.WithTurn(task.Instruction, task.Input, reply));
    }

    private static Dataset Translated(Dataset data, RecipeArguments arguments)
    {
        var words = PromptText.Load("gpt4-llm/translate.txt", arguments.Get(s_prompts));
        string Request(Text text) => words.Fill(("language", arguments.Get(s_language)), ("text", text.ToString()));
        if (!arguments.Has(s_replies))
        {
            return data.Process(task => Outcome.Split([.. Texts(task).Select(text => Example.Instruct(Request(text), string.Empty).WithSource(task.Source))]));
        }

        var replies = new RecordedReplies(arguments.Get(s_replies));
        return data.Process(task =>
        {
            var found = Texts(task).Select(text => replies.Find(Request(text))?.Trim()).ToList();
            return found.Contains(null) ? Outcome.Drop("no reply yet")
                : found.Contains(string.Empty) ? Outcome.Drop("empty translation")
                : Example.Instruct(found[0], string.Empty, found.Count > 1 ? found[1] : default(Text)).WithSource(task.Source).WithMetadata(task.Metadata);
        });
    }

    private static List<Text> Texts(Example task) => task.Input.IsEmpty ? [task.Instruction] : [task.Instruction, task.Input];

    private static Dataset Scored(Dataset data, RecipeArguments arguments)
    {
        var judgement = new Judgement(PromptText.Load("gpt4-llm/judge.txt", arguments.Get(s_prompts)));
        if (!arguments.Has(s_replies))
        {
            return data.Select(task => Example.Instruct(judgement.Request(task), string.Empty).WithSource(task.Source));
        }

        var replies = new RecordedReplies(arguments.Get(s_replies));
        return data.Process(task => replies.Find(judgement.Request(task)) is not { } reply ? Outcome.Drop("no reply yet")
            : Judgement.Read(reply, task.Completions.Count) is not { } marks ? Outcome.Drop("marks cannot be told")
            : task.WithCompletions([.. task.Completions.Zip(marks, (answer, mark) =>
                new Completion(answer.Messages) { Score = JsonValue.Parse(mark), Source = answer.Source, Metadata = answer.Metadata })]));
    }

    private static Outcome MakePairs(Example task, bool zeroIsMissing)
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
