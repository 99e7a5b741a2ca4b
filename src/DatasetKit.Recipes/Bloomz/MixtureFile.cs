using System.Globalization;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Bloomz;

/// <summary>One dataset of a mixture.</summary>
/// <param name="Weight">Its part of the mixture.</param>
/// <param name="From">Where the part of its examples begins that is used, from 0.</param>
/// <param name="To">Where it ends, up to 1.</param>
/// <param name="Path">The path of its files, without their ending.</param>
internal sealed record MixtureEntry(double Weight, double From, double To, string Path);

/// <summary>
/// Mixtures as Megatron-DeepSpeed reads them, in quotation marks: <c>"train: 0.39 0:0.950 xp3_en, 0.08 0:0.950 xp3_es"</c>
/// (bigscience-workshop/xmtf:xp3capmixnewcodelong_train.txt).
/// </summary>
/// <param name="Name">What it is for: <c>train</c>, <c>validation</c>.</param>
/// <param name="Entries">Its datasets.</param>
internal sealed record Mixture(string Name, IReadOnlyList<MixtureEntry> Entries)
{
    /// <summary>Reads a file: a mixture on each line.</summary>
    /// <exception cref="RecipeException">Something in it is no mixture; the line is named.</exception>
    public static IReadOnlyList<Mixture> Load(string path)
    {
        return [.. TextLines.Load(path).Index().Where(line => line.Item.Trim().Length > 0).Select(line => Parse(line.Item.Trim().Trim('"'), path, line.Index + 1))];
    }

    /// <summary>The line that says it.</summary>
    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture, $"\"{Name}: {string.Join(", ", Entries.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Weight:0.##########} {entry.From:0.###}:{entry.To:0.000} {entry.Path}")))}\"");

    private static Mixture Parse(string text, string file, int line)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        if (colon <= 0)
        {
            throw new RecipeException($"a mixture begins with its name and a colon, as in \"train: 0.5 0:0.95 path, …\"; found \"{Short(text)}\"", file, line);
        }

        return new Mixture(text[..colon], [.. text[(colon + 1)..].Split(',').Select(entry => Entry(entry.Trim(), file, line))]);
    }

    private static MixtureEntry Entry(string text, string file, int line)
    {
        var parts = text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        var range = parts.Length == 3 ? parts[1].Split(':') : [];
        return range.Length == 2 && Number(parts[0]) is > 0 and var weight && Number(range[0]) is >= 0 and var from && Number(range[1]) is <= 1 and var to && from < to
            ? new MixtureEntry(weight, from, to, parts[2])
            : throw new RecipeException($"a weight above 0, a range within 0:1 and a path are expected, as in \"0.39 0:0.950 xp3_en\"; found \"{Short(text)}\"", file, line);
    }

    private static double? Number(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
