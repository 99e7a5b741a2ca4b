using System.Globalization;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Bloomz;

/// <summary>Mixes files of xP3 as a mixture file says.</summary>
internal static class MixtureReader
{
    /// <summary>The mixture of all lines: each file by its weight, and of it the examples that fall into its range.</summary>
    /// <exception cref="RecipeException">A file is missing.</exception>
    public static Dataset Read(string path, int seed)
    {
        var entries = Mixture.Load(path).SelectMany(mixture => mixture.Entries).ToList();
        return entries.Count == 0
            ? throw new RecipeException("it holds no mixture", path)
            : Dataset.Mix([.. entries.Select(entry => new MixSource(Part(Find(path, entry.Path), entry, seed), entry.Weight))], new MixOptions { Seed = seed });
    }

    /// <summary>The file as it is named, or beside the mixture file; with or without its ending.</summary>
    private static string Find(string mixture, string name)
    {
        string[] places = [name, Path.Join(Path.GetDirectoryName(mixture), Path.GetFileName(name))];
        return places.SelectMany(place => (string[])[place, place + ".jsonl", place + ".json"]).FirstOrDefault(File.Exists)
            ?? throw new RecipeException($"there is no file {places[0]}.jsonl, nor {places[1]}.jsonl", mixture, 1);
    }

    /// <summary>By chance, but always the same: the ranges 0:0.95 and 0.95:1 of two mixtures have no example in common.</summary>
    private static Dataset Part(string file, MixtureEntry entry, int seed)
    {
        var data = Dataset.Read(file, RecordFormat.Find("xp3")!);
        return entry is { From: 0, To: 1 } ? data : data.Process(example =>
            StableShare.Of(string.Create(CultureInfo.InvariantCulture, $"{example.Source.File}:{example.Source.ByteOffset}"), seed) is var share && share >= entry.From && share < entry.To
                ? example
                : Outcome.Drop("outside the range"));
    }
}
