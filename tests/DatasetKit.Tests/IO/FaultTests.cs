using System.IO.Compression;
using System.Text;
using DatasetKit.IO;

namespace DatasetKit.Tests.IO.Containers;

/// <summary>Broken inputs with the code and place they end with.</summary>
public sealed class FaultTests
{
    private static readonly ReadOptions Defaults = ReadOptions.Default;

    public static TheoryData<string, string, string, string, long, int, int> Rejected => new()
    {
        // what, file name, content, code, line, column, records that are kept
        { "unclosed quote, at the quote", "a.csv", "q,a\nhi,there\nx,\"bro\"\"ken, y\nlast,row\n", "DK9001", 3, 3, 1 },
        { "short row", "a.csv", "q,a\r\nx\r\nb,c\r\n", "DK9002", 2, 2, 1 },
        { "long row, at the extra field", "a.csv", "q,a\nx,yé,z\nb,c\n", "DK9003", 2, 6, 1 },
        { "long row, at the quote of the extra field", "a.csv", "q,a\nx,y,\"z\"\"\"\nb,c\n", "DK9003", 2, 5, 1 },
        { "text after a quote", "a.csv", "q,a\n\"x\"y,b\nb,c\n", "DK9004", 2, 4, 1 },
        { "backslash quotes", "a.csv", "q,a\n\"he said \\\"hi\\\"\",x\nb,c\n", "DK9004", 2, 12, 1 },
        { "a mark in the middle", "a.csv", "q,a\nx,y\n\uFEFFq,a\n", "DK9013", 3, 1, 1 },
        { "a fault in the second line of a record", "a.csv", "q,a\n\"x\ny\",b,c\nb,c\n", "DK9003", 3, 6, 1 },
        { "truncated last line", "a.jsonl", "{\"a\":1}\n{\"a\":\"x", "DK9101", 2, 8, 1 },
        { "trailing comma", "a.jsonl", "{\"a\":1}\n{\"é\":1,}\n", "DK9102", 2, 8, 1 },
        { "single quotes", "a.jsonl", "{'a':1}\n{\"a\":1}\n", "DK9102", 1, 2, 1 },
        { "repeated key", "a.jsonl", "{\"a\":1,\"a\":2}\n{\"a\":1}\n", "DK9103", 1, 8, 1 },
        { "repeated key, one escaped", "a.jsonl", "{\"a\":1,\"\\u0061\":2}\n{\"a\":1}\n", "DK9103", 1, 8, 1 },
        { "lone surrogate", "a.jsonl", "{\"a\":\"x\\ud800\"}\n{\"a\":1}\n", "DK9105", 1, 8, 1 },
        { "NaN", "a.jsonl", "{\"a\":NaN}\n{\"a\":1}\n", "DK9102", 1, 6, 1 },
        { "two objects on a line", "a.jsonl", "{\"a\":1} {\"a\":2}\n{\"a\":1}\n", "DK9106", 1, 9, 1 },
        { "text after an object", "a.jsonl", "{\"a\":1} x\n{\"a\":1}\n", "DK9102", 1, 9, 1 },
        { "raw control character", "a.jsonl", "{\"a\":\"x\ty\"}\n{\"a\":1}\n", "DK9102", 1, 8, 1 },
        { "a mark before a line", "a.jsonl", "{\"a\":1}\n\uFEFF{\"a\":1}\n", "DK9111", 2, 1, 1 },
        { "first line broken in a .json of lines", "a.json", "{\"a\":\n{\"a\":1}\n{\"a\":2}\n", "DK9101", 1, 6, 2 },
        { "repeated key in an array", "a.json", "[{\"a\":1},\n {\"b\":1,\"b\":2},\n {\"a\":3}]", "DK9103", 2, 9, 2 },
        { "array never closed", "a.json", "[{\"a\":1},\n{\"a\":2}", "DK9110", 2, 8, 2 },
        { "text after the array", "a.json", "[{\"a\":1}]\nx", "DK9110", 2, 1, 1 },
        { "missing comma in an array", "a.json", "[{\"a\":1}\n{\"a\":2}]", "DK9110", 2, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Rejected))]
    public void The_bad_record_is_rejected_at_its_place_and_the_others_are_kept(string what, string name, string content, string code, long line, int column, int kept)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        var read = ReadContainer.Of(bytes, name);
        Assert.Null(read.Refusal);
        var fault = Assert.Single(read.Rejects);
        Assert.True((code, line, column) == (fault.Code, fault.Location.Line, fault.Location.Column), $"{what}: {fault}");
        Assert.Equal(kept, read.Values.Count());
        Assert.DoesNotContain('\n', fault.Message);
        read.AssertLedger(bytes);

        // With a mark before it, the same at the same place, three bytes on.
        byte[] marked = [0xEF, 0xBB, 0xBF, .. bytes];
        var again = ReadContainer.Of(marked, name);
        again.AssertLedger(marked);
        Assert.Equal(fault.Location with { ByteOffset = fault.Location.ByteOffset + 3 }, Assert.Single(again.Rejects).Location);
    }

    public static TheoryData<string, string, string, string, long> Refused => new()
    {
        { "duplicate header", "a.csv", "a,b,a\n1,2,3\n", "DK9007", 1 },
        { "empty header cell", "a.csv", "a,,b\n1,2,3\n", "DK9008", 1 },
        { "broken header", "a.csv", "a,\"b\n1,2\n", "DK9001", 1 },
        { "two marks", "a.csv", "\uFEFF\uFEFFa,b\n1,2\n", "DK9013", 1 },
        { "two delimiters", "a.csv", "a;b,c\n1;2,3\n", "DK9011", 1 },
        { "pretty-printed lines", "a.jsonl", "{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n", "DK9107", 1 },
        { "zip", "a.csv", "PK\u0003\u0004xxxx", "DK9205", 0 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_read_as_a_whole_is_refused(string what, string name, string content, string code, long line)
    {
        var refusal = ReadContainer.Of(content, name).Refusal?.Finding;
        Assert.True(refusal is not null && (code, line) == (refusal.Code, refusal.Location.Line), $"{what}: {refusal}");
    }

    [Theory]
    [InlineData("gb18030", "问题,答案\n你好𠀀,世界\n再见,朋友\n")]
    [InlineData("shift_jis", "質問,答え\nこんにちは,世界\nさようなら,友\n")]
    [InlineData("big5", "問題,答案\n你好,世界\n再見,朋友\n")]
    [InlineData("euc-kr", "질문,답\n안녕,세계\n잘가,친구\n")]
    [InlineData("windows-1252", "question,answer\n“café”,naïve\nüber,“x”\n")]
    public void Other_encodings_are_refused_unnamed_and_read_when_named(string encoding, string content)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding(encoding).GetBytes(content);
        var refusal = ReadContainer.Of(bytes, "a.csv").Refusal;
        Assert.Equal("DK9202", refusal!.Finding.Code);
        Assert.Contains("--encoding", refusal.Finding.Message, StringComparison.Ordinal);

        var read = ReadContainer.Of(bytes, "a.csv", Defaults with { Encoding = encoding });
        Assert.Equal(ReadContainer.Of(content, "a.csv").Values, read.Values);
        read.AssertPlaces(bytes);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("utf-32BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", false)]
    [InlineData("utf-32BE", false)]
    public void Wide_encodings_are_read_with_a_mark_and_refused_without(string name, bool marked)
    {
        var encoding = Encoding.GetEncoding(name);
        foreach (var (file, content) in new[] { ("a.csv", "q,a\r\nhé𠀀,\"你\n好\"\r\n\r\nx\r\nb,c"), ("a.jsonl", "{\"a\":\"é\"}\n\n{\"a\":\"𠀀\"\n{\"b\":1}\n"), ("a.json", " [{\"a\":\"é𠀀\"}, {\"b\":1}]\n") })
        {
            byte[] bytes = [.. marked ? encoding.GetPreamble() : [], .. encoding.GetBytes(content)];
            var read = ReadContainer.Of(bytes, file);
            if (!marked)
            {
                Assert.Equal("DK9203", read.Refusal!.Finding.Code);
                Assert.Contains(name, read.Refusal.Message, StringComparison.OrdinalIgnoreCase);
                read = ReadContainer.Of(bytes, file, Defaults with { Encoding = name });
            }

            Assert.Null(read.Refusal);
            Assert.Equal(ReadContainer.Of(content, file).Values, read.Values);
            read.AssertPlaces(bytes);
            foreach (var record in read.Stretches.Where(s => s.Kind is SpanKind.Record or SpanKind.Reject))
            {
                Assert.StartsWith(Encoding.UTF8.GetString(Convert.FromHexString(record.Raw)), encoding.GetString(bytes, (int)record.Offset, (int)record.Length), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Bytes_that_cannot_be_decoded_reject_their_record_with_its_original_bytes()
    {
        byte[] bytes = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("q,a\nx,y\nbad"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes(",z\nb,c\n")];
        var read = ReadContainer.Of(bytes, "a.csv");
        var reject = read.Stretches.Single(s => s.Problem is not null);
        Assert.Equal("DK9201", reject.Problem!.Code);
        Assert.Equal((3L, 4), (reject.Problem.Location.Line, reject.Problem.Location.Column));
        Assert.Equal([.. Encoding.Unicode.GetBytes("bad"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes(",z")], Convert.FromHexString(reject.Raw));
        Assert.Equal(2, read.Values.Count());
        read.AssertPlaces(bytes);

        bytes = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("q"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes(",a\nb,c\n")];
        var refusal = ReadContainer.Of(bytes, "a.csv").Refusal!.Finding;
        Assert.Equal(("DK9202", 1L, 2), (refusal.Code, refusal.Location.Line, refusal.Location.Column));
    }

    [Theory]
    [InlineData("q,a\n1,x\n2,caf\xE9\n", "DK9202")]
    [InlineData("q,a\n1,\xC3\xA9\n2,caf\xE9\n", "DK9201")]
    [InlineData("q,a\n1,x\n2,\xC0\xAF\n", "DK9201")]
    [InlineData("q,a\n1,x\n2,\xED\xA0\x80\n", "DK9201")]
    [InlineData("q,a\n1,x\n2,\xF4\x90\x80\x80\n", "DK9201")]
    [InlineData("{\"a\":1}\n{\"a\":\"\xE9\"}\n", "DK9201")]
    public void One_damaged_record_is_rejected_and_another_encoding_refused(string latin1, string code)
    {
        var bytes = Encoding.Latin1.GetBytes(latin1);
        var read = ReadContainer.Of(bytes, latin1[0] == '{' ? "a.jsonl" : "a.csv");
        Assert.Equal(code, Assert.Single(read.Faults).Code);
        Assert.Equal(code == "DK9202" ? 0 : 1, read.Values.Count());
    }

    [Fact]
    public void A_character_cut_at_the_end_of_the_head_says_nothing()
    {
        var text = "[" + string.Join(',', Enumerable.Repeat("{\"a\":\"你好\"}", 80_000)) + "]";
        for (var shift = 0; shift < 3; shift++)
        {
            var read = ReadContainer.Of(new string(' ', shift) + text, "a.json");
            Assert.Empty(read.Faults);
            Assert.Equal(80_000, read.Values.Count());
        }
    }

    [Fact]
    public void Line_ends_and_blank_lines_of_all_kinds_are_read()
    {
        foreach (var content in new[] { "q,a\rb,c\rd,e", "q,a\r\nb,c\nd,e\r", "\n\r\nq,a\n\nb,c\n\r\nd,e\n\n", "sep=;\r\nq;a\r\nb;c\nd;e" })
        {
            var bytes = Encoding.UTF8.GetBytes(content);
            var read = ReadContainer.Of(bytes, "a.csv");
            Assert.Empty(read.Faults);
            Assert.Equal(["{\"q\":\"b\",\"a\":\"c\"}", "{\"q\":\"d\",\"a\":\"e\"}"], read.Values);
            read.AssertLedger(bytes);
        }

        Assert.Equal(["{\"q\":\"a\"}", "{\"q\":\"\"}", "{\"q\":\"b\"}"], ReadContainer.Of("q\na\n\nb\n", "a.csv").Values);
        var headless = ReadContainer.Of("\n\na\n\nb"u8.ToArray(), "a.csv", Defaults with { HasHeader = false, Columns = ["q"] });
        Assert.Equal(["{\"q\":\"\"}", "{\"q\":\"\"}", "{\"q\":\"a\"}", "{\"q\":\"\"}", "{\"q\":\"b\"}"], headless.Values);
        headless.AssertLedger("\n\na\n\nb"u8.ToArray());
        Assert.Equal("DK9014", Assert.Single(ReadContainer.Of("q,a\na\0b,c\n", "a.csv").Warnings).Code);
        Assert.Equal("DK9005", Assert.Single(ReadContainer.Of("q,a\nx\"y,c\n", "a.csv").Warnings).Code);
    }

    [Theory]
    [InlineData("q,a\r\nb,c\nd,e\r\nf,g\n", 2, "LF or CR", "CRLF")]
    [InlineData("q,a\nb,c\nd,e\rf,g\r", 3, "CR", "LF")]
    [InlineData("q,a\rb,c\rd,e\r\nf,g\n", 3, "CRLF", "CR")]
    [InlineData("q,a\nb,c\n\r\nd,e\n", 3, "CRLF", "LF")]
    [InlineData("\r\nq,a\nb,c\n", 2, "LF or CR", "CRLF")]
    [InlineData("q,a\rb,\"c\nd\"\ne,f", 2, "LF", "CR")]
    [InlineData("q,a\nb,\"c\r\"\nd,\"\r\n\"\n", 0, "", "")]
    [InlineData("q,a\rb,\"c\n\"\rd,e\r\r", 0, "", "")]
    [InlineData("q,a\r\nb,\"c\nd\r\"\r\n", 0, "", "")]
    public void Line_ends_of_two_kinds_are_said_once_and_those_in_quotes_are_text(string content, long line, string here, string before)
    {
        foreach (var (options, step) in new[] { (Defaults, int.MaxValue), (Defaults with { BufferBytes = 1 }, 1), (Defaults with { Escape = '\\', BufferBytes = 1 }, 1) })
        {
            var read = ReadContainer.Of(() => InputFile.FromStream(new SlowStream(Encoding.UTF8.GetBytes(content), step), "a.csv", options));
            Assert.Empty(read.Faults);
            Assert.Equal(
                line == 0 ? [] : [("DK9015", line, $"lines end with {here} here and with {before} before; all are read")],
                read.Warnings.Select(w => (w.Code, w.Location.Line, w.Message)));
        }
    }

    [Fact]
    public void Options_of_tables_do_what_they_say()
    {
        Assert.Equal(["{\"q\":\"1\",\"a\":\"2\"}"], ReadContainer.Of("Report of May\r\ntotal\rq,a\n1,2\n", "a.csv", Defaults with { SkipLines = 2 }).Values);
        Assert.Equal(["{\"q\":\"1\",\"a\":\"2\"}"], ReadContainer.Of("1,2\n", "a.csv", Defaults with { HasHeader = false, Columns = ["q", "a"] }).Values);
        Assert.Equal(["{\"q\":\"\\\"1\",\"a\":\"2\\\"\"}"], ReadContainer.Of("q\ta\n\"1\t2\"\n", "a.tsv").Values);
        Assert.Equal(["{\"q\":\"1\",\"a\":\"2\"}"], ReadContainer.Of("q\ta\n\"1\"\t2\n", "a.tsv", Defaults with { Quote = '"' }).Values);

        var lines = ReadContainer.Of("q,a\nx,\"open\nb,c\n", "a.csv", Defaults with { Multiline = false });
        Assert.Equal(("DK9006", 2L, 3), (lines.Rejects.Single().Code, lines.Rejects.Single().Location.Line, lines.Rejects.Single().Location.Column));
        Assert.Equal(["{\"q\":\"b\",\"a\":\"c\"}"], lines.Values);
    }

    [Fact]
    public void Wide_and_long_and_many_are_read()
    {
        var columns = string.Join(',', Enumerable.Range(0, 10_000).Select(i => "c" + i));
        Assert.Single(ReadContainer.Of(columns + "\n" + columns + "\n", "a.csv").Values);
        Assert.Empty(ReadContainer.Of("{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"k{i}\":1")) + "}\n", "a.jsonl").Faults);
        Assert.Equal("DK9104", ReadContainer.Of(new string('[', 100_000) + new string(']', 100_000) + "\n{}\n", "a.jsonl").Faults.Single().Code);
        Assert.Equal("DK9104", ReadContainer.Of("[" + string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000) + ",{}]", "a.json").Faults.Single().Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    public void A_record_over_the_limit_is_found_whatever_the_buffer(int buffer)
    {
        var options = Defaults with { MaxRecordBytes = 100, BufferBytes = buffer };
        var (fits, over) = (new string('x', 92), new string('x', 93));
        var lines = ReadContainer.Of($"{{\"a\":\"{fits}\"}}\n{{\"a\":\"{over}\"}}\n{{\"a\":\"{new string('y', 100_000)}\"}}\n{{\"b\":1}}\n", "a.jsonl", options);
        Assert.Equal([("DK9109", 2L), ("DK9109", 3L)], lines.Rejects.Select(f => (f.Code, f.Location.Line)));
        Assert.Equal(2, lines.Values.Count());

        var table = ReadContainer.Of(string.Concat(Enumerable.Repeat("q,a\n" + new string('x', 98) + ",y\n", 1)), "a.csv", options);
        Assert.Empty(table.Faults);
        var many = "q,a\n" + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{i},y\n"));
        Assert.Equal(5_000, ReadContainer.Of(many, "a.csv", options).Values.Count());
        var refusal = ReadContainer.Of(many + "\"" + new string('x', 500_000), "a.csv", options).Refusal!.Finding;
        Assert.Equal(("DK9016", 5_002L), (refusal.Code, refusal.Location.Line));
        Assert.Equal("DK9109", ReadContainer.Of($"[{{\"a\":\"{over}\"}}]", "a.json", options).Refusal!.Finding.Code);
    }

    [Fact]
    public void Gzip_that_is_cut_anywhere_is_refused()
    {
        using var folder = new TempFolder();
        var text = string.Concat(Enumerable.Range(0, 200).Select(i => $"{{\"a\":\"{i * 7919 % 1000}\"}}\n"));
        var whole = Compress(text);
        Assert.Equal(200, Open(whole).Values.Count());
        Assert.Equal(400, Open([.. whole, .. whole]).Values.Count());
        for (var length = 1; length < whole.Length; length++)
        {
            Assert.True(Open(whole[..length]).Refusal?.Finding.Code == "DK9304", $"cut at {length} of {whole.Length}");
        }

        foreach (var at in new[] { whole.Length - 6, whole.Length - 2, whole.Length / 2 })
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x10;
            Assert.Equal("DK9304", Open(damaged).Refusal?.Finding.Code);
        }

        Assert.Equal("DK9304", Open([.. whole, .. "garbage"u8]).Refusal?.Finding.Code);
        Assert.Equal("DK9304", Open([.. whole, .. whole[..30]]).Refusal?.Finding.Code);
        Assert.Equal("DK9304", Open("q,a\n1,2\n"u8.ToArray()).Refusal?.Finding.Code);

        ReadContainer Open(byte[] bytes)
        {
            File.WriteAllBytes(folder["a.jsonl.gz"], bytes);
            return ReadContainer.Of(() => InputFile.Open(folder["a.jsonl.gz"], Defaults));
        }
    }

    [Fact]
    public void A_compression_bomb_is_refused()
    {
        using var folder = new TempFolder();
        using (var gzip = new GZipStream(File.Create(folder["a.csv.gz"]), CompressionLevel.Fastest))
        {
            var text = new byte[1024 * 1024];
            text.AsSpan().Fill((byte)'x');
            for (var i = 0; i < 200; i++)
            {
                gzip.Write(text);
            }
        }

        var read = ReadContainer.Of(() => InputFile.Open(folder["a.csv.gz"], Defaults));
        Assert.Contains(read.Refusal!.Finding.Code, new[] { "DK9305", "DK9016" });
    }

    [Fact]
    public void An_input_that_changes_while_it_is_read_is_noticed()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.jsonl", "{\"a\":1}\n");
        using var file = InputFile.Open(path, Defaults);
        file.VerifyUnchanged();
        File.AppendAllText(path, "{\"a\":2}\n");
        Assert.Equal("DK9303", Assert.Throws<InputException>(file.VerifyUnchanged).Finding.Code);
    }

    [Fact]
    public void Objects_one_after_the_other_are_read_when_asked_for()
    {
        var options = Defaults with { Concatenated = true };
        foreach (var content in new[] { "{\"a\":1}{\"a\":2}\n", "{\n\"a\":1\n}\n{\n\"a\":2\n}", "{\"a\":1}\n{\"a\":\n2}" })
        {
            var read = ReadContainer.Of(content, "a.jsonl", options);
            Assert.Equal(["{\"a\":1}", "{\"a\":2}"], read.Values);
            read.AssertLedger(Encoding.UTF8.GetBytes(content));
        }

        Assert.Equal(["{\"a\":1}"], ReadContainer.Of("{\n\"a\": 1\n}\n", "a.json").Values);
    }

    private static byte[] Compress(string text)
    {
        var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return target.ToArray();
    }
}
