using System.Globalization;
using DatasetKit.Recipes.Conversations;
using DatasetKit.Recipes.Running;
using DatasetKit.Recipes.Talk;

namespace DatasetKit.Recipes;

/// <summary>UltraChat: conversations of two models, without thanks alone, swapped roles and talk of feelings, divided to fit the model (thunlp/UltraChat).</summary>
internal sealed class UltraChatRecipe : Recipe
{
    private const string Paper = "arXiv 2305.14233, section 3";
    private const string Card = "HuggingFaceH4/ultrachat_200k (dataset card)";

    private static readonly OddListFormat s_lists = new(RecordFormat.Find("ultrachat")!, "data");

    private static readonly RecipeParameter<string> s_topics = RecipeParameter.Path("topics", "A text file of wide subjects, one on each line (the paper: 30), of which a model makes questions.", Paper);

    private static readonly RecipeParameter<int> s_subtopics = RecipeParameter.Whole("subtopics", 37, "Narrower subjects of each at most (the paper: 1,100 of 30).", Paper, 1);

    private static readonly RecipeParameter<int> s_questions = RecipeParameter.Whole("questions", 10, "Questions about each narrower subject at most.", Paper, 1);

    private static readonly RecipeParameter<int> s_more = RecipeParameter.Whole("more", 0, "Further questions like each of them at most; how many there were is not published.", Paper);

    private static readonly RecipeParameter<string> s_entities = RecipeParameter.Path("entities", "A text file of things, one on each line (the paper: 10,000 of Wikidata), of which a model makes questions.", Paper);

    private static readonly RecipeParameter<int> s_basic = RecipeParameter.Whole("basic", 5, "Basic questions about each thing at most.", Paper, 1);

    private static readonly RecipeParameter<int> s_specific = RecipeParameter.Whole("specific", 10, "Specific questions to each basic one at most.", Paper);

    private static readonly RecipeParameter<int> s_general = RecipeParameter.Whole("general", 20, "General questions to each basic one at most.", Paper);

    private static readonly RecipeParameter<int> s_basicSample = RecipeParameter.Whole("basic-sample", 50_000, "Of all basic questions so many are kept at most, at random.", Paper);

    private static readonly RecipeParameter<int> s_specificSample = RecipeParameter.Whole("specific-sample", 200_000, "Of all specific questions so many are kept at most, at random.", Paper);

    private static readonly RecipeParameter<int> s_generalSample = RecipeParameter.Whole("general-sample", 250_000, "Of all general questions so many are kept at most, at random.", Paper);

    private static readonly RecipeParameter<string> s_types = RecipeParameter.Path("types", "A text file of kinds of text, one on each line (the paper: 20), of which a model makes instructions.", Paper);

    private static readonly RecipeParameter<int> s_instructions = RecipeParameter.Whole("instructions", 200, "Instructions for each kind of text at most.", Paper, 1);

    private static readonly RecipeParameter<double> s_expanded = RecipeParameter.Number("expanded", 0.8, "The share of these instructions that a model says with more detail.", Paper);

    private static readonly RecipeParameter<string> s_materials = RecipeParameter.Path("materials", "A file of passages (the paper: 100,000 of C4), of which a model makes instructions.", Paper);

    private static readonly RecipeParameter<int> s_tasks = RecipeParameter.Whole("tasks", 5, "Instructions for each passage at most.", Paper, 1);

    private static readonly RecipeParameter<string> s_worldRounds = RecipeParameter.Words("world-rounds", "3-7", "Rounds of a conversation about the world, each number equally likely.", Paper);

    private static readonly RecipeParameter<string> s_writingRounds = RecipeParameter.Words("writing-rounds", "2-4", "Rounds of a conversation about something to be written.", Paper);

    private static readonly RecipeParameter<string> s_materialsRounds = RecipeParameter.Words("materials-rounds", "2-4", "Rounds of a conversation about a passage.", Paper);

    private static readonly RecipeParameter<string> s_replies = RecipeParameter.Path("replies", "What the models said: records of messages, the last of which is the reply; without it, all requests are missing.");

    private static readonly RecipeParameter<string> s_requests = RecipeParameter.Words("requests", string.Empty, "Where requests go that have no reply yet, to be answered before the next run.", "ours");

    private static readonly RecipeParameter<string> s_prompts = RecipeParameter.Path("prompts", "A folder with the words of the requests, files named as ours; ours when left out.");

    private static readonly RecipeParameter<string> s_odd = RecipeParameter.Choice(
        "odd", "reject", ["reject", "repair"], "What becomes of lists of an odd number of texts, of which the last is a question without an answer; repair leaves that one out, and reads lists alone.", "ours");

    private static readonly RecipeParameter<int> s_seed = RecipeParameter.Seed();

