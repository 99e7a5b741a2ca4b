namespace DatasetKit.Templates.Jinja;

/// <summary>Origins of characters, run by run.</summary>
internal static class RunList
{
    public static Run[]? Slice(Run[]? runs, int start, int length)
    {
        if (runs is null || length == 0)
        {
            return null;
        }

        var at = 0;
        var first = 0;
        while (at + runs[first].Length <= start)
        {
            at += runs[first++].Length;
        }

        var parts = new List<Run>(2);
        for (var i = first; length > 0; i++)
        {
            var skip = Math.Max(start - at, 0);
            var take = Math.Min(runs[i].Length - skip, length);
            parts.Add(Part(runs[i], skip, take));
            length -= take;
            start += take;
            at += runs[i].Length;
        }

        return [.. parts];
    }

    public static Run Part(in Run run, int skip, int take) => new(take, run.Source, run.Source > 0 ? run.Offset + skip : 0);

    /// <summary>
    /// For text whose length a mapping changed (capital sharp s): the runs keep their order, and the last of them takes what
    /// the mapping added.
    /// </summary>
    public static Run[]? Stretch(Run[]? runs, int length)
    {
        if (runs is null || length == 0)
        {
            return null;
        }

        var parts = new List<Run>(runs.Length);
        foreach (var run in runs)
        {
            var take = Math.Min(run.Length, length);
            if (take > 0)
            {
                parts.Add(run with { Length = take });
                length -= take;
            }
        }

        parts[^1] = parts[^1] with { Length = parts[^1].Length + length };
        return [.. parts];
    }
}
