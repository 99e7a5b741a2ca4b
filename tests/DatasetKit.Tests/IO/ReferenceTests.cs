using System.IO.Compression;
using System.Text;
using DatasetKit.IO;
using FsCheck.Fluent;

namespace DatasetKit.Tests.IO.Containers;

/// <summary>
/// Every container against a slow reference that shares no code with its reader: the same stretches, values and codes at any size
/// of blocks (L4), every byte in one stretch (L2), every fault at its place (L7); plain, compressed and in UTF-16.
/// </summary>
public sealed class ReferenceTests
{
    private const int Many = 1_500;
    private const int Some = 150;
    private const int Few = 40;

    /// <summary>The encoding is named, so that nothing is refused for its looks.</summary>
    private static readonly ReadOptions Named = ReadOptions.Default with { Encoding = "utf-8" };

    private static readonly Kind[] Kinds =
    [
        new("comma", "a.csv", Named with { Delimiter = ',' }, random => random.Table(',')),
        new("semicolon", "a.csv", Named with { Delimiter = ';' }, random => random.Table(';')),
        new("single quotes", "a.csv", Named with { Delimiter = ',', Quote = '\'' }, random => random.Table(',')),
        new("escaped quotes", "a.csv", Named with { Delimiter = ',', Escape = '\\' }, random => random.Table(',')),
        new("tab", "a.tsv", Named, random => random.Table('\t')),
        new("quoted tab", "a.tsv", Named with { Quote = '"' }, random => random.Table('\t')),
        new("lines", "a.jsonl", Named, random => random.JsonLines()),
        new("array", "a.json", Named, random => random.JsonArray()),
        new("sequence", "a.json", Named, random => random.JsonSequence()),
        new("concatenated", "a.jsonl", Named with { Concatenated = true }, random => random.JsonSequence()),
    ];