    private static readonly RecipeParameter<bool> s_polite = RecipeParameter.Flag("polite", true, "Removes the user's turns that say thanks alone, with their answers.", Paper);

    private static readonly RecipeParameter<bool> s_swap = RecipeParameter.Flag("role-swap", true, "Leaves out conversations in which the simulated user speaks as an assistant.", Paper);

    private static readonly RecipeParameter<bool> s_emotions = RecipeParameter.Flag("no-emotions", true, "Leaves out conversations in which the assistant says that it has no emotions or opinions.", Card);

    private static readonly RecipeParameter<string> s_tokenizer = RecipeParameter.Words(
        "tokenizer", string.Empty, "The model's tokenizer, a known name or a file; without one no conversation is divided.", "ours");

    private static readonly RecipeParameter<int> s_maxTokens = RecipeParameter.Whole(
        "max-tokens", 2048, "Tokens of a divided conversation at most; each message counts six more for what the template puts around it.", "thunlp/UltraChat:data/split_long.py", 1);

    private static readonly RecipeParameter<string> s_splitter = RecipeParameter.Choice(
        "splitter", "safe", ["safe", "compat"], "safe loses no pair; compat divides as the original does, which loses a last pair that overflows.", "thunlp/UltraChat:data/split_long.py");

    public override string Name => "ultrachat";

    public override string Title => "UltraChat: two models' conversations, without thanks alone, swapped roles and talk of feelings";

    public override IReadOnlyList<string> Sources => ["Ding et al. 2023, Enhancing Chat Language Models by Scaling High-quality Instructional Conversations (arXiv 2305.14233)", "thunlp/UltraChat:data/split_long.py", Card];

    public override string Inputs => "conversations (id and data, or any other known form); a question alone is the opening of one";

    public override bool NeedsInput => false;

    public override IReadOnlyList<RecipeParameter> Parameters =>
    [
        s_topics, s_subtopics, s_questions, s_more, s_entities, s_basic, s_specific, s_general, s_basicSample, s_specificSample, s_generalSample, s_types, s_instructions, s_expanded, s_materials, s_tasks,
        s_worldRounds, s_writingRounds, s_materialsRounds, s_replies, s_requests, s_prompts, s_odd, s_polite, s_swap, s_emotions, s_tokenizer, s_maxTokens, s_splitter, s_seed,
    ];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("ask", "A model thinks of openings, plays the user, and answers.", Paper, null),
        new("odd", "Leaves out a last question without an answer, or the whole conversation.", "thunlp/UltraChat:train/ultrachat_dataset.py", (data, arguments) => Repairs(arguments) ? data.Process(s_lists.Repair) : data),
        new("converse", "Continues each opening: two models talk by recorded replies, one of them as the user, who is reminded of role and purpose; so many rounds as the sector has.", Paper, Converse),
        new("true-case", "A trained model corrects the case of letters.", Card, null),
        new("polite", "Removes the user's turns that only thank or take leave, with their answers; leaves out what is nothing else.", Paper,
            (data, arguments) => arguments.Get(s_polite) ? data.Process(WithoutThanks) : data),
        new("role-swap", "Leaves out conversations in which the user speaks as an assistant.", Paper,
            (data, arguments) => arguments.Get(s_swap) ? data.Process(example => Any(example, Role.User, Phrases.IsAssistants) ? Outcome.Drop("user speaks as an assistant") : example) : data),
        new("no-emotions", "Leaves out conversations in which the assistant denies emotions or opinions.", Card,
            (data, arguments) => arguments.Get(s_emotions) ? data.Process(example => Any(example, Role.Assistant, Phrases.DeniesFeelings) ? Outcome.Drop("denies emotions or opinions") : example) : data),
        new("split", "Divides conversations that are too long between a pair and the next.", "thunlp/UltraChat:data/split_long.py",
            (data, arguments) => ConversationSplitter.Divide(data, arguments, "ultrachat", s_tokenizer, s_maxTokens, s_splitter)),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => RecordFormat.Find("ultrachat")!;

