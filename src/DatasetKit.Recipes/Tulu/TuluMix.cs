using DatasetKit.Recipes.Conversations;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Tulu;

/// <summary>A mix as a manifest describes it: the sources, and how many examples of each.</summary>
internal sealed class TuluMix
{
    private readonly long? _total;
    private readonly long _seed;

    private TuluMix(Manifest manifest)
    {
        manifest.Only("seed", "total", "sources");
        _seed = manifest.Find("seed")?.Count ?? 42;
        var list = manifest.Get("sources");
        Sources = [.. list.Items.Select(item => new TuluSource(item, _seed))];
        _total = manifest.Find("total")?.Count;
        Check(manifest, list);
    }

    public IReadOnlyList<TuluSource> Sources { get; }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="RecipeException">It cannot be used; the file and the line are named.</exception>
    public static TuluMix Load(string path) => new(Manifest.Load(path));

    /// <summary>The source an example is from.</summary>
    public TuluSource Of(Example example)
    {
        var name = example.Metadata["dataset"].Text.ToString();
        return Sources.FirstOrDefault(source => source.Dataset == name) ?? Sources.First(source => name.StartsWith(source.Dataset + ".", StringComparison.Ordinal));
    }

    /// <summary>What the manifest takes of each source: one after the other, or shuffled when the sources have portions.</summary>
    public Dataset Read(ReadOptions reading, Func<string, int>? count, SplitMode mode)
    {
        var data = Sources.Select(source => source.Read(reading, count, mode));
        return _total is { } total
            ? Dataset.Mix([.. data.Zip(Sources, (examples, source) => new MixSource(examples, source.Portion))], new MixOptions { Total = total, Seed = _seed })
            : data.Aggregate((left, right) => left.Concat(right));
    }

    private void Check(Manifest manifest, Manifest list)
    {
        if (Sources.Count == 0)
        {
            throw list.Fail("a mix needs a source");
        }

        var items = list.Items;
        for (var i = 0; i < Sources.Count; i++)
        {
            if (Sources.Take(i).Any(other => other.Dataset == Sources[i].Dataset))
            {
                throw items[i].Get("dataset").Fail($"{Sources[i].Dataset} is there twice; give one another dataset name and the reader {Sources[i].Reader.Name}, or put both into its files");
            }
        }

        if (Sources.All(source => source.Portion is null))
        {
            if (_total is not null)
            {
                throw manifest.Get("total").Fail("a total is for sources that have portions");
            }

            return;
        }

        foreach (var item in items)
        {
            if (item.Find("portion") is null)
            {
                throw item.Fail("it has no portion, and other sources have one: give all a portion, or none");
            }
        }

        Portions.Check(list, [.. items.Select(item => item.Get("portion"))]);
        if (_total is null)
        {
            throw manifest.Fail("sources that have portions need a total, of which these are portions");
        }
    }
}
