using System.Globalization;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Bloomz;

/// <summary>A split of a dataset in one language, with the prompts that are put to it.</summary>
internal sealed class BloomzSource
{
    private static readonly string[] s_names =
        ["dataset", "subset", "split", "language", "files", "templates", "prompt-languages", "skip", "best-by", "best", "repair", "strip-connection"];

    private readonly IReadOnlyList<string> _files;
    private readonly IReadOnlyList<NamedPrompt> _prompts;
    private readonly string? _bestBy;
    private readonly int _best;
    private readonly string? _repair;
    private readonly bool _hidesLabels;

    /// <summary>Reads a source of a manifest, and its prompts.</summary>
    /// <param name="manifest">The source.</param>
    /// <param name="truncate">Whether every value is cut to 2,048 characters.</param>
    /// <param name="hidesLabels">Whether records with the label -1 are left out.</param>
    /// <exception cref="RecipeException">Something in it cannot be; nothing was read.</exception>
    public BloomzSource(Manifest manifest, bool truncate, bool hidesLabels)
    {
        _hidesLabels = hidesLabels;
        manifest.Only(s_names);
        (Dataset, Subset) = (manifest.Get("dataset").Text, manifest.Find("subset")?.Text ?? string.Empty);
        (Split, Language) = (manifest.Get("split").Text, manifest.Get("language").Text);
        _files = Each(manifest.Get("files"), file => file.File());
        var strips = manifest.Find("strip-connection")?.OneOf("true", "false") != "false";
        _repair = manifest.Find("repair")?.OneOf(CodeRepairs.Names);
        var all = Each(manifest.Get("templates"), file => PromptFile.Load(file.File(), truncate, strips)).SelectMany(prompts => prompts).ToList();
        var languages = manifest.Find("prompt-languages") is { } wanted ? Each(wanted, language => language.Text) : null;
        var skipped = manifest.Find("skip") is { } skip ? Skipped(skip, all) : [];
        _prompts = [.. all.Where(prompt => !skipped.Contains(prompt.Name) && (languages is null || prompt.Languages.Any(languages.Contains)))];
        _bestBy = manifest.Find("best-by")?.Text;
        _best = manifest.Find("best") is { } best ? (int)Math.Min(best.Count, int.MaxValue) : 50_000;
    }

    public string Dataset { get; }

    public string Subset { get; }

    public string Split { get; }

    public string Language { get; }

    /// <summary>The names of the pairs of dataset and prompt: the files of xP3.</summary>
    public IEnumerable<string> Pairs(bool asXp3x) => _prompts.Select(prompt => PairOf(asXp3x, Language, Dataset, Subset, Split, prompt.Name));

    /// <summary>Whether any prompt is left.</summary>
    public bool HasPrompts => _prompts.Count > 0;

    /// <summary>The file of a pair, as xP3 names it (bigscience-workshop/bigscience:data/xp3/prepare_xp3_train.py), or xP3x, where hyphens go too (bigscience-workshop/xmtf:create_xp3x.py).</summary>
    public static string PairOf(bool asXp3x, string language, string dataset, string subset, string split, string prompt)
    {
        var name = $"xp3_{dataset}_{subset}_{split}_{prompt}".Replace('/', '_').Replace(' ', '_');
        return $"{language}/{(asXp3x ? name.Replace('-', '_') : name)}";
    }

    /// <summary>What each prompt makes of the records, at most so many of each.</summary>
    public IEnumerable<Dataset> Read(ReadOptions reading, int cap, bool shortest, int seed) => _prompts.Select(prompt => Records(reading).Step(
        $"{(Subset.Length == 0 ? Dataset : Dataset + "/" + Subset)} {Split} {Language}: {prompt.Name}",
        data => Cap(Render(Rows(data, cap, seed), prompt, seed), cap, shortest)));

    private static List<T> Each<T>(Manifest value, Func<Manifest, T> read) => value.IsList ? [.. value.Items.Select(read)] : [read(value)];

    private static List<string> Skipped(Manifest skip, List<NamedPrompt> all) =>
        skip is { IsList: false, Text: "all" } ? [.. all.Select(prompt => prompt.Name)] : Each(skip, name => name.OneOf([.. all.Select(prompt => prompt.Name)]));

    /// <summary>The first of each prompt: the shortest, or, as the original does against its own words, the first by the alphabet.</summary>
    private static Dataset Cap(Dataset data, int cap, bool shortest) => shortest
        ? data.TakeFirst(cap, example => example.Instruction.ToString().Length)
        : data.TakeFirst(cap, example => example.Instruction.ToString(), StringComparer.Ordinal);

    private Dataset Records(ReadOptions reading) => DatasetKit.Dataset.Read(_files, new FieldsFormat(), reading);

    /// <summary>What the prompts see of a record; null and why when it is left out.</summary>
    private (JsonValue? Fields, string Why) Repaired(JsonValue fields, int seed) =>
        _hidesLabels && fields["label"].ToString() == "-1" ? (null, "hidden label")
        : _repair is null ? (fields, string.Empty)
        : CodeRepairs.Apply(_repair, fields, seed);

    /// <summary>At most five times as many as are kept, since some become empty; the best by a score where the dataset has one.</summary>
    private Dataset Rows(Dataset data, int cap, int seed) => _bestBy is null
        ? data.Sample((int)Math.Min(5L * cap, int.MaxValue), seed)
        : data.TakeFirst(_best, Score, Comparer<double>.Create((a, b) => b.CompareTo(a)));

    private double Score(Example example) =>
        double.TryParse(FieldsFormat.Of(example)[_bestBy!].Text.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var score) ? score : double.NegativeInfinity;

    private Dataset Render(Dataset data, NamedPrompt prompt, int seed)
    {
        var metadata = Metadata.None
            .With("language", JsonValue.From(Language)).With("split", JsonValue.From(Split)).With("template", JsonValue.From(prompt.Name))
            .With("dataset", JsonValue.From(Dataset)).With("config", JsonValue.From(Subset));
        return data.Process(() =>
        {
            var number = 0;
            return example => Repaired(FieldsFormat.Of(example), seed) is ({ } fields, _)
                ? Apply(example, fields, prompt, unchecked((seed * 1_000_003) + number++), metadata)
                : Outcome.Drop(Repaired(FieldsFormat.Of(example), seed).Why);
        });
    }

    private static Outcome Apply(Example example, JsonValue fields, NamedPrompt prompt, int seed, Metadata metadata)
    {
        try
        {
            var parts = prompt.Prompt.Apply(fields, seed);
            return parts is not [var input, var target] ? Outcome.Drop("not one input and one target")
                : input.Length == 0 || target.Length == 0 ? Outcome.Drop("empty")
                : Example.Instruct(input, target).WithSource(example.Source).WithMetadata(metadata);
        }
        catch (TemplateException fault)
        {
            return Outcome.Reject(new Finding(Diagnostics.Find("DK8001")!, Severity.Error, example.Source, null, $"the template \"{prompt.Name}\" failed: {fault.Message}"));
        }
    }
}
