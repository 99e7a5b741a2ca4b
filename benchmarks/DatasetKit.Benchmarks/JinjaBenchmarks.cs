using BenchmarkDotNet.Attributes;

namespace DatasetKit.Benchmarks;

/// <summary>A conversation through a known chat template: its text alone, and with the parts that carry loss. Kept origins must cost in proportion to the turns.</summary>
[MemoryDiagnoser]
public class JinjaBenchmarks
{
    private ChatTemplate _template = null!;
    private Message[] _messages = [];

    [Params("qwen2.5", "llama3", "mistral-nemo")]
    public string Name { get; set; } = "";

    [Params(6, 100, 1000)]
    public int Turns { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        Random random = new(7);
        _template = ChatTemplate.Find(Name)!;
        _messages = [.. Enumerable.Range(0, Turns).Select(i => new Message(i % 2 == 0 ? Role.User : Role.Assistant, SampleText.Paragraph(random)))];
    }

    [Benchmark(Baseline = true)]
    public string Text() => _template.Render(_messages, default, withSpans: false).Text;

    [Benchmark]
    public int TextAndLoss() => _template.Render(_messages).Loss.Count;

    [Benchmark]
    public ChatTemplate Parse() => ChatTemplate.Parse(_template.Source);
}