    public static TheoryData<string> Names => [.. Kinds.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whole_inputs_are_split_as_the_reference_splits_them(string name) => ForAll(name, Many, (kind, random) => Assert.True(Check(kind, kind.Make(random))));

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_inputs_are_split_as_the_reference_splits_them(string name)
    {
        var read = 0;
        ForAll(name, Many, (kind, random) => read += Check(kind, random.Damage(kind.Make(random), kind.Make(random))) ? 1 : 0);
        Assert.True(read > Many / 2, $"only {read} were not refused");
    }

    /// <summary>Behind a header, in brackets or behind a good line; objects one after the other have no such frame: where one ends is the question.</summary>
    [Theory]
    [InlineData("comma")]
    [InlineData("semicolon")]
    [InlineData("single quotes")]
    [InlineData("escaped quotes")]
    [InlineData("tab")]
    [InlineData("quoted tab")]
    [InlineData("lines")]
    [InlineData("array")]
    public void A_cited_record_is_bad_by_itself(string name)
    {
        var cited = 0;
        ForAll(name, Some, (kind, random) =>
        {
            var bytes = random.Damage(kind.Make(random), kind.Make(random));
            var read = Read(kind, bytes);
            if (read.Container is not ("CSV" or "TSV" or "JSON Lines" or "JSON array"))
            {
                return;
            }

            var isArray = read.Container == "JSON array";
            var header = read.Stretches.Find(s => s.Kind == SpanKind.Header);
            foreach (var reject in read.Stretches.Where(s => s.Kind == SpanKind.Reject && s.Problem!.Code is not ("DK9106" or "DK9110")))
            {
                var record = bytes.AsSpan((int)reject.Offset, (int)reject.Length).ToArray();
                byte[] alone = header is not null ? [.. Convert.FromHexString(header.Raw), (byte)'\n', .. record]
                    : isArray ? [(byte)'[', .. record, (byte)']']
                    : [.. "{}\n"u8, .. record];
                With(alone, () =>
                {
                    var again = Read(kind, alone);
                    Assert.Equal(reject.Problem!.Code, again.Refusal?.Finding.Code ?? again.Stretches.First(s => s.Kind == SpanKind.Reject).Problem!.Code);
                });
                cited++;
            }
        });
        Assert.True(cited > 0, "nothing was cited");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Compressed_inputs_are_split_like_plain_ones(string name)
    {
        using var folder = new TempFolder();
        ForAll(name, Some, (kind, random) =>
        {
            var bytes = random.Damage(kind.Make(random), kind.Make(random));
            var plain = Read(kind, bytes);
            var path = folder[kind.File + ".gz"];
            using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            {
                gzip.Write(bytes);
            }

            var read = ReadContainer.Of(() => InputFile.Open(path, kind.Options));
            Assert.Equal(plain.Fingerprint().Replace(kind.File, path, StringComparison.Ordinal), read.Fingerprint());
            if (read.Refusal is null)
            {
                ReferenceReading.AssertSame(read, path, Reference(kind, read.Container, bytes));
                read.AssertLedger(bytes);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Wide_inputs_are_split_like_plain_ones_at_their_own_offsets(string name)
    {
        ForAll(name, Some, (kind, random) =>
        {
            // What is not UTF-8 has no twin in UTF-16.
            var text = Encoding.UTF8.GetString(random.Damage(kind.Make(random), kind.Make(random))).TrimStart('\uFEFF');
            var narrow = Encoding.UTF8.GetBytes(text);
            byte[] bytes = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)];
            foreach (var (buffer, step) in ReferenceReading.Blocks)
            {
                var read = ReadContainer.Of(() => InputFile.FromStream(new SlowStream(bytes, step), kind.File, kind.Options with { Encoding = null, BufferBytes = buffer }));
                if (read.Refusal is null)
                {
                    With(bytes, () => ReferenceReading.AssertSame(read, kind.File, Widen(Encoding.Unicode, narrow, 2, Reference(kind, read.Container, narrow))));
                    read.AssertPlaces(bytes);
                }
            }
        });
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Inputs_in_other_encodings_are_split_like_plain_ones_at_their_own_offsets(string name)
    {
        var encoding = EncodingOf(name);
        foreach (var kind in Kinds)
        {
            ForAll(kind.Name, Few, (_, random) =>
            {
                // What the encoding does not have becomes a question mark before anything is compared.
                var bytes = encoding.GetBytes(Encoding.UTF8.GetString(kind.Make(random)));
                var text = encoding.GetString(bytes);
                var narrow = Encoding.UTF8.GetBytes(text);
                foreach (var (buffer, step) in ReferenceReading.Blocks)
                {
                    var read = ReadContainer.Of(() => InputFile.FromStream(new SlowStream(bytes, step), kind.File, kind.Options with { Encoding = name, BufferBytes = buffer }));
                    if (read.Refusal is null && !text.StartsWith('\uFEFF'))
                    {
                        With(bytes, () => ReferenceReading.AssertSame(read, kind.File, Widen(encoding, narrow, 0, Reference(kind, read.Container, narrow))));
                        read.AssertPlaces(bytes);
                    }
                }
            });
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Damaged_inputs_in_other_encodings_keep_every_byte(string name)
    {
        var encoding = EncodingOf(name);
        foreach (var kind in Kinds)
        {
            ForAll(kind.Name, Few, (_, random) =>
            {
                var whole = encoding.GetBytes(Encoding.UTF8.GetString(kind.Make(random)));
                var bytes = random.Damage(whole, whole);
                string? expected = null;
                foreach (var (buffer, step) in ReferenceReading.Blocks)
                {
                    With(bytes, () =>
                    {
                        var read = ReadContainer.Of(() => InputFile.FromStream(new SlowStream(bytes, step), kind.File, kind.Options with { Encoding = name, BufferBytes = buffer }));
                        Assert.Equal(expected ??= read.Fingerprint(), read.Fingerprint());
                        if (read.Refusal is null)
                        {
                            read.AssertPlaces(bytes);
                            read.AssertLocated(kind.File);
                            read.AssertTexts(bytes, encoding);
                        }
                    });
                }
            });
        }
    }

    public static TheoryData<string> Encodings => ["gb18030", "shift_jis", "big5", "euc-kr", "windows-1252", "utf-16", "utf-16BE", "utf-32"];

    private static Encoding EncodingOf(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(name);
    }

    /// <summary>What is wrong, with the input that has it.</summary>
    private static void With(byte[] bytes, Action check)
    {
        try
        {
            check();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{Convert.ToHexString(bytes)}\n{Encoding.Latin1.GetString(bytes)}\n{fault.Message}", fault);
        }
    }

    private static void ForAll(string name, int count, Action<Kind, RandomInput> check)
    {
        var kind = Kinds.Single(k => k.Name == name);
        Properties.Check(count, Prop.ForAll(Properties.Seeds, seed =>
        {
            check(kind, new RandomInput(seed));
            return true;
        }));
    }

    /// <summary>False when the input is refused as a whole.</summary>
    private static bool Check(Kind kind, byte[] bytes)
    {
        var read = Read(kind, bytes);
        if (read.Refusal is null)
        {
            With(bytes, () => ReferenceReading.AssertSame(bytes, kind.File, kind.Options, Reference(kind, read.Container, bytes)));
        }

        return read.Refusal is null;
    }

    private static ReadContainer Read(Kind kind, byte[] bytes) => ReadContainer.Of(bytes, kind.File, kind.Options);

    private static IReadOnlyList<(Stretch Stretch, string? Code)> Reference(Kind kind, string container, byte[] bytes) => container switch
    {
        "CSV" => ReferenceCsv.Split(bytes, kind.Options.Delimiter!.Value, kind.Options.Quote ?? '"', kind.Options.Escape),
        "TSV" => ReferenceCsv.Split(bytes, '\t', kind.Options.Quote),
        "JSON Lines" => ReferenceJson.Lines(bytes),
        "JSON array" => ReferenceJson.Elements(bytes),
        _ => ReferenceJson.Sequence(bytes, kind.Options.Concatenated),
    };

    /// <summary>The places of the same text in another encoding, behind a mark if it has one.</summary>
    private static List<(Stretch Stretch, string? Code)> Widen(Encoding encoding, byte[] narrow, int mark, IReadOnlyList<(Stretch Stretch, string? Code)> reference)
    {
        List<(Stretch Stretch, string? Code)> wide = mark == 0 ? [] : [(new Stretch(SpanKind.ByteOrderMark, 0, mark, string.Empty, 1, 1, 0, null, null), null)];
        wide.AddRange(reference.Select(r => (r.Stretch with { Offset = Wide(r.Stretch.Offset), Length = Wide(r.Stretch.Offset + r.Stretch.Length) - Wide(r.Stretch.Offset) }, r.Code)));
        return wide;

        long Wide(long offset) => mark + encoding.GetByteCount(Encoding.UTF8.GetString(narrow, 0, (int)offset));
    }

    private sealed record Kind(string Name, string File, ReadOptions Options, Func<RandomInput, byte[]> Make);
}
