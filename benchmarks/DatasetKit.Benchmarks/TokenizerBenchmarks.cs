using System.Text;
using BenchmarkDotNet.Attributes;

namespace DatasetKit.Benchmarks;

/// <summary>Counting tokens of a thousand paragraphs, as bytes and as strings.</summary>
[MemoryDiagnoser]
public class TokenizerBenchmarks
{
    private readonly List<string> _texts = [];
    private readonly List<byte[]> _utf8 = [];
    private Tokenizer _tokenizer = null!;

    [Params("o200k_base", "cl100k_base")]
    public string Name { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        Random random = new(7);
        _tokenizer = Tokenizer.Get(Name);
        for (int i = 0; i < 1000; i++)
        {
            _texts.Add(SampleText.Paragraph(random));
            _utf8.Add(Encoding.UTF8.GetBytes(_texts[^1]));
        }
    }

    [Benchmark]
    public int CountStrings() => _texts.Sum(text => _tokenizer.CountTokens(text));

    [Benchmark(Baseline = true)]
    public int CountUtf8() => _utf8.Sum(text => _tokenizer.CountTokensUtf8(text));

    [Benchmark]
    public int EncodeStrings() => _texts.Sum(text => _tokenizer.EncodeToIds(text).Count);
}
