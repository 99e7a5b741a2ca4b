using System.Text;
using System.Text.Json;
using DatasetKit.Internals;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Internals;

public class JsonEscapeTests
{
    private const string Letters = "ab \"\\/\n\r\t\b\f\u0001\u001f\u007f\u00e9\u4e2d\U0001F600";

    [Fact]
    public void An_escaped_text_is_read_back_by_another_reader_and_by_this_one() =>
        Properties.Check(2000, Prop.ForAll(Properties.Seeds, seed =>
        {
            var text = RandomText(new Random(seed));
            var source = Encoding.UTF8.GetBytes(text);
            var target = new byte[source.Length * JsonEscape.MaxExpansion];
            var escaped = target.AsSpan(0, JsonEscape.Escape(source, target));
            var plain = new byte[escaped.Length];
            return JsonSerializer.Deserialize<string>(Encoding.UTF8.GetString([(byte)'"', .. escaped, (byte)'"'])) == text
                && plain.AsSpan(0, JsonEscape.Unescape(escaped, plain)).SequenceEqual(source);
        }));

    [Fact]
    public void Copying_stops_at_the_first_byte_that_needs_an_escape_wherever_it_stands()
    {
        for (var length = 0; length <= 70; length++)
        {
            Assert.Equal(length, Copied(length, at: length, (byte)'x'));
            for (var at = 0; at < length; at++)
            {
                Assert.All("\"\\\n\0\u001f", special => Assert.Equal(at, Copied(length, at, (byte)special)));
                Assert.All<byte>([0x20, 0x21, 0x7F, 0x80, 0xFF], plain => Assert.Equal(length, Copied(length, at, plain)));
            }
        }
    }

    private static int Copied(int length, int at, byte value)
    {
        var source = Enumerable.Repeat((byte)'a', length).ToArray();
        if (at < length)
        {
            source[at] = value;
        }

        var target = new byte[length];
        var copied = JsonEscape.CopyUntilEscapable(source, target);
        Assert.Equal(source.AsSpan(0, copied), target.AsSpan(0, copied));
        return copied;
    }

    private static string RandomText(Random random)
    {
        var runes = Letters.EnumerateRunes().ToArray();
        var plain = random.Next(1, 40);
        return string.Concat(Enumerable.Range(0, random.Next(100)).Select(_ => random.Next(plain) > 0 ? new Rune('x') : runes[random.Next(runes.Length)]));
    }
}
