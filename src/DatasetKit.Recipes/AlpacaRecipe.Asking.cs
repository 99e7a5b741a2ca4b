using DatasetKit.Recipes.Running;
using DatasetKit.Recipes.SelfInstruct;

namespace DatasetKit.Recipes;

/// <summary>The requests of each stage, and the files they are made of.</summary>
internal sealed partial class AlpacaRecipe
{
    private static List<Example> Asked(RecipeArguments arguments)
    {
        var stage = arguments.Get(s_stage);
        return stage switch
        {
            Tasks or Instructions => AskedForMore(arguments, stage == Tasks),
            Classification => AskedWhether(arguments),
            Instances => AskedForInstances(arguments),
            _ => throw new RecipeException("alpaca: stage=finetune needs an input: the tasks that prompts and completions are made of"),
        };
    }

    private static List<Example> AskedForMore(RecipeArguments arguments, bool wholeTasks)
    {
        var name = wholeTasks ? "tasks" : arguments.Get(s_classification) ? "classification-tasks" : "instructions";
        var words = PromptText.Load($"alpaca/{name}.txt", arguments.Get(s_prompt)).Template;
        var random = new Random(arguments.Get(s_seed));
        var seeds = Seeds(arguments);
        var made = wholeTasks ? [] : Made(arguments);
        var requests = new List<Example>();
        for (var i = 0; i < arguments.Get(s_requests); i++)
        {
            var older = Requests.Choose(made, MadeShown, random);
            var shown = Requests.Choose(seeds, Shown(arguments) - older.Count, random);
            requests.Add(Example.Instruct(
                wholeTasks ? Requests.ForTasks(words, shown) : Requests.ForInstructions(words, older.Count == 0 ? shown : Requests.Choose([.. older, .. shown], int.MaxValue, random)),
                string.Empty));
        }

        return requests;
    }

    private static List<Example> AskedWhether(RecipeArguments arguments)
    {
        var prompt = InstructionPrompt.Classification(arguments.Get(s_prompt));
        return [.. About(arguments).Select(task => Request(prompt.For(task.Instruction.ToString()), task, default))];
    }

    private static List<Example> AskedForInstances(RecipeArguments arguments)
    {
        var path = arguments.Get(s_prompt);
        if (path.Length > 0 && !Directory.Exists(path))
        {
            throw new RecipeException("instances are asked for in two ways; name with prompt a folder that has labels-first.txt and inputs-first.txt", path);
        }

        var (labels, inputs) = (InstructionPrompt.LabelsFirst(path), InstructionPrompt.InputsFirst(path));
        return [.. About(arguments).Select(task =>
        {
            var kind = task.Metadata[ClassificationReply.Field];
            return Request((ClassificationReply.SaysYes(kind) ? labels : inputs).For(task.Instruction.ToString()), task, kind);
        })];
    }

    /// <summary>A request that says what it is about, so that its reply does.</summary>
    private static Example Request(string prompt, Example task, JsonValue kind) => Example.Instruct(prompt, string.Empty)
        .WithMetadata(Metadata.None.With("instruction", JsonValue.From(task.Instruction)).With(ClassificationReply.Field, kind));

    private static List<Example> About(RecipeArguments arguments) => arguments.Get(s_instructions) is { Length: > 0 } path
        ? Distinct(path)
        : throw new RecipeException($"alpaca: stage={arguments.Get(s_stage)} asks about instructions; name a file of them with instructions, or give the replies as input");

    /// <summary>Which instructions are classifications, by the file of them; all others are none.</summary>
    private static Func<string, bool> Kinds(RecipeArguments arguments)
    {
        if (arguments.Get(s_instructions) is not { Length: > 0 } path)
        {
            return _ => false;
        }

        var classifications = Distinct(path).Where(task => ClassificationReply.SaysYes(task.Metadata[ClassificationReply.Field])).Select(task => task.Instruction.ToString().Trim()).ToHashSet(StringComparer.Ordinal);
        return classifications.Contains;
    }

    private static List<Example> Made(RecipeArguments arguments) => arguments.Get(s_made) is { Length: > 0 } path ? Distinct(path) : [];

    /// <summary>The seeds, each with its first instance.</summary>
    private static List<Example> Seeds(RecipeArguments arguments)
    {
        if (arguments.Get(s_seeds) is not { Length: > 0 } path)
        {
            throw new RecipeException("alpaca: there are no tasks to begin with; name a file of them with seeds");
        }

        var seeds = Distinct(path);
        return arguments.Get(s_stage) != Instructions || !arguments.Get(s_classification) ? seeds
            : seeds.Where(seed => ClassificationReply.SaysYes(seed.Metadata[ClassificationReply.Field])).ToList() is { Count: > 0 } classifications ? classifications
            : throw new RecipeException("none of the seeds is a classification (is_classification)", path);
    }

    private static List<Example> Distinct(string path) => [.. Dataset.Read(path).ToBlockingEnumerable().DistinctBy(task => task.Instruction)];
}
