namespace DatasetKit.Recipes.Running;

/// <summary>Looks at the records of a file before a run, which needs to know how many there are. Bad ones are passed over: the run itself reads the file again, and rejects them.</summary>
internal static class Scan
{
    /// <summary>Calls a function for each good record.</summary>
    /// <exception cref="InputException">The file as a whole cannot be read.</exception>
    public static void Records(string path, RecordFormat format, ReadOptions reading, Action<Example> look)
    {
        var folder = Directory.CreateTempSubdirectory("datasetkit-");
        try
        {
            var seen = Dataset.Read(path, format, reading).Process(example =>
            {
                look(example);
                return Outcome.Drop("seen");
            });
            seen.WriteAsync(Path.Join(folder.FullName, "none.jsonl"), format).GetAwaiter().GetResult();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
