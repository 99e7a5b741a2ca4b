using System.Globalization;
using System.Text;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.OptIml;

/// <summary>Puts solved examples of the same task before a question: so many as are drawn for it, among those that came shortly before.</summary>
/// <param name="shares">How likely each number of demonstrations is, from none.</param>
/// <param name="seed">Decides how many, and which.</param>
internal sealed class Demonstrations(IReadOnlyList<double> shares, int seed)
{
    /// <summary>So many examples of each task are remembered.</summary>
    private const int Remembered = 64;

    private readonly Dictionary<string, List<Example>> _pools = new(StringComparer.Ordinal);
    private long _number;

    /// <summary>Reads shares as they are written in a parameter: <c>0.5,0.3,0.2</c> for none, one and two.</summary>
    /// <exception cref="RecipeException">They are no numbers, or do not make 1.</exception>
    public static IReadOnlyList<double> Parse(string text)
    {
        var parts = text.Split(',');
        var shares = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out shares[i]))
            {
                throw new RecipeException($"opt-iml: demonstrations takes shares with commas between them, as 0.5,0.3,0.2 for none, one and two, not \"{text}\"");
            }
        }

        return Math.Abs(shares.Sum() - 1) <= 1e-6 ? shares : throw new RecipeException($"opt-iml: the shares of demonstrations sum to {shares.Sum().ToString("0.######", CultureInfo.InvariantCulture)}, not to 1");
    }

    /// <summary>The example with its demonstrations before it, and their number in <c>n_shots</c>.</summary>
    public Example Add(Example example)
    {
        // Data that is mixed in is of no task.
        if (example.Metadata["task"].IsAbsent)
        {
            return example;
        }

        var task = $"{example.Metadata["benchmark"].Text}\u001F{example.Metadata["task"].Text}";
        if (!_pools.TryGetValue(task, out var pool))
        {
            _pools[task] = pool = [];
        }

        var number = _number++;
        var shown = Choose(pool, example, number);
        Remember(pool, example, number);
        var metadata = example.Metadata.With("n_shots", JsonValue.Parse(shown.Count.ToString(CultureInfo.InvariantCulture)));
        return shown.Count == 0 ? example.WithMetadata(metadata) : example.WithTurn(Before(shown) + example.Instruction, default, example.Output).WithMetadata(metadata);
    }

    private static string Before(List<Example> shown)
    {
        var text = new StringBuilder();
        foreach (var solved in shown)
        {
            text.Append(solved.Instruction.ToString().TrimEnd(' ')).Append(' ').Append(solved.Output.ToString().TrimEnd()).Append("\n\n");
        }

        return text.ToString();
    }

    private List<Example> Choose(List<Example> pool, Example example, long number)
    {
        var left = StableShare.Of($"how many {number}", seed);
        var count = 0;
        while (count < shares.Count - 1 && (left -= shares[count]) >= 0)
        {
            count++;
        }

        // An example that is repeated must not show its own answer.
        return [.. pool.Where(solved => solved.Instruction != example.Instruction).OrderBy(solved => StableShare.Of($"which {number} {solved.Instruction}", seed)).Take(count)];
    }

    private static void Remember(List<Example> pool, Example example, long number)
    {
        if (pool.Count < Remembered)
        {
            pool.Add(example);
        }
        else
        {
            pool[(int)(number % Remembered)] = example;
        }
    }
}
