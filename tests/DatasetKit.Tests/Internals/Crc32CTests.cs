using System.Text;
using DatasetKit.Internals;

namespace DatasetKit.Tests.Internals;

public class Crc32CTests
{
    // The sums of short texts are CRC-32C without its two complements: 0xE3069283 is the check value of RFC 3720 for "123456789".
    [Fact]
    public void Short_texts_have_the_published_sum() =>
        Assert.Equal(0xE3069283, ~Crc32C.Append(uint.MaxValue, "123456789"u8));

    [Fact]
    public void Every_bit_of_a_text_counts()
    {
        var text = Encoding.ASCII.GetBytes(new string('x', 75));
        var sums = new HashSet<uint> { Crc32C.Append(0, text) };
        for (var bit = 0; bit < text.Length * 8; bit++)
        {
            text[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(sums.Add(Crc32C.Append(0, text)), $"bit {bit}");
            text[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
