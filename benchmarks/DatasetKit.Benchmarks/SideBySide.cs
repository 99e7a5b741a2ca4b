using System.Diagnostics;
using System.Text;
using DatasetKit;

/// <summary>One round of DatasetKit in the side-by-side run of benchmarks/tokenizers/run.mjs: see <see cref="Race"/>.</summary>
internal static class SideBySide
{
    internal static void Run(string nameOrFile, string corpusFolder)
    {
        Tokenizer tokenizer = null!;
        Race race = Race.Load(() =>
        {
            tokenizer = Tokenizer.LoadAsync(nameOrFile).GetAwaiter().GetResult();
            return (text => tokenizer.CountTokens(text), text => tokenizer.EncodeToIds(text).Count);
        });
        tokenizer = tokenizer.FindSpecialTokens(!nameOrFile.EndsWith("_base", StringComparison.Ordinal));
        race.Run(corpusFolder, seconds: 1, (corpus, texts) => Limits(tokenizer, corpus, texts));
        Linear(tokenizer);
    }

    /// <summary>Ten megabytes, and a budget of 4,096: the median of 31, once the run time has settled.</summary>
    private static void Limits(Tokenizer tokenizer, string corpus, string[] texts)
    {
        var long10 = new StringBuilder();
        for (int i = 0; long10.Length < 10_000_000; i++)
        {
            long10.Append(texts[i % texts.Length]).Append('\n');
        }

        string text = long10.ToString();
        (string Name, Action Run)[] limits =
        [
            ("index", () => tokenizer.GetIndexByTokenCount(text, 4_096, out _)),
            ("indexFromEnd", () => tokenizer.GetIndexByTokenCountFromEnd(text, 4_096, out _)),
            ("fits", () => tokenizer.FitsBudget(text, 4_096)),
        ];
        foreach ((string name, Action run) in limits)
        {
            for (TimeSpan warm = Environment.CpuUsage.TotalTime; (Environment.CpuUsage.TotalTime - warm).TotalSeconds < 0.5;)
            {
                run();
            }

            double[] times = new double[31];
            for (int i = 0; i < times.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                run();
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            Array.Sort(times);
            Race.Write($$"""{"corpus":"{{corpus}}","limit":"{{name}}","wall":{{times[times.Length / 2]:F3}},"best":{{times[0]:F3}}}""");
        }
    }

    /// <summary>One letter again and again, which is one piece that no table knows: ten times as long may take little more than ten times the time.</summary>
    private static void Linear(Tokenizer tokenizer)
    {
        foreach (int length in new[] { 100_000, 1_000_000 })
        {
            string text = new('x', length);
            double best = double.MaxValue;
            for (int i = 0; i < 5; i++)
            {
                TimeSpan before = Environment.CpuUsage.TotalTime;
                tokenizer.CountTokens(text);
                best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            }

            Race.Write($$"""{"corpus":"{{length}}","limit":"linear","wall":{{best:F3}}}""");
        }
    }
}
