using System.Text;
using System.Text.Json;
using DatasetKit.IO;
using FsCheck.Fluent;

namespace DatasetKit.Tests.IO.Containers;

public sealed class EscapedCsvSplitterTests
{
    private static readonly ReadOptions Escaped = ReadOptions.Default with { Escape = '\\' };

    private static readonly string[] Pieces = ["\"", "\\", ",", "\n", "\r\n", "\r", "\\n", "\\\"", "\"\"", "a", "é", "你好", " ", "\t", "'", ";", "\0", "\\\\"];

    [Theory]
    [InlineData("\"he said \\\"hi\\\"\",x", "he said \"hi\"", "x")]
    [InlineData("\"a, \\\"b\\\", c\",d", "a, \"b\", c", "d")]
    [InlineData("\"a\n\\\"b\\\"\r\nc\",d", "a\n\"b\"\r\nc", "d")]
    [InlineData("\"a\\\\\",d", "a\\", "d")]
    [InlineData("\"\\\\\\\"\",\"\\\"\"", "\\\"", "\"")]
    [InlineData("\"two\\nlines\",C:\\new", "two\\nlines", "C:\\new")]
    [InlineData("\"doubled \"\" too\",\"\"", "doubled \" too", "")]
    [InlineData("say \\\"x\\\",5\\\" disk", "say \"x\"", "5\" disk")]
    [InlineData("\\,\"\\\n\"", "\\", "\\\n")]
    public void Quotes_are_escaped_inside_quotes_and_nothing_else_is(string record, string first, string second)
    {
        var bytes = Encoding.UTF8.GetBytes($"q,a\n{record}\nx,y\n");
        var read = ReadContainer.Of(bytes, "a.csv", Escaped);
        Assert.Empty(read.Faults);
        Assert.Equal([Json(first, second), Json("x", "y")], read.Values.Select(Normal));
        read.AssertLedger(bytes);
    }

    [Theory]
    [InlineData("\"a \\\"b\\\"\"c,d", "DK9004", 2, 10)]
    [InlineData("\"a \\\"b\\\",c", "DK9001", 2, 1)]
    [InlineData("\"a\\", "DK9001", 2, 1)]
    [InlineData("\"\\\"\"", "DK9002", 2, 5)]
    [InlineData("\"\\\"\n,\",b,\"\\\"\"", "DK9003", 3, 6)]
    public void What_is_wrong_is_rejected_at_its_place_with_the_bytes_of_the_file(string record, string code, long line, int column)
    {
        var bytes = Encoding.UTF8.GetBytes($"q,a\n{record}");
        var read = ReadContainer.Of(bytes, "a.csv", Escaped);
        var reject = Assert.Single(read.Stretches, s => s.Kind == SpanKind.Reject);
        Assert.Equal((code, line, column), (reject.Problem!.Code, reject.Problem.Location.Line, reject.Problem.Location.Column));
        Assert.Equal(record, Encoding.UTF8.GetString(Convert.FromHexString(reject.Raw)));
        Assert.DoesNotContain("--escape", reject.Problem.Message, StringComparison.Ordinal);
        read.AssertLedger(bytes);
    }

