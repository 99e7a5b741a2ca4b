using DatasetKit.Recipes.Bloomz;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes;

/// <summary>BLOOMZ: prompts in many languages over many datasets, as xP3 (bigscience-workshop/xmtf).</summary>
internal sealed class BloomzRecipe : Recipe
{
    private const string Prepare = "bigscience-workshop/bigscience:data/xp3/prepare_xp3_train.py";
    private const string Pair = "{pair}";
    private const string Language = "{language}";

    private static readonly RecipeParameter<string> s_sources = RecipeParameter.Path("sources", "The manifest: which datasets, in which languages, with which files of prompts.");

    private static readonly RecipeParameter<string> s_mixture = RecipeParameter.Path(
        "mixture", "A mixture file: mixes files of xP3 that were made before, in its weights.", "bigscience-workshop/xmtf:xp3capmixnewcodelong_train.txt");

    private static readonly RecipeParameter<int> s_cap = RecipeParameter.Whole("cap", 100_000, "Examples of each dataset and prompt at most.", Prepare, 1);

    private static readonly RecipeParameter<string> s_keep = RecipeParameter.Choice(
        "keep", "shortest", ["shortest", "compat"], "Which ones stay under the cap: those with the shortest input, or, as the original does against its own words, the first by the alphabet.", Prepare);

    private static readonly RecipeParameter<bool> s_truncate = RecipeParameter.Flag("truncate", true, "Cuts every value in a template to 2,048 characters.", "bigscience-workshop/xmtf:create_xp3x.py");

    private static readonly RecipeParameter<string> s_fields = RecipeParameter.Choice(
        "fields", "xp3", ["xp3", "xp3x"], "xp3 writes inputs and targets; xp3x also language, split, template, dataset and config.", "bigscience-workshop/xmtf:create_xp3x.py");

    private static readonly RecipeParameter<string> s_weights = RecipeParameter.Words(
        "weights", string.Empty, "A mixture file to write: each language by its number of examples; for an output with {language} in its name.", "ours");

    private static readonly RecipeParameter<string> s_run = RecipeParameter.Choice(
        "run", "all", ["all", "train", "validation"], "Which sources are taken: train is every split but validation and those that begin with sampled_, validation is validation alone.", Prepare);

    private static readonly RecipeParameter<bool> s_hidden = RecipeParameter.Flag(
        "drop-hidden-labels", true, "Leaves out records whose label is -1: in a prompt it would be the last choice. The original takes them.", Prepare);

    private static readonly RecipeParameter<bool> s_weigh = RecipeParameter.Flag(
        "weight-targets", false, "Bins have loss_weights, each token of a target one over the target's length (norm_target_loss).", "bigscience-workshop/Megatron-DeepSpeed:finetune_t0.py");

    private static readonly RecipeParameter<string> s_tokenizer = RecipeParameter.Words("tokenizer", string.Empty, "The model's tokenizer, for pack.", "ours");

    private static readonly RecipeParameter<int> s_pack = RecipeParameter.Whole(
        "pack", 0, "Packs the tokens of examples into bins of this length, with loss on targets alone; 0 writes texts. The original's length is 2048.", "bigscience-workshop/Megatron-DeepSpeed:megatron/data/decoder_packed_mtf_dataset.py");

    private static readonly RecipeParameter<int> s_seed = RecipeParameter.Seed();

    public override string Name => "bloomz";

    public override string Title => "BLOOMZ: prompts in many languages over many datasets, as xP3";

    public override IReadOnlyList<string> Sources =>
        ["Muennighoff et al. 2022, Crosslingual Generalization through Multitask Finetuning (arXiv 2211.01786)", Prepare, "bigscience-workshop/xmtf:create_xp3x.py", "bigscience-workshop/promptsource:promptsource/templates.py"];

    public override string Inputs => "a manifest (sources), which names the files, or a mixture file (mixture)";

    public override bool NeedsInput => false;

    public override IReadOnlyList<RecipeParameter> Parameters => [s_sources, s_mixture, s_cap, s_keep, s_truncate, s_fields, s_weights, s_run, s_hidden, s_tokenizer, s_pack, s_weigh, s_seed];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("translate", "For xP3mt, a machine translates the prompts.", "arXiv 2211.01786, section 3.2", null),
        new("duplicates", "Keeps the first of the examples of a language with the same input and target.", "bigscience-workshop/bigscience:data/xp3/xp3_jsonl_to_meg.slurm",
            (data, _) => data.Deduplicate(ExampleKey.By(example => $"{example.Metadata["language"].Text}\u001F{example.Instruction}\u001F{example.Output}", "input and target"))),
        new("shuffle", "Shuffles.", "bigscience-workshop/bigscience:data/xp3/xp3_jsonl_to_meg.slurm", (data, arguments) => data.Shuffle(arguments.Get(s_seed))),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => IsXp3x(arguments) ? RecordFormat.Find("xp3")! : new BareFormat(RecordFormat.Find("xp3")!);

    protected override Dataset Read(RecipeArguments arguments)
    {
        if (arguments.Inputs.Count > 0 || arguments.Has(s_sources) == arguments.Has(s_mixture))
        {
            throw new RecipeException("bloomz takes its files from a manifest: set sources or mixture, one of them, and name no input");
        }

        return arguments.Has(s_mixture)
            ? MixtureReader.Read(arguments.Get(s_mixture), arguments.Get(s_seed))
            : Manifest(arguments).SelectMany(source => source.Read(arguments.Reading, arguments.Get(s_cap), arguments.Get(s_keep) == "shortest", arguments.Get(s_seed))).Aggregate((left, right) => left.Concat(right));
    }

