using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DatasetKit;

/// <summary>One round of DatasetKit in the side-by-side run of benchmarks/tokenizers/run.mjs: every corpus once to warm up, then once by the clock.</summary>
internal static class SideBySide
{
    internal static async Task RunAsync(string nameOrFile, string corpusFolder)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan startCpu = Environment.CpuUsage.TotalTime;
        Tokenizer tokenizer = await Tokenizer.LoadAsync(nameOrFile);
        tokenizer.CountTokens("warm up");
        Write($$"""{"load":{{Stopwatch.GetElapsedTime(start).TotalMilliseconds:F2}},"cpu":{{(Environment.CpuUsage.TotalTime - startCpu).TotalMilliseconds:F2}}}""");
        tokenizer = tokenizer.FindSpecialTokens(!nameOrFile.EndsWith("_base", StringComparison.Ordinal));

        foreach (string corpus in new[] { "en", "zh", "code" })
        {
            string[] texts = [.. File.ReadLines(Path.Join(corpusFolder, corpus + ".jsonl")).Select(line => JsonSerializer.Deserialize<string>(line)!)];
            long bytes = texts.Sum(text => (long)Encoding.UTF8.GetByteCount(text));
            Measure("count", corpus, texts, bytes, text => tokenizer.CountTokens(text));
            Measure("encode", corpus, texts, bytes, text => tokenizer.EncodeToIds(text).Count);
            Limits(tokenizer, corpus, texts);
        }

        Linear(tokenizer);
    }

    private static void Measure(string operation, string corpus, string[] texts, long bytes, Func<string, int> run)
    {
        // By the processor's time: where others wait for it too, two seconds by the clock may be a tenth of one.
        for (TimeSpan warm = Environment.CpuUsage.TotalTime; (Environment.CpuUsage.TotalTime - warm).TotalSeconds < 2;)
        {
            Sum(texts, run);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        long tokens = 0;
        const int Rounds = 3;
        for (int i = 0; i < Rounds; i++)
        {
            tokens = Sum(texts, run);
        }

        double wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds / Rounds, cpu = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Rounds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Write($$"""{"corpus":"{{corpus}}","op":"{{operation}}","tokens":{{tokens}},"bytes":{{bytes}},"wall":{{wall:F2}},"cpu":{{cpu:F2}},"allocated":{{allocated}}}""");
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
            Write($$"""{"corpus":"{{corpus}}","limit":"{{name}}","wall":{{times[times.Length / 2]:F3}},"best":{{times[0]:F3}}}""");
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

            Write($$"""{"corpus":"{{length}}","limit":"linear","wall":{{best:F3}}}""");
        }
    }

    private static long Sum(string[] texts, Func<string, int> run)
    {
        long sum = 0;
        foreach (string text in texts)
        {
            sum += run(text);
        }

        return sum;
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
