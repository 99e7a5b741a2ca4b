using System.Text;
using DatasetKit.IO;
using FsCheck.Fluent;

namespace DatasetKit.Tests.IO.Encodings;

public sealed class TranscoderTests
{
    static TranscoderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string> Names => ["gb18030", "gbk", "shift_jis", "big5", "euc-kr", "euc-jp", "windows-1251", "windows-1252", "koi8-r", "iso-2022-jp", "hz-gb-2312", "IBM037", "utf-16", "utf-16BE", "utf-32", "utf-32BE"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Good_text_is_what_the_base_class_library_makes_of_it(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        Properties.Check(300, Prop.ForAll(Properties.Seeds, seed =>
        {
            var bytes = encoding.GetBytes(Text(seed));
            Assert.Equal((encoding.GetString(bytes), 0), Decode(encoding, bytes, int.MaxValue));
            return true;
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_bytes_make_the_same_text_however_they_arrive(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        Properties.Check(300, Prop.ForAll(Properties.Seeds, seed =>
        {
            var bytes = encoding.GetBytes(Text(seed));
            var random = new Random(seed);
            foreach (ref var value in bytes.AsSpan())
            {
                value = random.Next(6) == 0 ? (byte)random.Next(256) : value;
            }

            var whole = Decode(encoding, bytes, int.MaxValue);
            Assert.Equal(whole, Decode(encoding, bytes, 1));
            Assert.Equal(whole, Decode(encoding, bytes, 3));
            return true;
        }));
    }

    [Theory]
    [InlineData("gb18030", 0x81)]
    [InlineData("shift_jis", 0x81)]
    [InlineData("big5", 0xA4)]
    [InlineData("euc-kr", 0xB0)]
    public void Half_a_character_at_the_end_of_a_line_takes_no_other_line_with_it(string name, byte half)
    {
        byte[] bytes = [.. "a,b"u8, half, .. "\nc,d\n"u8];
        Assert.Equal(("a,b\uFFFD\nc,d\n", 1), Decode(Encoding.GetEncoding(name), bytes, int.MaxValue));
    }

    private static (string Text, int Bad) Decode(Encoding encoding, byte[] bytes, int step)
    {
        var (transcoder, text, bad, start) = (Transcoder.Of(encoding), new List<byte>(), 0, 0);
        var utf8 = new byte[1000 + Transcoder.Slack];
        for (var end = Math.Min(step, bytes.Length); ; end = (int)Math.Min((long)end + step, bytes.Length))
        {
            while (transcoder.Next(bytes.AsSpan(start, end - start), ended: end == bytes.Length, utf8, 1000) is { } piece && piece is not { Bytes: 0, Utf8: 0 })
            {
                text.AddRange(utf8[..piece.Utf8]);
                bad += piece.IsBad ? 1 : 0;
                start += piece.Bytes;
            }

            if (end == bytes.Length)
            {
                Assert.Equal(bytes.Length, start);
                return (Encoding.UTF8.GetString([.. text]), bad);
            }
        }
    }

    private static string Text(int seed) => string.Concat(new Random(seed).GetItems<string>(["a", "b, c", "é", "你好", "日本", "한국", "я", "𠀀", "\n", "\"", "~", "\\", "“", "€"], 12));
}
