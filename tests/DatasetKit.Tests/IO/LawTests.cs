using System.Text;
using DatasetKit.IO;
using FsCheck.Fluent;

namespace DatasetKit.Tests.IO.Containers;

/// <summary>What holds for every input: no byte is lost (L2), blocks do not matter (L4), a cited record is bad by itself (L7), nothing crashes (L9).</summary>
public sealed class LawTests
{
    private static readonly ReadOptions Defaults = ReadOptions.Default;

    /// <summary>Small inputs that touch every path of the readers.</summary>
    private static readonly (string Name, byte[] Bytes)[] Seeds =
    [
        ("a.csv", Utf8("q,a\nhello,\"wor\"\"ld\"\r\n\"two\nlines\",é\n\n5\" disk,你好\n")),
        ("a.csv", Utf8("\uFEFFid;text\r\n1;x\r\n2;\"a;b\"\r\n")),
        ("a.csv", Utf8("sep=;\nq;a\n1;2\n")),
        ("a.csv", Utf8("q\na\n\nb\n")),
        ("a.csv", Utf8("q,a\rb,c\rd,\"e\rf\"\r")),
        ("a.tsv", Utf8("q\ta\n\"x\t y\n1\t2\n")),
        ("a.jsonl", Utf8("{\"a\":\"x\\u00e9\\n\",\"n\":1.0}\n\n{\"b\":[1,{\"c\":null}]}\r\n{\"a\":true}")),
        ("a.jsonl", Utf8("\uFEFF{\"a\":1}\n{\"a\":\"你\uD840\uDC00\"}\n")),
        ("a.json", Utf8("[\n  {\"a\": 1},\n  {\"b\": \"]\\\"}\"} , null,[1,[2]] ]\n")),
        ("a.json", Utf8("{\n \"a\": {\"b\": [1, 2]}\n}\n")),
        ("a.jsonl", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{\"a\":\"é\uD840\uDC00\"}\n{\"b\":1}\n")]),
        ("a.csv", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("q,a\r\n\"你,好\",x\r\nb,c\r\n")]),
    ];

    [Fact]
    public void Every_byte_belongs_to_one_stretch_whatever_the_blocks_for_inputs_cut_anywhere()
    {
        foreach (var (name, bytes) in Seeds)
        {
            for (var length = 0; length <= bytes.Length; length++)
            {
                Check(name, bytes[..length]);
            }
        }
    }

    [Fact]
    public void Damaged_inputs_are_read_or_refused_and_a_cited_line_is_bad_by_itself() => Properties.Check(3_000, Prop.ForAll(Properties.Seeds, seed =>
    {
        var (name, bytes) = Seeds[(uint)seed % Seeds.Length];
        Check(name, new RandomInput(seed).Damage(bytes, Seeds[(uint)seed / 16 % Seeds.Length].Bytes));
        return true;
    }));

    /// <summary>Findings of the fuzzing, kept for ever: <c>corpus/NAME.extension</c>.</summary>
    public static TheoryData<string> Corpus => [.. Files()];

    [Theory]
    [MemberData(nameof(Corpus))]
    public void What_once_broke_a_reader_no_longer_does(string file) => Check("x" + Path.GetExtension(file), File.ReadAllBytes(file));

    private static IEnumerable<string> Files()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var corpus = Path.Combine(folder.FullName, "tests", "corpus");
            if (Directory.Exists(corpus))
            {
                return Directory.GetFiles(corpus).Where(f => Path.GetExtension(f) is ".csv" or ".tsv" or ".json" or ".jsonl").Order(StringComparer.Ordinal);
            }
        }

        return [];
    }

    private static void Check(string name, byte[] bytes)
    {
        try
        {
            var read = ReadContainer.Of(bytes, name);
            var wide = bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
            if (read.Refusal is null && wide)
            {
                read.AssertPlaces(bytes);
            }
            else if (read.Refusal is null)
            {
                read.AssertLedger(bytes);
            }

            var expected = read.Fingerprint();
            foreach (var (buffer, step) in new[] { (1, 1), (7, 3), (300, 64 * 1024) })
            {
                var again = ReadContainer.Of(() => InputFile.FromStream(new SlowStream(bytes, step), name, Defaults with { BufferBytes = buffer }));
                Assert.Equal(expected, again.Fingerprint());
            }

            if (name.EndsWith(".jsonl", StringComparison.Ordinal) && read is { Container: "JSON Lines", Refusal: null } && !wide)
            {
                AssertLines(read, bytes);
            }
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{name} {Convert.ToHexString(bytes)} {Encoding.Latin1.GetString(bytes)}: {fault.Message}", fault);
        }
    }

    /// <summary>The slow reference for lines: split at LF, each line by itself gives the same value or the same code.</summary>
    private static void AssertLines(ReadContainer read, byte[] bytes)
    {
        var mark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
        var stretches = read.Stretches.Where(s => s.Kind != SpanKind.ByteOrderMark).ToList();
        var (start, index) = (mark, 0);
        while (start < bytes.Length)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            var next = end < 0 ? bytes.Length : end + 1;
            var stretch = stretches[index++];
            Assert.Equal((start, next - start), (stretch.Offset, stretch.Length));
            var line = bytes.AsSpan(start, (end < 0 ? next : end) - start).ToArray();
            if (stretch.Value is not null)
            {
                Assert.True(ReadContainer.SameJson(stretch.Value, Encoding.UTF8.GetString(line)));
            }
            else if (stretch.Problem is { } problem && line.Length > 0 && line[0] == (byte)'{')
            {
                var alone = ReadContainer.Of([.. line, .. "\n{}\n"u8], "x.jsonl").Faults.FirstOrDefault();
                Assert.True(alone is not null && (alone.Code == problem.Code || alone.Code is "DK9202" or "DK9203" or "DK9107"), $"{problem} but alone {alone}");
            }

            start = next;
        }

        Assert.Equal(stretches.Count, index);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
