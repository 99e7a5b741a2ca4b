namespace DatasetKit.Cli.Tests;

/// <summary>dedup, split, mix and sample as processes: class ChoosingTests is about the commands that choose among records and change none.</summary>
public sealed class ChoosingTests : IDisposable
{
    private const string Lines = "{\"instruction\": \"a\", \"output\": \"\\u0031\", \"n\": 1.10}\n{\"instruction\":\"b\",\"output\":\"2\"}\n{\"instruction\":\"a\",\"output\":\"3\"}\n";
    private readonly Workspace _folder = new();

    public ChoosingTests()
    {
        _folder.Put("in.jsonl", Lines);
        _folder.Put("in.csv", "instruction,output,user\na,1,u\nb,2,v\nc,3,u\nd,4,w\n");
        _folder.Put("pretty.json", "[\n  {\n    \"instruction\": \"x y\",\n    \"output\": \"z\"\n  }\n]\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_dedup_keeps_keeps_its_bytes()
    {
        var result = Tool.Run(_folder.Path, "dedup", "in.jsonl");
        Assert.Equal((0, string.Concat(Lines.Split('\n').Take(2).Select(line => line + "\n"))), (result.Exit, result.Output));
        Assert.Contains("3 read = 2 written + 1 duplicates", result.Error, StringComparison.Ordinal);
        Assert.Equal(Lines, Tool.Run(_folder.Path, "dedup", "in.jsonl", "--key", "texts").Output);
        Assert.Equal("{\"instruction\":\"x y\",\"output\":\"z\"}\n", Tool.Run(_folder.Path, "dedup", "pretty.json").Output);
    }

    [Fact]
    public void A_format_can_be_named() =>
        Assert.StartsWith("{\"messages\":", Tool.Run(_folder.Path, "dedup", "in.jsonl", "--to", "openai").Output, StringComparison.Ordinal);

    [Fact]
    public void A_table_stays_a_table()
    {
        Assert.Equal(0, Tool.Run(_folder.Path, "sample", "in.csv", "-n", "4", "-o", "out.csv").Exit);
        Assert.Equal(_folder.Read("in.csv"), _folder.Read("out.csv"));
    }

    [Fact]
    public void Escapes_outside_ASCII_are_written_on_request()
    {
        _folder.Put("u.jsonl", "{\"instruction\":\"é\",\"output\":\"1\"}\n");
        Assert.Equal("{\"instruction\":\"\\u00e9\",\"output\":\"1\"}\n", Tool.Run(_folder.Path, "dedup", "u.jsonl", "--ascii").Output);
    }

    [Fact]
    public void Split_writes_every_record_to_one_of_its_outputs()
    {
        var result = Tool.Run(_folder.Path, "split", "in.csv", "--ratio", "3,1", "--group-by", "user", "-o", "a.csv", "-o", "b.jsonl");
        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains("4 read = 4 written", result.Error, StringComparison.Ordinal);
        Assert.Equal(_folder.Read("a.csv").Contains(",u\n", StringComparison.Ordinal), !_folder.Read("b.jsonl").Contains("\"user\":\"u\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Mix_takes_weights_behind_names()
    {
        var result = Tool.Run(_folder.Path, "mix", "in.jsonl=0.75", "pretty.json=0.25", "-o", "out.jsonl");
        Assert.True(result.Exit == 0, result.Error);
        Assert.Contains("4 read = 4 written", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_record_is_rejected_with_its_bytes()
    {
        _folder.Put("bad.jsonl", Lines + "{\"instruction\": oops}\n");
        Assert.Equal(1, Tool.Run(_folder.Path, "sample", "bad.jsonl", "--shuffle", "-o", "out.jsonl").Exit);
        Assert.Contains("oops", _folder.Read("out.jsonl.rejects.jsonl"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--ratio has 3 parts and there are 2 outputs", "split", "in.jsonl", "--ratio", "8,1,1", "-o", "a", "-o", "b")]
    [InlineData("--ratio takes numbers above 0", "split", "in.jsonl", "--ratio", "9,x", "-o", "a", "-o", "b")]
    [InlineData("use --group-by or --stratify", "split", "in.jsonl", "--ratio", "1,1", "--group-by", "id", "--stratify", "id", "-o", "a", "-o", "b")]
    [InlineData("no example has a field \"user\"", "split", "in.jsonl", "--ratio", "1,1", "--group-by", "user", "-o", "a", "-o", "b")]
    [InlineData("the same as the output", "split", "in.jsonl", "--ratio", "1,1", "-o", "a", "-o", "./a")]
    [InlineData("--count, or --shuffle", "sample", "in.jsonl")]
    [InlineData("--count takes a whole number from 0, not \"1.5\"", "sample", "in.jsonl", "-n", "1.5")]
    [InlineData("--seed takes a whole number, not \"x\"", "sample", "in.jsonl", "--shuffle", "--seed", "x")]
    [InlineData("--indent takes a whole number from 0 to 16, not \"17\"", "sample", "in.jsonl", "--shuffle", "--indent", "17")]
    [InlineData("--take takes a whole number from 0, not \"-1\"", "convert", "in.jsonl", "--to", "alpaca", "--take", "-1")]
    [InlineData("--skip takes a whole number from 0, not \"many\"", "detect", "in.jsonl", "--skip", "many")]
    [InlineData("must be a number above 0", "mix", "in.jsonl=x")]
    [InlineData("give all inputs a weight", "mix", "in.jsonl=1", "pretty.json")]
    [InlineData("--key takes field names", "dedup", "in.jsonl", "--key", "a,,b")]
    public void A_wrong_call_says_what_is_meant(string says, params string[] arguments)
    {
        var result = Tool.Run(_folder.Path, arguments);
        Assert.True(result.Exit == 2, $"exit {result.Exit}: {result.Error}");
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("a")));
    }
}
