using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests;

public sealed class DatasetTests : IDisposable
{
    private static readonly PairFormat Pairs = new();
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_CSV_becomes_JSON_Lines_in_one_line_of_code()
    {
        var report = await Dataset.ReadCsv(Put("faq.csv", "Question,Answer\nHow?,\"So, \"\"and\"\" so\"\nWhy?,Because\n"), row => Example.Instruct(row["Question"], row["Answer"]))
            .WriteAsync(At("faq.jsonl"), Pairs, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("{\"q\":\"How?\",\"a\":\"So, \\\"and\\\" so\"}\n{\"q\":\"Why?\",\"a\":\"Because\"}\n", Read("faq.jsonl"));
        Assert.Equal(new Ledger(2, 0, 2, 0, 0, 0, 0), report.Ledger);
        Assert.True(report.IsClean);
    }

    [Fact]
    public async Task Every_record_is_written_rejected_or_filtered()
    {
        var input = Put("in.jsonl", "{\"q\":\"1\",\"a\":\"x\"}\nbroken\n\n{\"q\":\"2\"}\n{\"q\":\"3\",\"a\":\"x\"}\n{\"q\":\"unwritable\",\"a\":\"x\"}\n[1]\n");
        var report = await Dataset.Read(input, Pairs).Where(e => e.Instruction != "3").WriteAsync(At("out.jsonl"), Pairs, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(new Ledger(6, 0, 1, 4, 1, 0, 0), report.Ledger);
        Assert.True(report.Ledger.Balances);
        Assert.Equal(["DK9102 2 broken", "DK1017 4 {\"q\":\"2\"}", "DK1016 6 {\"q\":\"unwritable\",\"a\":\"x\"}", "DK1014 7 [1]"], Rejects("out.jsonl.rejects.jsonl"));
    }

    [Fact]
    public async Task A_rejected_conversation_brings_the_raw_bytes_of_all_its_records()
    {
        var input = Put("in.csv", "id,role,content\n1,user,a\n2,user,b\n1,user,\"c\nd\"\n2,agent,e\n");
        var report = await Dataset.ReadGrouped([input], "id", "role", "content").Validate(RuleSet.Default)
            .WriteAsync(At("out.jsonl"), RecordFormat.OpenAIChat, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(new Ledger(4, 0, 1, 1, 0, 0, 2), report.Ledger);
        Assert.Equal(["DK1008 2 1,user,a\n1,user,\"c\nd\"\n"], Rejects("out.jsonl.rejects.jsonl"));
    }

    [Fact]
    public async Task No_rejects_make_no_rejects_file()
    {
        await Dataset.Read(Put("in.jsonl", "{\"q\":\"1\",\"a\":\"x\"}\n"), Pairs).WriteAsync(At("out.jsonl"), Pairs, cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(File.Exists(At("out.jsonl.rejects.jsonl")));
    }

    [Fact]
    public async Task Taking_reads_no_further_than_it_must_and_says_where_it_stopped()
    {
        var input = Put("in.jsonl", string.Concat(Enumerable.Range(0, 1000).Select(i => $"{{\"q\":\"{i}\",\"a\":\"x\"}}\n")));
        var report = await Dataset.Read(input, Pairs).Take(3).WriteAsync(At("out.jsonl"), Pairs, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(new Ledger(3, 0, 3, 0, 0, 0, 0), report.Ledger);
        Assert.Equal(3 * 18, report.Inputs[0].NotReadFrom);
    }

    [Fact]
    public async Task Datasets_follow_each_other_in_order()
    {
        var first = Dataset.Read(Put("a.jsonl", "{\"q\":\"1\",\"a\":\"x\"}\n"), Pairs);
        var second = Dataset.From([Example.Instruct("2", "y")]);
        await first.Concat(second).Select(e => e.WithTurn(e.Instruction, default, e.Output + "!")).WriteAsync(At("out.jsonl"), Pairs, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("{\"q\":\"1\",\"a\":\"x!\"}\n{\"q\":\"2\",\"a\":\"y!\"}\n", Read("out.jsonl"));
    }

    [Fact]
    public async Task A_dataset_can_be_enumerated_again_and_left_early()
    {
        var dataset = Dataset.Read(Put("in.jsonl", string.Concat(Enumerable.Range(0, 2000).Select(i => $"{{\"q\":\"{i}\",\"a\":\"x\"}}\n"))), Pairs);
        var kept = new List<Example>();
        await foreach (var example in dataset)
        {
            kept.Add(example);
        }

        Assert.Equal(Enumerable.Range(0, 2000).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), kept.Select(e => e.Instruction.ToString()));
        await foreach (var example in dataset)
        {
            Assert.Equal("0", example.Instruction.ToString());
            break;
        }
    }

    [Fact]
    public async Task Enumerating_throws_at_a_bad_record_because_there_is_no_report_for_it()
    {
        var dataset = Dataset.Read(Put("in.jsonl", "{\"q\":\"1\",\"a\":\"x\"}\n{\"q\":"), Pairs);
        var fault = await Assert.ThrowsAsync<RecordException>(async () =>
        {
            await foreach (var _ in dataset)
            {
            }
        });
        Assert.Equal(("DK9101", 2L), (fault.Finding.Code, fault.Finding.Location.Line));
    }

    [Fact]
    public async Task A_lenient_short_row_does_not_hide_the_column_from_the_rows_after_it()
    {
        var input = Put("in.csv", "q,a,b\n1,x\n2,y,z\n");
        await Dataset.Read(input, Pairs, new ReadOptions { Lenient = true }).Select(e => e.WithTurn(e.Instruction, default, e.Metadata["b"].Text.IsAbsent ? "none" : e.Metadata["b"].Text))
            .WriteAsync(At("out.jsonl"), Pairs, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["none", "z"], File.ReadLines(At("out.jsonl")).Select(l => JsonValue.Parse(l)["a"].Text.ToString()));
    }

    [Fact]
    public async Task What_the_format_has_no_field_for_is_a_counted_loss()
    {
        var input = Put("in.jsonl", "{\"q\":\"1\",\"a\":\"x\",\"extra\":1.10}\n{\"q\":\"2\",\"a\":\"x\",\"extra\":null}\n");
        var report = await Dataset.Read(input, Pairs).WriteAsync(At("out.jsonl"), Pairs, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(("extra", 2L), (report.Losses[0].Field, report.Losses[0].Count));
        await Dataset.Read(input, Pairs).WriteAsync(At("kept.jsonl"), Pairs, new WriteOptions { Extra = ExtraPolicy.Keep }, TestContext.Current.CancellationToken);
        Assert.Equal("{\"q\":\"1\",\"a\":\"x\",\"datasetkit\":{\"metadata\":{\"extra\":1.10}}}", Read("kept.jsonl").Split('\n')[0]);
    }

    [Theory]
    [InlineData("lossless")]
    [InlineData("count")]
    [InlineData("share")]
    public async Task A_run_that_must_not_lose_or_reject_publishes_nothing(string what)
    {
        var input = Put("in.jsonl", "{\"q\":\"1\",\"a\":\"x\",\"extra\":1}\nbroken\nbroken\n");
        File.WriteAllText(At("out.jsonl"), "old");
        var options = what switch
        {
            "lossless" => new WriteOptions { Force = true, Lossless = true },
            "count" => new WriteOptions { Force = true, MaxRejects = 1 },
            _ => new WriteOptions { Force = true, MaxRejectShare = 0.5 },
        };
        await Assert.ThrowsAnyAsync<DatasetKitException>(() => Dataset.Read(input, Pairs).WriteAsync(At("out.jsonl"), Pairs, options, TestContext.Current.CancellationToken));
        Assert.Equal("old", Read("out.jsonl"));
        Assert.Equal(["in.jsonl", "out.jsonl"], Directory.GetFiles(_folder.Path).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_run_publishes_nothing()
    {
        using var stop = new CancellationTokenSource();
        var input = Put("in.jsonl", "{\"q\":\"1\",\"a\":\"x\"}\n");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Dataset.Read(input, Pairs).Where(_ => Cancel(stop)).WriteAsync(At("out.jsonl"), Pairs, cancellationToken: stop.Token));
        Assert.Equal(["in.jsonl"], Directory.GetFiles(_folder.Path).Select(f => Path.GetFileName(f)!));
    }

    [Fact]
    public async Task An_output_that_is_an_input_is_refused_even_by_force()
    {
        var input = Put("in.jsonl", "{\"q\":\"1\",\"a\":\"x\"}\n");
        var fault = await Assert.ThrowsAsync<OutputException>(() => Dataset.Read(input, Pairs).WriteAsync(input, Pairs, new WriteOptions { Force = true }, TestContext.Current.CancellationToken));
        Assert.Equal(OutputFault.IsInput, fault.Kind);
    }

    [Fact]
    public async Task A_file_without_records_is_refused_unless_that_is_allowed()
    {
        var input = Put("in.csv", "q,a\n");
        await Assert.ThrowsAsync<InputException>(() => Dataset.Read(input, Pairs).WriteAsync(At("out.jsonl"), Pairs, null, TestContext.Current.CancellationToken));
        var report = await Dataset.Read(input, Pairs, new ReadOptions { AllowEmpty = true }).WriteAsync(At("out.jsonl"), Pairs, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(("", 0L), (Read("out.jsonl"), report.Ledger.Read));
    }

    [Fact]
    public async Task Patterns_are_sorted_by_ordinal_name_and_named_files_keep_their_order()
    {
        foreach (var name in (string[])["b", "B", "a", "é"])
        {
            Put($"in-{name}.jsonl", $"{{\"q\":\"{name}\",\"a\":\"x\"}}\n");
        }

        var report = await Dataset.Read(At("in-*.jsonl"), Pairs).WriteAsync(At("out.jsonl"), Pairs, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["in-B.jsonl", "in-a.jsonl", "in-b.jsonl", "in-é.jsonl"], report.Inputs.Select(i => Path.GetFileName(i.Name)));
        Assert.Throws<InputException>(() => Dataset.Read(At("none-*.jsonl"), Pairs));
    }

    [Theory]
    [InlineData("out.json", "[\n{\"q\":\"é\",\"a\":\"x,\\ny\"},\n{\"q\":\"2\",\"a\":\"=1\"}\n]\n")]
    [InlineData("out.csv", "q,a\né,\"x,\ny\"\n2,=1\n")]
    [InlineData("out.tsv", "q\ta\né\t\"x,\ny\"\n2\t=1\n")]
    [InlineData("out.jsonl", "{\"q\":\"é\",\"a\":\"x,\\ny\"}\n{\"q\":\"2\",\"a\":\"=1\"}\n")]
    public async Task The_ending_of_the_output_decides_its_container(string name, string expected)
    {
        var examples = Dataset.From([Example.Instruct("é", "x,\ny"), Example.Instruct("2", "=1")]);
        await examples.WriteAsync(At(name), Pairs, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(expected, Read(name));
    }

    [Fact]
    public async Task An_array_can_be_indented_and_kept_in_ASCII_as_Python_writes_it()
    {
        await Dataset.From([Example.Instruct("é😀", "x")]).WriteAsync(At("out.json"), Pairs, new WriteOptions { Indent = 4, Ascii = true }, TestContext.Current.CancellationToken);
        Assert.Equal("[\n    {\n        \"q\": \"\\u00e9\\ud83d\\ude00\",\n        \"a\": \"x\"\n    }\n]\n", Read("out.json"));
    }

    [Fact]
    public void The_ledger_balances_and_no_raw_byte_is_lost_whatever_the_damage()
    {
        var run = 0;
        Properties.Check(60, Prop.ForAll(Properties.Seeds, seed =>
        {
            var random = new Random(seed);
            var lines = Enumerable.Range(0, random.Next(1, 400)).Select(i => Damage(random, $"{{\"q\":\"{i}\",\"a\":\"{new string('x', random.Next(200))}\"}}")).ToList();
            var input = Put($"damaged{++run}.jsonl", string.Join('\n', lines));
            var output = At($"out{run}.jsonl");
            BuildReport report;
            try
            {
                report = Dataset.Read(input, Pairs, new ReadOptions { AllowEmpty = true, BufferBytes = random.Next(1, 3000) })
                    .WriteAsync(output, Pairs).GetAwaiter().GetResult();
            }
            catch (InputException)
            {
                Assert.False(File.Exists(output));
                return;
            }

            Assert.True(report.Ledger.Balances);
            Assert.Equal(report.Ledger.Written, File.ReadLines(output).Count());
            var raw = report.RejectsPath is null ? [] : File.ReadLines(report.RejectsPath).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("raw").GetString()!).ToList();
            Assert.Equal(report.Ledger.Rejected, raw.Count);
            var rejected = new HashSet<string>(raw);
            var good = lines.SelectMany(l => l.Split('\n')).Where(l => l.Trim(' ', '\t', '\r').Length > 0 && !rejected.Contains(l)).ToList();
            Assert.Equal(report.Ledger.Written, good.Count);
        }));
    }

    private static string Damage(Random random, string line) => random.Next(12) switch
    {
        0 => line[..random.Next(line.Length)],
        1 => line.Insert(random.Next(line.Length), "\""),
        2 => line + line,
        3 => line.Insert(random.Next(line.Length), "\n"),
        4 => "",
        5 => line.Replace("\"a\"", "\"q\"", StringComparison.Ordinal),
        6 => "null",
        _ => line,
    };

    private static bool Cancel(CancellationTokenSource stop)
    {
        stop.Cancel();
        return true;
    }

    private string At(string name) => Path.Join(_folder.Path, name);

    private string Put(string name, string content)
    {
        File.WriteAllText(At(name), content, new UTF8Encoding(false));
        return At(name);
    }

    private string Read(string name) => File.ReadAllText(At(name));

    private List<string> Rejects(string name) => [.. File.ReadLines(At(name)).Select(l =>
    {
        using var reject = JsonDocument.Parse(l);
        var root = reject.RootElement;
        return $"{root.GetProperty("code").GetString()} {root.GetProperty("line").GetInt64()} {root.GetProperty("raw").GetString()}";
    })];
}