    protected override Dataset Read(RecipeArguments arguments)
    {
        var talk = Replies(arguments);
        var openings = new Openings(talk.Ask, arguments.Get(s_prompts), arguments.Get(s_seed));
        var sources = new List<Dataset>();
        if (arguments.Inputs.Count > 0)
        {
            sources.Add(Repairs(arguments) ? arguments.Open(s_lists) : base.Read(arguments));
        }

        AddLines(s_topics, "t", lines => lines.Process(line => openings.OfTopic(line, arguments.Get(s_subtopics), arguments.Get(s_questions), arguments.Get(s_more))));
        AddLines(s_entities, "e", lines => Sampled(lines.Process(line => openings.OfEntity(line, arguments.Get(s_basic), arguments.Get(s_specific), arguments.Get(s_general))), arguments));
        AddLines(s_types, "w", lines => lines.Process(line => openings.OfTextType(line, arguments.Get(s_instructions), arguments.Get(s_expanded))));
        if (arguments.Get(s_materials) is { Length: > 0 } file)
        {
            sources.Add(Dataset.Read(file, arguments.Reading).Step("materials", passages => passages
                .Process(() =>
                {
                    var number = 0;
                    return passage => openings.OfMaterial(passage.WithId(string.Create(CultureInfo.InvariantCulture, $"m{++number}")), arguments.Get(s_tasks));
                })));
        }

        return sources.Count > 0
            ? sources.Aggregate((left, right) => left.Concat(right))
            : throw new RecipeException($"ultrachat needs an input: {Inputs}; or set topics, entities, types or materials to files of which openings are made");

        void AddLines(RecipeParameter<string> parameter, string mark, Func<Dataset, Dataset> make)
        {
            if (arguments.Get(parameter) is { Length: > 0 } path)
            {
                var lines = Lines(path, mark);
                sources.Add(lines.Count > 0 ? Dataset.From(lines).Step(parameter.Name, make) : throw new RecipeException($"it has no line; the parameter {parameter.Name} takes a text file with one on each line", path));
            }
        }
    }

    protected override async Task<IReadOnlyList<BuildReport>> WriteAsync(
        Dataset dataset, RecipeArguments arguments, string output, RecordFormat format, WriteOptions options, CancellationToken cancellationToken)
    {
        var reports = await base.WriteAsync(dataset, arguments, output, format, options, cancellationToken).ConfigureAwait(false);
        var talk = Replies(arguments);
        return arguments.Get(s_requests) is { Length: > 0 } path && talk.Missing.Count > 0
            ? [.. reports, await talk.AsRequests().WriteAsync(path, RecordFormat.OpenAIChat, new WriteOptions { Force = options.Force }, cancellationToken).ConfigureAwait(false)]
            : reports;
    }

    private static bool Repairs(RecipeArguments arguments) => arguments.Get(s_odd) == "repair";

    private static RecordedTalk Replies(RecipeArguments arguments) => arguments.Shared(() => new RecordedTalk(arguments.Get(s_replies)));

    private static List<Example> Lines(string path, string mark) =>
    [
        .. from line in TextLines.Load(path).Index()
           where line.Item.Trim().Length > 0
           select Example.Instruct(line.Item.Trim(), default).WithId(string.Create(CultureInfo.InvariantCulture, $"{mark}{line.Index + 1}")).WithSource(new SourceLocation(path, line.Index + 1, 0, 0, line.Index + 1)),
    ];

    private static Dataset Sampled(Dataset questions, RecipeArguments arguments) => questions.TakeFirst(
        question => question.Metadata["kind"].Text.ToString(),
        kind => arguments.Get(kind switch { "meta" => s_basicSample, "specific" => s_specificSample, _ => s_generalSample }),
        question => StableShare.Of($"sample\u001F{question.Id}\u001F{question.Instruction}", arguments.Get(s_seed)));

    private static Dataset Converse(Dataset data, RecipeArguments arguments)
    {
        Sector[] sectors = [Sector.Parse("world", arguments.Get(s_worldRounds)), Sector.Parse("writing", arguments.Get(s_writingRounds)), Sector.Parse("materials", arguments.Get(s_materialsRounds))];
        if (!arguments.Has(s_replies) && !arguments.Has(s_requests))
        {
            // Nobody is to be asked: a question alone stays one.
            return data;
        }

        var prompts = Sector.Names.ToDictionary(name => name, name => PromptText.Load($"ultrachat/user-{name}.txt", arguments.Get(s_prompts)), StringComparer.Ordinal);
        var personas = PromptText.Load("ultrachat/personas.txt", arguments.Get(s_prompts)).Template.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var talk = Replies(arguments);
        return data.Process(new Simulator(sectors, name => prompts[name], personas, talk.Ask, talk.Ask, arguments.Get(s_seed)).Converse);
    }

    private static bool Any(Example example, Role role, Func<string, bool> says) => example.Messages.Any(message => message.Role == role && says(message.Content.ToString()));

    private static Outcome WithoutThanks(Example example)
    {
        var messages = example.Messages;
        var kept = new List<Message>(messages.Count);
        var isLeft = true;
        foreach (var message in messages)
        {
            // An answer goes with its question.
            isLeft = message.Role == Role.User ? !Phrases.IsThanks(message.Content.ToString()) : isLeft;
            if (isLeft)
            {
                kept.Add(message);
            }
        }

        return kept.Count == messages.Count ? example
            : kept.Exists(message => message.Role == Role.User) ? example.WithSystemPrompt(default).WithMessages(kept)
            : Outcome.Drop("thanks alone");
    }
}