    [Fact]
    public void Without_the_option_the_record_is_rejected_and_the_option_named()
    {
        foreach (var record in new[] { "\"a \\\"b\\\" c\",d", "\"a\\\"\",x\ny,z" })
        {
            var fault = Assert.Single(ReadContainer.Of($"q,a\n{record}\n", "a.csv").Rejects);
            Assert.Contains("--escape '\\'", fault.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("--escape", Assert.Single(ReadContainer.Of("q,a\n\"x\"y,b\n", "a.csv").Rejects).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_in_a_row_outside_quotes_are_refused_because_writers_disagree()
    {
        const string Text = "q,a\nx,\\\\host\\share\n\"\\\\\",\\\n";
        var read = ReadContainer.Of(Text, "a.csv", Escaped);
        Assert.Equal([Json("\\", "\\")], read.Values.Select(Normal));
        var fault = Assert.Single(read.Rejects);
        Assert.Equal(("DK9021", 2L, 3, "a"), (fault.Code, fault.Location.Line, fault.Location.Column, fault.Field));

        read = ReadContainer.Of(Text, "a.csv", Escaped with { Lenient = true });
        Assert.Equal([Json("x", "\\\\host\\share"), Json("\\", "\\")], read.Values.Select(Normal));
        Assert.Equal("DK9021", Assert.Single(read.Warnings).Code);
    }

    [Fact]
    public void Line_breaks_in_quotes_are_forbidden_when_asked_for()
    {
        var read = ReadContainer.Of("q,a\nx,\"op\\\"en\\\nb,c\n", "a.csv", Escaped with { Multiline = false });
        Assert.Equal(("DK9006", 2L, 3), (read.Rejects.Single().Code, read.Rejects.Single().Location.Line, read.Rejects.Single().Location.Column));
        Assert.Equal([Json("b", "c")], read.Values.Select(Normal));
    }

    [Fact]
    public void The_delimiter_is_found_and_other_characters_may_quote_and_escape()
    {
        Assert.Equal([Json("a;\"b", "c,d")], ReadContainer.Of("q;a\n\"a;\\\"b\";c,d\n", "a.csv", Escaped).Values.Select(Normal));
        Assert.Equal([Json("it's", "^x")], ReadContainer.Of("q,a\n'it^'s',^x\n", "a.csv", Escaped with { Quote = '\'', Escape = '^' }).Values.Select(Normal));
        Assert.Equal([Json("a\tb", "c\"d")], ReadContainer.Of("q\ta\n\"a\tb\"\t\"c\\\"d\"\n", "a.tsv", Escaped).Values.Select(Normal));
        Assert.Equal([Json("a\"b", "\\")], ReadContainer.Of("q,a\n\"a\"\"b\",\"\\\"\n", "a.csv", Escaped with { Escape = '"' }).Values.Select(Normal));
        Assert.Throws<DatasetKitException>(() => ReadContainer.Of("q,a\nb,c\n", "a.csv", Escaped with { Escape = ',' }));
        Assert.Throws<DatasetKitException>(() => ReadContainer.Of("q,a\nb,c\n", "a.csv", Escaped with { Escape = 'é' }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    public void A_quote_that_is_never_closed_does_not_fill_the_memory(int buffer)
    {
        var options = Escaped with { MaxRecordBytes = 100, BufferBytes = buffer };
        var refusal = ReadContainer.Of("q,a\nx,y\n\"" + new string('x', 500_000), "a.csv", options).Refusal!.Finding;
        Assert.Equal(("DK9016", 3L), (refusal.Code, refusal.Location.Line));
    }

    [Fact]
    public void What_a_plain_writer_wrote_comes_back_whatever_the_blocks()
    {
        Properties.Check(400, Prop.ForAll(Properties.Seeds, seed =>
        {
#pragma warning disable CA5394 // The seed makes the table.
            var random = new Random(seed);
            var end = random.GetItems<string>(["\n", "\r\n", "\r"], 1)[0];
            var rows = Enumerable.Range(0, random.Next(1, 8)).Select(_ => (Text(random), Text(random))).ToList();
            var file = "q,a" + end + string.Concat(rows.Select(r => Write(r.Item1, random) + "," + Write(r.Item2, random) + end));
            var bytes = Encoding.UTF8.GetBytes(random.Next(4) == 0 ? "\uFEFF" + file : file);
#pragma warning restore CA5394
            foreach (var (buffer, step) in new[] { (64 * 1024, int.MaxValue), (1, 1), (7, 3), (16, 1000) })
            {
                var read = ReadContainer.Of(() => InputFile.FromStream(new SlowStream(bytes, step), "a.csv", Escaped with { BufferBytes = buffer, Encoding = "utf-8" }));
                Assert.Empty(read.Faults);
                Assert.Equal(rows.Select(r => Json(r.Item1, r.Item2)), read.Values.Select(Normal));
                read.AssertLedger(bytes);
            }

            return true;
        }));
    }

    [Fact]
    public void Any_bytes_at_all_are_split_as_the_slow_reference_splits_them()
    {
        Properties.Check(1_500, Prop.ForAll(Properties.Seeds, seed =>
        {
#pragma warning disable CA5394 // The seed makes the input.
            var random = new Random(seed);
            var bytes = Encoding.UTF8.GetBytes("q,a\n" + string.Concat(random.GetItems(Pieces, random.Next(1, 25))));
#pragma warning restore CA5394
            ReferenceReading.AssertSame(bytes, "a.csv", Escaped with { Encoding = "utf-8" }, ReferenceCsv.Split(bytes, ',', '"', '\\'));
            return true;
        }));
    }

#pragma warning disable CA5394 // As above.
    private static string Text(Random random) => string.Concat(random.GetItems(Pieces, random.Next(6)));

    /// <summary>Quoted, with quotes and the escape itself escaped; plain fields only where nothing in them is special.</summary>
    private static string Write(string text, Random random) => text.AsSpan().IndexOfAny("\",\r\n\\") < 0 && random.Next(2) == 0 && text.Length > 0
        ? text
        : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
#pragma warning restore CA5394

    private static string Json(string question, string answer) => JsonSerializer.Serialize(new { q = question, a = answer });

    private static string Normal(string json) => JsonSerializer.Serialize(JsonSerializer.Deserialize<Dictionary<string, string>>(json));
}
