using BenchmarkDotNet.Attributes;

namespace DatasetKit.Benchmarks;

/// <summary>The main job over 20,000 records of about 600 bytes: from a file, to a file, with ledger and reject log as always.</summary>
[MemoryDiagnoser]
public class ConvertBenchmarks
{
    private static readonly WriteOptions s_again = new() { Force = true };
    private string _folder = "";

    [Params("alpaca", "sharegpt")]
    public string Format { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        _folder = Directory.CreateTempSubdirectory("datasetkit-benchmark-").FullName;
        SampleText.WriteCsv(PathOf("in.csv"), 20_000);
        // Not awaited: benchmarks in one process begin before an asynchronous set-up has ended.
        Dataset.Read(PathOf("in.csv")).WriteAsync(PathOf("in.jsonl"), RecordFormat.Find("alpaca")!).GetAwaiter().GetResult();
    }

    [GlobalCleanup]
    public void CleanUp() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true)]
    public Task<BuildReport> FromCsv() => Dataset.Read(PathOf("in.csv")).WriteAsync(PathOf("out.jsonl"), RecordFormat.Find(Format)!, s_again);

    [Benchmark]
    public Task<BuildReport> FromJsonLines() => Dataset.Read(PathOf("in.jsonl")).WriteAsync(PathOf("out.jsonl"), RecordFormat.Find(Format)!, s_again);

    private string PathOf(string name) => Path.Join(_folder, name);
}
