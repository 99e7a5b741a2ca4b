using System.Diagnostics;
using System.Text.Json;
using DatasetKit.Recipes.Novelty;

/// <summary>Novelty by ROUGE-L: a pool and candidates from a file, decisions and processor time to standard output (benchmarks/recipes/rouge.py).</summary>
internal static class Rouge
{
    private const double Threshold = 0.7;

    public static void Run(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        var texts = Texts(file, "pool");
        var candidates = Texts(file, "candidates");
        var pool = new RougePool(Threshold, Words.Of);
        var start = Cpu();
        foreach (var text in texts)
        {
            pool.Add(text);
        }

        var filled = Cpu();
        bool[] similar = [.. candidates.Select(pool.IsSimilar)];
        var done = Cpu();
        Console.WriteLine(JsonSerializer.Serialize(new { pool_seconds = (filled - start).TotalSeconds, candidate_seconds = (done - filled).TotalSeconds, compared = pool.Compared, similar }));
    }

    private static string[] Texts(JsonDocument file, string name) => [.. file.RootElement.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    private static TimeSpan Cpu() => Process.GetCurrentProcess().TotalProcessorTime;
}
