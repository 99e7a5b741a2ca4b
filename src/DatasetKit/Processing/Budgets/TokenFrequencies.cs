namespace DatasetKit.Processing;

/// <summary>How many examples have each number of tokens.</summary>
/// <remarks>
/// No dictionary for what nearly every example is: it would be asked at every one, and the code of a dictionary of numbers is compiled anew in each run, which
/// takes longer than counting some thousands of examples.
/// </remarks>
internal sealed class TokenFrequencies
{
    private const int Few = 1 << 16;

    private long[] _few = new long[1 << 10];
    private Dictionary<int, long>? _many;

    /// <summary>Enters an example.</summary>
    public void Add(int tokens)
    {
        if (tokens >= Few)
        {
            AddMany(tokens);
            return;
        }

        if (tokens >= _few.Length)
        {
            Array.Resize(ref _few, Math.Min(Few, Math.Max(tokens + 1, 2 * _few.Length)));
        }

        _few[tokens]++;
    }

    /// <summary>The numbers that some example has, from the smallest.</summary>
    public TokenFrequency[] Sorted()
    {
        var sorted = new List<TokenFrequency>();
        for (var tokens = 0; tokens < _few.Length; tokens++)
        {
            if (_few[tokens] > 0)
            {
                sorted.Add(new TokenFrequency(tokens, _few[tokens]));
            }
        }

        if (_many is not null)
        {
            AddMany(sorted, _many);
        }

        return [.. sorted];
    }

    // Apart, so that what is compiled for the dictionary is only compiled where there is one.
    private void AddMany(int tokens)
    {
        _many ??= [];
        _many[tokens] = _many.GetValueOrDefault(tokens) + 1;
    }

    private static void AddMany(List<TokenFrequency> sorted, Dictionary<int, long> many)
    {
        int[] keys = [.. many.Keys];
        Array.Sort(keys);
        foreach (var tokens in keys)
        {
            sorted.Add(new TokenFrequency(tokens, many[tokens]));
        }
    }
}

/// <summary>How many examples have one number of tokens.</summary>
/// <param name="Tokens">The number.</param>
/// <param name="Examples">How many have it.</param>
internal readonly record struct TokenFrequency(int Tokens, long Examples);
