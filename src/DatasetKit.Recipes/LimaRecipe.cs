using System.Globalization;
using DatasetKit.Recipes.Lima;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes;

/// <summary>LIMA: a thousand good answers of communities and of people (Zhou et al. 2023).</summary>
internal sealed class LimaRecipe : Recipe
{
    private const string Paper = "arXiv 2305.11206, section 2.1";

    private static readonly RecipeParameter<string> s_sources = RecipeParameter.Path("sources", "The manifest: the sources, their files, how many examples of each, and lists of those that people accepted.");

    private static readonly RecipeParameter<double> s_temperature = RecipeParameter.Number(
        "temperature", 3, "Sites are drawn by their size to the power of one over this: 1 by size, more the more evenly.", Paper, 0.1, 1000);

    private static readonly RecipeParameter<int> s_score = RecipeParameter.Whole("min-score", 10, "The score of an answer at least.", Paper, int.MinValue);

    private static readonly RecipeParameter<int> s_minChars = RecipeParameter.Whole("min-chars", 1200, "Answers of so many characters or fewer are left out.", Paper);

    private static readonly RecipeParameter<int> s_maxChars = RecipeParameter.Whole("max-chars", 4096, "Answers of so many characters or more are left out.", Paper, 1);

    private static readonly RecipeParameter<double> s_body = RecipeParameter.Number("body-share", 0.5, "About the share of the questions whose text is the prompt; of the others it is the title.", Paper);

    private static readonly RecipeParameter<string> s_odd = RecipeParameter.Choice(
        "odd", "reject", ["reject", "repair"], "What becomes of conversations of an odd number of texts: rejected, or their last question is left out with a warning.", "allenai/open-instruct:scripts/data/sft_v1_v2/reformat_datasets.py convert_lima_data");

    private static readonly RepairingFormat s_repairing = new();

    private static readonly RecipeParameter<int> s_seed = RecipeParameter.Seed();

    public override string Name => "lima";

    public override string Title => "LIMA: a thousand good answers of communities and of people";

    public override IReadOnlyList<string> Sources => ["Zhou et al. 2023, LIMA: Less Is More for Alignment (arXiv 2305.11206)"];

    public override string Inputs => "a manifest (sources), which names the files";

    public override bool NeedsInput => false;

    public override IReadOnlyList<RecipeParameter> Parameters => [s_sources, s_temperature, s_score, s_minChars, s_maxChars, s_body, s_odd, s_seed];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("write", "The authors write 250 prompts and answers of one tone, and edit those of other sources.", Paper, null),
        new("odd", "Leaves out a last question without an answer, or rejects the whole conversation.", "allenai/open-instruct:scripts/data/sft_v1_v2/reformat_datasets.py convert_lima_data",
            (data, arguments) => Repairs(arguments) is { } repairing ? data.Process(repairing.Repair) : data),
        new("accept", "Keeps what the list of a source names, where people chose by hand.", Paper, (data, arguments) => Each(data, arguments, (source, example) => source.Accepts(example) ? example : Outcome.Drop("not accepted"))),
        new("score", "Leaves out answers of posts with a low score.", Paper,
            (data, arguments) => OfPosts(data, arguments, example => LimaMarks.ScoreOf(example) >= arguments.Get(s_score) ? example : Outcome.Drop("low score"))),
        new("clean", "Takes links, images and HTML but code and lists out of posts; makes a question of an article's title.", Paper, (data, arguments) => Each(data, arguments, Clean)),
        new("length", "Leaves out answers of posts that are too short or too long.", Paper,
            (data, arguments) => OfPosts(data, arguments, example => Length(example.Output.ToString().Length, arguments) is { } reason ? Outcome.Drop(reason) : example)),
        new("person", "Leaves out answers of posts that speak in the first person.", Paper,
            (data, arguments) => OfPosts(data, arguments, example => AnswerRules.IsFirstPerson(example.Output.ToString()) ? Outcome.Drop("first person") : example)),
        new("references", "Leaves out answers of posts that refer to other answers or to the site.", Paper,
            (data, arguments) => OfPosts(data, arguments, example => AnswerRules.Refers(example.Output.ToString()) ? Outcome.Drop("refers to another answer") : example)),
        new("sample", "Draws a site by its size and the temperature, or a category, and takes its next best; so often as the source has a count.", Paper, Sample),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => RecordFormat.Find("lima")!;

    protected override Dataset Read(RecipeArguments arguments) =>
        Load(arguments).Select(source => source.Read(arguments.Get(s_body), arguments.Get(s_seed), Repairs(arguments), arguments.Reading)).Aggregate((left, right) => left.Concat(right));

    private static List<LimaSource> Load(RecipeArguments arguments)
    {
        if (arguments.Inputs.Count > 0 || arguments.Get(s_sources).Length == 0)
        {
            throw new RecipeException("lima takes its files from a manifest: set sources to it, and name no input");
        }

        var manifest = Manifest.Load(arguments.Get(s_sources));
        manifest.Only("sources");
        var items = manifest.Get("sources").Items;
        return items.Count > 0 ? [.. items.Select((item, i) => new LimaSource(item, i))] : throw manifest.Get("sources").Fail("at least one source is expected here");
    }

    private static RepairingFormat? Repairs(RecipeArguments arguments) => arguments.Get(s_odd) == "repair" ? s_repairing : null;

    private static Dataset Each(Dataset data, RecipeArguments arguments, Func<LimaSource, Example, Outcome> work)
    {
        var sources = Load(arguments).ToDictionary(source => source.Key, StringComparer.Ordinal);
        return data.Process(example => work(sources[LimaMarks.KeyOf(example)], example));
    }

    private static Dataset OfPosts(Dataset data, RecipeArguments arguments, Func<Example, Outcome> work) =>
        Each(data, arguments, (source, example) => source.Kind == LimaKind.Posts ? work(example) : example);

    private static Outcome Clean(LimaSource source, Example example) => source.Kind switch
    {
        LimaKind.Posts => AnswerText.Of(example.Output.ToString()) is { } text ? example.WithTurn(example.Instruction, default, text) : Outcome.Drop("HTML nested too deeply"),
        LimaKind.Articles => example.WithTurn(AnswerRules.Question(example.Instruction.ToString()), default, AnswerRules.Answer(example.Output.ToString())),
        _ => example,
    };

    private static string? Length(int length, RecipeArguments arguments) =>
        length <= arguments.Get(s_minChars) ? "too short" : length >= arguments.Get(s_maxChars) ? "too long" : null;

    private static Dataset Sample(Dataset data, RecipeArguments arguments)
    {
        const string Time = "recipe_time";
        var sources = Load(arguments).ToDictionary(source => source.Key, StringComparer.Ordinal);
        double Weight(Example example) => sources[LimaMarks.KeyOf(example)].Kind == LimaKind.Posts ? Math.Pow(LimaMarks.SizeOf(example), 1 / arguments.Get(s_temperature)) : 1;
        return data
            .Process(() =>
            {
                var arrivals = new Arrivals(Weight, arguments.Get(s_seed));
                return example => example.WithMetadata(example.Metadata.With(Time, JsonValue.Parse(arrivals.Next(example).ToString("R", CultureInfo.InvariantCulture))));
            })
            .TakeFirst(LimaMarks.KeyOf, key => sources[key].Count, example => double.Parse(example.Metadata[Time].Text.ToString(), CultureInfo.InvariantCulture))
            .Select(example => LimaMarks.Remove(example.WithMetadata(example.Metadata.With(Time, default))));
    }
}
