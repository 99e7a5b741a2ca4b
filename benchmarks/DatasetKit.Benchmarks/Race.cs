using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

/// <summary>
/// What benchmarks/tokenizers/run.mjs measures of a library: loading until the first count, then counting and encoding every corpus. A JSON line each. The first texts of a corpus warm an
/// operation up, then it goes once through all of them, so that most were not seen before, as in a dataset; encoding meets what counting has met.
/// </summary>
internal sealed class Race
{
    private const int WarmUpTexts = 800;
    private const int MostBytes = 5_000_000;

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
            var (texts, bytes) = Read(Path.Join(corpusFolder, corpus + ".jsonl"));
            Measure("count", corpus, texts, bytes, seconds, _count);
            Measure("encode", corpus, texts, bytes, seconds, _encode);
            then?.Invoke(corpus, texts);
        }
    }

    /// <summary>Writes a line with invariant numbers.</summary>
    internal static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static (string[] Texts, long Bytes) Read(string file)
    {
        var (texts, bytes) = (new List<string>(), 0L);
        foreach (var line in File.ReadLines(file).TakeWhile(_ => bytes < MostBytes))
        {
            texts.Add(JsonSerializer.Deserialize<string>(line)!);
            bytes += Encoding.UTF8.GetByteCount(texts[^1]);
        }

        return ([.. texts], bytes);
    }

    private static void Measure(string operation, string corpus, string[] texts, long bytes, double seconds, Func<string, int> run)
    {
        var warm = Environment.CpuUsage.TotalTime;
        for (var i = 0; (Environment.CpuUsage.TotalTime - warm).TotalSeconds < seconds; i++)
        {
            run(texts[i % Math.Min(WarmUpTexts, texts.Length)]);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var before = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var tokens = 0L;
        foreach (var text in texts)
        {
            tokens += run(text);
        }

        var (wall, cpu) = (Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Write($$"""{"corpus":"{{corpus}}","op":"{{operation}}","tokens":{{tokens}},"bytes":{{bytes}},"wall":{{wall:F2}},"cpu":{{cpu:F2}},"allocated":{{allocated}}}""");
    }
}
