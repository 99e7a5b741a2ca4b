using DatasetKit.Processing;

namespace DatasetKit.Tests.Processing.Running;

public sealed class InputPathsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pattern_may_stand_in_any_part_of_the_path_and_what_it_finds_is_sorted()
    {
        foreach (var name in (string[])["data/train/01/b.jsonl", "data/train/00/c.jsonl", "data/train/00/a.jsonl", "data/train/00/a.txt", "data/valid/00/a.jsonl", "data/train/x.jsonl"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
            _folder.Write(name, "{}");
        }

        Assert.Equal(["data/train/00/a.jsonl", "data/train/00/c.jsonl", "data/train/01/b.jsonl"], Expand("data/train/*/*.jsonl"));
        Assert.Equal(["data/train/00/a.jsonl", "data/valid/00/a.jsonl"], Expand("data/*/0?/a.jsonl"));
        Assert.Equal(["data/train/x.jsonl"], Expand("data/t*/*.jsonl"));
        Assert.Equal(["data/valid/00/a.jsonl", "data/train/00/a.jsonl"], Expand("data/valid/00/a.jsonl", "data/train/00/a.js*"));
    }

    [Fact]
    public void A_pattern_that_fits_nothing_is_told()
    {
        var fault = Assert.Throws<InputException>(() => Expand("none/*/*.jsonl"));
        Assert.Equal("DK9301", fault.Finding.Code);
        Assert.Contains("no file fits the pattern", fault.Message, StringComparison.Ordinal);
    }

    private IEnumerable<string> Expand(params string[] patterns) =>
        InputPaths.Expand([.. patterns.Select(pattern => _folder[pattern])]).Select(path => Path.GetRelativePath(_folder.Path, path).Replace('\\', '/'));
}
