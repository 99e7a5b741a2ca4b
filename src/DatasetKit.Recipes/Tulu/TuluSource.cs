using DatasetKit.Recipes.Conversations;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Tulu;

/// <summary>One dataset of a mix: its files, how many of its examples are taken, and what is done with them.</summary>
internal sealed class TuluSource
{
    /// <summary>How examples are chosen: all of them, so many by chance, or the first ones.</summary>
    public static readonly string[] Samplers = ["all", "random", "first"];

    private static readonly string[] s_names =
        ["dataset", "reader", "files", "parts", "sampler", "count", "portion", "filter", "repeat", "seed", "max-tokens", "top-replies", "zero-shot", "few-shot", "exemplars"];

    private readonly string _sampler;
    private readonly long? _count;
    private readonly int _maxTokens;
    private readonly RecordFormat _format;
    private readonly List<(IReadOnlyList<string> Files, double Portion)> _parts;

    /// <summary>Reads a source of a manifest.</summary>
    /// <exception cref="RecipeException">Something in it cannot be; nothing was read.</exception>
    public TuluSource(Manifest manifest, long seed)
    {
        manifest.Only(s_names);
        Dataset = manifest.Get("dataset").Text;
        var reader = (manifest.Find("reader") ?? manifest.Get("dataset")).OneOf([.. TuluReader.Known.Select(known => known.Name)]);
        Reader = TuluReader.Known.First(known => known.Name == reader);
        _format = manifest.Find("top-replies") is { } top ? Trees(top) : Reader.Format;
        Seed = manifest.Find("seed") is { } own ? own.Count : seed;
        (ZeroShot, FewShot, Exemplars) = (Whole(manifest, "zero-shot", 60), Whole(manifest, "few-shot", 20), Whole(manifest, "exemplars", 2));
        Repeat = manifest.Find("repeat") is { } repeat ? AtLeastOne(repeat) : 1;
        IsFiltered = manifest.Find("filter")?.OneOf("mentions", "none") != "none";
        Portion = manifest.Find("portion")?.Number;
        _maxTokens = manifest.Find("max-tokens") is { } most ? AtLeastOne(most) : 0;
        _count = manifest.Find("count")?.Count;
        _parts = manifest.Find("parts") is { } parts ? Parts(parts) : [(Files(manifest.Get("files")), 1)];
        _sampler = manifest.Find("sampler")?.OneOf(Samplers) ?? (_count is null ? "all" : "random");
        Check(manifest);
    }

    public string Dataset { get; }

    public TuluReader Reader { get; }

    public long Seed { get; }

    public int Repeat { get; }

    /// <summary>Instances of a task that are encoded as instructions, at most.</summary>
    public int ZeroShot { get; }

    /// <summary>Instances of a task that follow solved ones, at most.</summary>
    public int FewShot { get; }

    /// <summary>Solved ones before each of these.</summary>
    public int Exemplars { get; }

    public bool IsFiltered { get; }

    /// <summary>Its part of the mix; null when its count says how many.</summary>
    public double? Portion { get; }

    /// <summary>Whether its conversations are to be divided, for which a tokenizer is needed.</summary>
    public bool Divides => _maxTokens > 0;

    /// <summary>The examples that take part, each with the name of the dataset.</summary>
    public Dataset Read(ReadOptions reading, Func<string, int>? count, SplitMode mode)
    {
        var data = _parts.Count == 1
            ? Read(_parts[0].Files, reading, count, mode)
            : DatasetKit.Dataset.Mix([.. _parts.Select(part => new MixSource(Read(part.Files, reading, count, mode), part.Portion))], new MixOptions { Total = _count, Seed = Seed });
        return data.Step("sample " + Dataset, Sample);
    }

    private Dataset Read(IReadOnlyList<string> files, ReadOptions reading, Func<string, int>? count, SplitMode mode)
    {
        if (Reader.Shape == TuluShape.Task)
        {
            // Those that test sets of other benchmarks are made of.
            files = [.. files.Where(file => !Path.GetFileName(file).Contains("_mmmlu_", StringComparison.Ordinal))];
        }

        var data = DatasetKit.Dataset.Read(files, _format, reading).Select(Name);
        return Divides ? data.Step("divide " + Dataset, before => before.Process(new ConversationSplitter(count!, _maxTokens, mode).Split)) : data;
    }

    private Dataset Sample(Dataset data) => (_parts.Count, _sampler) switch
    {
        (1, "random") => data.Sample((int)_count!.Value, Seed),
        (1, "first") => data.Take((int)_count!.Value),
        _ => Reader.Shape == TuluShape.Task ? OfEachTask(data) : data,
    };

    private Dataset OfEachTask(Dataset data) => data.TakeFirst(
        TuluMessages.TaskOf, _ => ZeroShot + FewShot, example => StableShare.Of($"{example.Id}\u001F{example.Input}", (int)Seed));

    /// <summary>The science data of Tülu names in each record where it is from.</summary>
    private Example Name(Example example)
    {
        var within = example.Metadata["dataset"];
        return example.WithMetadata(example.Metadata.With("dataset", JsonValue.From(Reader.Name == "science" && !within.IsAbsent ? $"{Dataset}.{within.Text}" : Dataset)));
    }

    private static List<(IReadOnlyList<string> Files, double Portion)> Parts(Manifest parts)
    {
        var read = parts.Items.Select(part =>
        {
            part.Only("files", "portion");
            return (Files(part.Get("files")), part.Get("portion").Number);
        }).ToList();
        Portions.Check(parts, [.. parts.Items.Select(part => part.Get("portion"))]);
        return read;
    }

    private static IReadOnlyList<string> Files(Manifest files) => files.IsList ? [.. files.Items.Select(file => file.File())] : [files.File()];

    private static int Whole(Manifest manifest, string name, int standard) =>
        manifest.Find(name) is { } value ? (int)Math.Min(value.Count, int.MaxValue / 2) : standard;

    private static int AtLeastOne(Manifest value) => value.Count is >= 1 and <= int.MaxValue and var number
        ? (int)number
        : throw value.Fail($"a whole number from 1 is expected here, not \"{value.Text}\"");

    private RecordFormat Trees(Manifest top) => Reader.Name == "oasst1"
        ? RecordFormat.OasstTrees(AtLeastOne(top))
        : throw top.Fail($"top-replies is for oasst1, whose records are trees; {Reader.Name} has none");

    private void Check(Manifest manifest)
    {
        if (_count > int.MaxValue)
        {
            throw manifest.Get("count").Fail($"at most {int.MaxValue} examples of a source can be taken");
        }

        if (_sampler != "all" && _count is null)
        {
            throw manifest.Fail($"{Dataset}: the sampler {_sampler} needs a count");
        }

        if (_parts.Count > 1 && (_count is null || manifest.Find("sampler") is not null))
        {
            throw manifest.Fail($"{Dataset}: parts need a count, of which they have their portions, and no sampler");
        }

        if (Portion is not null && (_count is not null || _sampler != "all"))
        {
            throw manifest.Get("portion").Fail($"{Dataset}: a source has a portion of the mix, or a count, not both");
        }
    }
}