    protected override async Task<IReadOnlyList<BuildReport>> WriteAsync(
        Dataset dataset, RecipeArguments arguments, string output, RecordFormat format, WriteOptions options, CancellationToken cancellationToken)
    {
        if (arguments.Get(s_pack) == 0 && arguments.Get(s_weigh))
        {
            throw new RecipeException("bloomz: weight-targets is for bins: set pack to their length, and tokenizer");
        }

        if (arguments.Get(s_pack) > 0)
        {
            return [(await PackAsync(dataset, arguments, output, options, cancellationToken).ConfigureAwait(false)).Build];
        }

        var mark = output.Contains(Pair, StringComparison.Ordinal) ? Pair : Language;
        if (!output.Contains(mark, StringComparison.Ordinal))
        {
            return arguments.Has(s_weights)
                ? throw new RecipeException("bloomz: weights are those of languages: put {language} into the output's name")
                : await base.WriteAsync(dataset, arguments, output, format, options, cancellationToken).ConfigureAwait(false);
        }

        var sources = Manifest(arguments);
        var (parts, of) = mark == Pair ? (sources.SelectMany(source => source.Pairs(IsXp3x(arguments))), (Func<Example, string>)(example => PairOf(example, IsXp3x(arguments)))) : (sources.Select(source => source.Language), LanguageOf);
        List<string> names = [.. parts.Distinct(StringComparer.Ordinal)];
        foreach (var name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output.Replace(mark, name, StringComparison.Ordinal)))!);
        }

        var report = await dataset.SplitBy(of, names).WriteAsync(output.Replace(mark, "{split}", StringComparison.Ordinal), format, options with { SkipEmpty = true }, cancellationToken).ConfigureAwait(false);
        if (arguments.Get(s_weights) is { Length: > 0 } weights)
        {
            await File.WriteAllTextAsync(weights, Weights(report).ToLine() + "\n", cancellationToken).ConfigureAwait(false);
        }

        return [report];
    }

    private static List<BloomzSource> Manifest(RecipeArguments arguments)
    {
        if (!arguments.Has(s_sources))
        {
            throw new RecipeException("bloomz: a mixture becomes one file; {pair} and {language} are for sources");
        }

        var manifest = Running.Manifest.Load(arguments.Get(s_sources));
        manifest.Only("sources");
        if (manifest.Get("sources").Items.Count == 0)
        {
            throw manifest.Get("sources").Fail("a manifest needs a source: dataset, split, language, files and templates");
        }

        List<BloomzSource> sources = [.. manifest.Get("sources").Items.Select(source => new BloomzSource(source, arguments.Get(s_truncate), arguments.Get(s_hidden)))
            .Where(source => arguments.Get(s_run) switch { "validation" => source.Split == "validation", "train" => source.Split != "validation" && !source.Split.StartsWith("sampled_", StringComparison.Ordinal), _ => true })];
        return sources.SelectMany(source => source.Pairs(IsXp3x(arguments))).GroupBy(pair => pair).FirstOrDefault(pair => pair.Count() > 1) is { } twice
            ? throw manifest.Get("sources").Fail($"two sources make {twice.Key}; give them other languages, subsets or splits")
            : sources.Exists(source => source.HasPrompts) ? sources : throw manifest.Fail(arguments.Get(s_run) == "all" ? "no prompt is left: all are skipped, or in other languages" : $"no prompt is left for {arguments.Get(s_run)}: see the splits of the sources, skip and prompt-languages");
    }

    private static async Task<PackReport> PackAsync(Dataset dataset, RecipeArguments arguments, string output, WriteOptions options, CancellationToken cancellationToken)
    {
        if (arguments.Get(s_tokenizer).Length == 0)
        {
            throw new RecipeException("bloomz: pack needs to know how tokens are counted: set tokenizer to a known name or a file");
        }

        var counter = TokenCounter.Rendered(Tokenizers.Load(arguments.Get(s_tokenizer)), PromptTemplate.Find("xp3")!);
        return await dataset.PackAsync(output, counter, new PackOptions { Length = arguments.Get(s_pack), Strategy = PackStrategy.InOrder, WeightTargets = arguments.Get(s_weigh) }, options, cancellationToken).ConfigureAwait(false);
    }

    private static Mixture Weights(BuildReport report)
    {
        var total = report.Outputs.Sum(file => file.Records);
        return new Mixture("train", [.. report.Outputs.Where(file => file.Records > 0).Select(file => new MixtureEntry((double)file.Records / total, 0, 1, Path.ChangeExtension(file.Path, null)))]);
    }

    private static string LanguageOf(Example example) => example.Metadata["language"].Text.ToString();

    private static bool IsXp3x(RecipeArguments arguments) => arguments.Get(s_fields) == "xp3x";

    private static string PairOf(Example example, bool asXp3x)
    {
        var metadata = example.Metadata;
        return BloomzSource.PairOf(asXp3x, LanguageOf(example), metadata["dataset"].Text.ToString(), metadata["config"].Text.ToString(), metadata["split"].Text.ToString(), metadata["template"].Text.ToString());
    }
}
