namespace DatasetKit.Internals;

/// <summary>Guesses which name was meant by one that is not known.</summary>
internal static class NearestName
{
    /// <summary>The candidate with the fewest edits, letter case and outer spaces left out of account; null when none is near.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        var wanted = name.Trim().ToLowerInvariant();
        var (best, fewest) = ((string?)null, Math.Max(2, wanted.Length / 2) + 1);
        foreach (var candidate in candidates)
        {
            var edits = Distance(wanted, candidate.Trim().ToLowerInvariant());
            if (edits < fewest)
            {
                (best, fewest) = (candidate, edits);
            }
        }

        return best;
    }

    // Levenshtein's distance, one row at a time.
    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
