using System.Text;
using System.Text.Json;
using DatasetKit.Internals;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Records.Json;

public sealed class JsonTapeScannerTests
{
    /// <summary>Pieces that right and wrong JSON are made of; strings around the sixteen bytes that are looked at together.</summary>
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", " ", "\t", "\r", "\n", "\\", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\u00E9", "\\ud83d\\ude00", "\\ud83d", "\\ude00", "\\ud83d\\n", "\\uzzzz",
        "\\u12", "\\x", "a", "é", "😀", "\u0001", "\u001f", "\u007f", "\"a\"", "\"b\"", "\"a\":", "\"b\":1", "\"fifteen bytes..\"", "\"fourteen bytes\\n\"", "\"sixteen bytes...\"", "\"thirty-two bytes, two at a time.\"",
        "0", "-0", "1", "-", "01", "1.5", "1.", ".5", "1e5", "1E+5", "1e-", "-1.50e+10", "true", "false", "null", "tru", "nul", "True",
    ];

    [Fact]
    public void It_accepts_what_the_checked_reader_accepts_and_puts_the_same_on_the_tape() =>
        Properties.Check(
            20_000,
            Prop.ForAll(Gen.OneOf(Values(3), Values(3).SelectMany(Broken), Gen.ArrayOf(Gen.Elements(Pieces), 12).Select(string.Concat)).ToArbitrary(), AreEqual));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{\"a\":1,}")]
    [InlineData("[1,]")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{1:2}")]
    [InlineData("{\"a\":1]")]
    [InlineData("\"\u0000\"")]
    [InlineData("\"\\ud83d\"")]
    public void What_is_not_plainly_right_is_left_to_the_other(string json)
    {
        var tape = new JsonTape(Encoding.UTF8.GetBytes(json));
        Assert.Equal(-1, JsonTapeScanner.Read(tape.Bytes, tape, 0));
        Assert.Equal(0, tape.Count);
    }

    [Theory]
    [InlineData(JsonTapeReader.MaxDepth, true)]
    [InlineData(JsonTapeReader.MaxDepth + 1, false)]
    public void It_goes_as_deep_as_the_other(int depth, bool accepted)
    {
        var json = new string('[', depth) + new string(']', depth);
        Assert.True(AreEqual(json));
        Assert.Equal(accepted, Scan(json) is not null);
    }

    [Fact]
    public void It_says_where_the_value_ends()
    {
        var tape = new JsonTape("xx{\"a\":[1,2]} {"u8.ToArray());
        Assert.Equal(11, JsonTapeScanner.Read(tape.Bytes.AsSpan(2), tape, 2));
        Assert.Equal("{\"a\":[1,2]}", new JsonValue(tape, 0).ToString());
    }

    private static Gen<string> Values(int depth)
    {
        var scalar = Gen.Elements("1", "-0.5e3", "true", "null", "\"\"", "\"ab\"", "\"\\u00e9\\n\"", "\"\\ud83d\\ude00 and more than sixteen bytes\"", "\"é is two bytes, \\\"quoted\\\"\"");
        return depth == 0
            ? scalar
            : Gen.OneOf(
                scalar,
                Gen.ArrayOf(Values(depth - 1), 3).Select(items => "[" + string.Join(", ", items) + "]"),
                Gen.ArrayOf(Values(depth - 1), 3).Select(items => "{" + string.Join(",", items.Select((item, i) => $"\"k{i}\" : {item}")) + "}"));
    }

    private static Gen<string> Broken(string json) =>
        from at in Gen.Choose(0, json.Length)
        from length in Gen.Choose(0, Math.Min(2, json.Length - at))
        from piece in Gen.Elements(Pieces)
        select string.Concat(json.AsSpan(0, at), piece, json.AsSpan(at + length));

    private static bool AreEqual(string text)
    {
        var json = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return Scan(json) == ReadChecked(json);
    }

    private static string? Scan(string json)
    {
        var tape = new JsonTape(Encoding.UTF8.GetBytes(json));
        try
        {
            var length = JsonTapeScanner.Read(tape.Bytes, tape, 0);
            return length >= 0 && JsonTapeScanner.SkipWhite(tape.Bytes, length) == tape.Bytes.Length ? Nodes(tape) : null;
        }
        catch (JsonFaultException)
        {
            return null;
        }
    }

    private static string? ReadChecked(string json)
    {
        var tape = new JsonTape(Encoding.UTF8.GetBytes(json));
        try
        {
            var reader = new Utf8JsonReader(tape.Bytes, JsonTapeReader.Options);
            reader.Read();
            JsonTapeReader.TryRead(ref reader, tape, 0);
            reader.Read();
            return Nodes(tape);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Nodes(JsonTape tape) =>
        string.Join(' ', Enumerable.Range(0, tape.Count).Select(i => $"{tape[i].Kind}:{tape[i].Start}+{tape[i].Length}>{tape[i].Next}/{tape[i].Form}"));
}
