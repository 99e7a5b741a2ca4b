using System.Text;
using System.Text.Json;

namespace DatasetKit.Cli.Tests;

/// <summary>The tool as a process: streams, pipes, signals, full disks, cultures.</summary>
public sealed class ProcessTests : IDisposable
{
    private const string Csv = "instruction,output\na,b\nc,\"d\ne\"\n";
    private readonly Workspace _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Data_goes_to_standard_output_and_talk_to_standard_error()
    {
        var result = Tool.Run(_folder.Path, Encoding.UTF8.GetBytes(Csv), ["convert", "-", "--to", "sharegpt"]);
        Assert.Equal(0, result.Exit);
        Assert.Equal("{\"conversations\":[{\"from\":\"human\",\"value\":\"a\"},{\"from\":\"gpt\",\"value\":\"b\"}]}", result.Output.Split('\n')[0]);
        Assert.Contains("2 read = 2 written", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_existing_output_is_refused_without_force_and_an_input_always()
    {
        _folder.Put("in.csv", Csv);
        _folder.Put("out.jsonl", "old");
        Assert.Equal(2, Tool.Run(_folder.Path, "convert", "in.csv", "--to", "alpaca", "-o", "out.jsonl").Exit);
        Assert.Equal("old", _folder.Read("out.jsonl"));
        Assert.Equal(2, Tool.Run(_folder.Path, "convert", "in.csv", "--to", "alpaca", "-o", "in.csv", "--force").Exit);
        Assert.Equal(Csv, _folder.Read("in.csv"));
        Assert.Equal(0, Tool.Run(_folder.Path, "convert", "in.csv", "--to", "alpaca", "-o", "out.jsonl", "--force").Exit);
    }

    [Theory]
    [InlineData(2, "--escape ',' cannot be", "convert", "in.csv", "--to", "alpaca", "--escape", ",")]
    [InlineData(2, "openai", "convert", "in.csv", "--to", "openaii")]
    [InlineData(2, "vicuna", "convert", "in.csv", "--to", "text", "--template", "none")]
    [InlineData(2, "o200k_base", "count", "in.csv")]
    [InlineData(2, "o200k_base", "convert", "in.csv", "--to", "alpaca", "--max-tokens", "3")]
    [InlineData(2, "cl100k_base", "count", "in.csv", "--tokenizer", "nothing")]
    [InlineData(2, "explain", "explain", "DK0000")]
    [InlineData(2, "DK0", "validate", "in.csv", "--select", "DK0")]
    [InlineData(2, "the same as the output out.jsonl", "convert", "in.csv", "--to", "alpaca", "-o", "out.jsonl", "--rejects", "./out.jsonl")]
    [InlineData(2, "the same as the output standard output", "convert", "in.csv", "--to", "alpaca", "--rejects", "-")]
    [InlineData(2, "--json and --rejects -", "convert", "in.csv", "--to", "alpaca", "-o", "out.jsonl", "--rejects", "-", "--json")]
    [InlineData(2, "--help", "convert")]
    [InlineData(2, "--help", "nothing")]
    [InlineData(3, "no such file", "convert", "missing.csv", "--to", "alpaca")]
    [InlineData(4, "missing", "convert", "in.csv", "--to", "alpaca", "-o", "missing/out.jsonl")]
    public void A_wrong_call_says_what_is_there_instead(int exit, string says, params string[] arguments)
    {
        _folder.Put("in.csv", Csv);
        var result = Tool.Run(_folder.Path, arguments);
        Assert.True(exit == result.Exit, $"exit {result.Exit}: {result.Error}");
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_and_talk_share_a_file_without_writing_over_each_other()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no sh here");
        _folder.Put("in.csv", Csv);
        Assert.Equal(0, Tool.Shell(_folder.Path, "(echo before; tool convert in.csv --to alpaca; echo after) > log 2>&1").Exit);

        var lines = _folder.Read("log").Split('\n');
        Assert.Equal("before", lines[0]);
        Assert.Equal("after", lines[^2]);
        Assert.Contains("""{"instruction":"a","input":"","output":"b"}""", lines);
        Assert.Contains("2 read = 2 written", lines);
    }

    [Fact]
    public void Escaped_quotes_are_read_when_the_escape_is_named()
    {
        _folder.Put("in.csv", "instruction,output\n\"say \\\"a, b\\\"\",\"C:\\\\dir\\new\n\"\n");
        var result = Tool.Run(_folder.Path, "convert", "in.csv", "--to", "alpaca", "--escape", "\\");
        Assert.Equal("{\"instruction\":\"say \\\"a, b\\\"\",\"input\":\"\",\"output\":\"C:\\\\dir\\\\new\\n\"}\n", result.Output);
        Assert.Equal(0, result.Exit);
    }

    [Fact]
    public void A_full_disk_is_noticed()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");
        _folder.Put("in.csv", Csv);
        Assert.Equal(4, Tool.Run(_folder.Path, "convert", "in.csv", "--to", "alpaca", "-o", "/dev/full").Exit);
    }

    [Fact]
    public void A_file_size_limit_ends_the_run_as_a_full_disk_does()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no ulimit here");
        _folder.Put("in.csv", "instruction,output\n" + string.Concat(Enumerable.Repeat("a,bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n", 20_000)));
        _folder.Put("out.jsonl", "old");

        // The runtime itself does not start under a limit without the setting.
        var result = Tool.Shell(_folder.Path, "export DOTNET_EnableWriteXorExecute=0; ulimit -f 500 && tool convert in.csv --to alpaca -o out.jsonl --force");
        Assert.Equal(4, result.Exit);
        Assert.Contains("the disk is full or a limit is reached", result.Error, StringComparison.Ordinal);
        Assert.Equal(["in.csv", "out.jsonl"], _folder.Files);
        Assert.Equal("old", _folder.Read("out.jsonl"));
    }

