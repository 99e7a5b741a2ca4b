using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

/// <summary>
/// What benchmarks/tokenizers/run.mjs measures of a library: loading until the first count, then counting and encoding every corpus. A JSON line each. A text is measured once and was not
/// seen before, as it is in a dataset: a third of the corpus is there to warm up, a third to count, a third to encode.
/// </summary>
internal sealed class Race
{
    private readonly Func<string, int> _count;
    private readonly Func<string, int> _encode;

    private Race(Func<string, int> count, Func<string, int> encode) => (_count, _encode) = (count, encode);

    /// <summary>Loads a tokenizer and counts once.</summary>
    /// <param name="load">Gives how it counts, and how it encodes and counts the tokens.</param>
    internal static Race Load(Func<(Func<string, int> Count, Func<string, int> Encode)> load)
    {
        var (start, startCpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var (count, encode) = load();
        count("warm up");
        Write($$"""{"load":{{Stopwatch.GetElapsedTime(start).TotalMilliseconds:F2}},"cpu":{{(Environment.CpuUsage.TotalTime - startCpu).TotalMilliseconds:F2}}}""");
        return new(count, encode);
    }

    /// <summary>Measures every corpus.</summary>
    /// <param name="corpusFolder">The folder with en.jsonl, zh.jsonl and code.jsonl, a JSON string a line.</param>
    /// <param name="seconds">How long an operation warms up before it is measured, by the processor's time: where others wait for it too, a second by the clock may be a tenth of one.</param>
    /// <param name="then">What else is measured with a corpus: its name and texts.</param>
    internal void Run(string corpusFolder, double seconds, Action<string, string[]>? then = null)
    {
        foreach (var corpus in new[] { "en", "zh", "code" })
        {
            string[] texts = [.. File.ReadLines(Path.Join(corpusFolder, corpus + ".jsonl")).Select(line => JsonSerializer.Deserialize<string>(line)!)];
            Measure("count", corpus, texts, part: 1, seconds, _count);
            Measure("encode", corpus, texts, part: 2, seconds, _encode);
            then?.Invoke(corpus, texts);
        }
    }

    /// <summary>Writes a line with invariant numbers.</summary>
    internal static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Measure(string operation, string corpus, string[] texts, int part, double seconds, Func<string, int> run)
    {
        string[] Part(int number) => [.. texts.Where((_, index) => index % 3 == number)];

        var (warmUp, measured) = (Part(0), Part(part));
        for (var warm = Environment.CpuUsage.TotalTime; (Environment.CpuUsage.TotalTime - warm).TotalSeconds < seconds;)
        {
            Sum(warmUp, run);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var before = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        Sum(measured, run);
        var (wall, cpu) = (Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var bytes = measured.Sum(text => (long)Encoding.UTF8.GetByteCount(text));
        Write($$"""{"corpus":"{{corpus}}","op":"{{operation}}","tokens":{{Sum(texts, run)}},"bytes":{{bytes}},"wall":{{wall:F2}},"cpu":{{cpu:F2}},"allocated":{{allocated}}}""");
    }

    private static long Sum(string[] texts, Func<string, int> run)
    {
        var sum = 0L;
        foreach (var text in texts)
        {
            sum += run(text);
        }

        return sum;
    }
}