    [Fact]
    public void A_reader_that_closes_the_pipe_ends_the_run_quietly()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes are closed another way here");
        _folder.Put("in.csv", "instruction,output\n" + string.Concat(Enumerable.Repeat("a,bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n", 50_000)));
        using var process = Tool.Start(_folder.Path, ["convert", "in.csv", "--to", "alpaca"]);
        process.StandardOutput.ReadLine();
        process.StandardOutput.Close();
        var error = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(60_000));
        Assert.Equal(141, process.ExitCode);
        Assert.DoesNotContain("pipe", error, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void An_interrupted_run_leaves_nothing(string signal, int exit)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent another way here");
        using var process = Tool.Start(_folder.Path, ["convert", "-", "--to", "alpaca", "-o", "out.jsonl"]);
        process.StandardInput.Write("instruction,output\n" + string.Concat(Enumerable.Repeat("a,b\n", 2000)));
        process.StandardInput.Flush();
        for (var wait = 0; wait < 600 && _folder.Files.Length == 0; wait++)
        {
            // The tool says nothing when its first file stands there; half a minute is the most it is given.
            Thread.Sleep(50);
        }

        using var kill = System.Diagnostics.Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        Assert.True(process.WaitForExit(60_000));
        Assert.Equal(exit, process.ExitCode);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes_in_every_culture_and_time_zone()
    {
        _folder.Put("in.csv", "INSTRUCTION,Output\nİstanbul I ı,\"3,14 é\"\n");
        var outputs = new List<string>();
        foreach (var (language, zone, invariant) in ((string, string, string)[])[("C", "UTC", "1"), ("tr_TR.UTF-8", "Pacific/Kiritimati", "0"), ("de_DE.UTF-8", "Pacific/Pago_Pago", "1")])
        {
            var result = Tool.Run(_folder.Path, [], ["convert", "in.csv", "--to", "alpaca"], ("LANG", language), ("LC_ALL", language), ("TZ", zone), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", invariant));
            Assert.Equal(0, result.Exit);
            outputs.Add(result.Output);
        }

        Assert.All(outputs, o => Assert.Equal(outputs[0], o));
    }

    [Fact]
    public void A_report_for_machines_is_one_JSON_object()
    {
        _folder.Put("in.csv", Csv + "x\n");
        var result = Tool.Run(_folder.Path, "convert", "in.csv", "--to", "alpaca", "-o", "out.jsonl", "--json");
        using var report = JsonDocument.Parse(result.Output);
        Assert.Equal((1, 3, 2, 1), (result.Exit, report.RootElement.GetProperty("ledger").GetProperty("read").GetInt32(), report.RootElement.GetProperty("ledger").GetProperty("written").GetInt32(), report.RootElement.GetProperty("ledger").GetProperty("rejected").GetInt32()));
        Assert.Equal("DK9002", report.RootElement.GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void A_dry_run_shows_examples_and_writes_nothing()
    {
        _folder.Put("in.csv", "question,answer\na,b\n");
        var result = Tool.Run(_folder.Path, "convert", "in.csv", "--to", "alpaca", "-o", "out.jsonl", "--dry-run");
        Assert.Equal("{\"instruction\":\"a\",\"input\":\"\",\"output\":\"b\"}\n", result.Output);
        Assert.Contains("instruction=question, output=answer", result.Error, StringComparison.Ordinal);
        Assert.Equal(["in.csv"], _folder.Files);
    }

    [Fact]
    public void Compressed_files_and_patterns_are_read_and_written()
    {
        _folder.Put("a.csv", Csv);
        _folder.Put("b.csv", Csv);
        Assert.Equal(0, Tool.Run(_folder.Path, "convert", "*.csv", "--to", "alpaca", "-o", "all.jsonl.gz").Exit);
        var result = Tool.Run(_folder.Path, "count", "all.jsonl.gz", "--tokenizer", "gpt-4o", "--json");
        using var counts = JsonDocument.Parse(result.Output);
        Assert.Equal((4, 12), (counts.RootElement.GetProperty("examples").GetInt32(), counts.RootElement.GetProperty("tokens").GetInt32()));
    }

    [Fact]
    public void Messages_are_grouped_into_chats_with_a_constant_system_prompt()
    {
        _folder.Put("in.csv", "ticket,author,text\n1,user,Hi\n2,customer,Q\n1,assistant,Hello\n2,agent,A\n");
        var result = Tool.Run(_folder.Path, "convert", "in.csv", "--group-by", "ticket", "--role", "author", "--content", "text", "--system", "Be kind", "--to", "openai");
        Assert.Equal("{\"messages\":[{\"role\":\"system\",\"content\":\"Be kind\"},{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"Hello\"}]}", result.Output.Split('\n')[0]);
        Assert.Contains("4 read = 2 written + 2 merged", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Detection_tells_what_a_whole_file_holds()
    {
        _folder.Put("in.json", "[{\"conversations\":[{\"from\":\"human\",\"value\":\"a\"},{\"from\":\"bing\",\"value\":\"b\"}]},{\"x\":1}]");
        var result = Tool.Run(_folder.Path, "detect", "in.json", "--json");
        using var detection = JsonDocument.Parse(result.Output);
        Assert.Equal(0, result.Exit);
        Assert.Equal((1, 1), (detection.RootElement.GetProperty("formats").GetProperty("sharegpt").GetInt32(), detection.RootElement.GetProperty("formats").GetProperty("unknown").GetInt32()));
        Assert.Equal(1, detection.RootElement.GetProperty("roles").GetProperty("bing").GetInt32());
    }
}
