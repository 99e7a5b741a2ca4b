using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DatasetKit.Tokenization;

namespace DatasetKit.Tests.Tokenization;

/// <summary>The embedded tables: their hashes and their sizes.</summary>
public sealed class PackedTableTests
{
    /// <summary>The hashes OpenAI's own files have; they also stand in the README beside the tables.</summary>
    [Theory]
    [InlineData("o200k_base", int.MaxValue, "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d")]
    [InlineData("cl100k_base", int.MaxValue, "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7")]
    [InlineData("p50k_base", int.MaxValue, "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069")]
    [InlineData("p50k_base", 50_256, "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930")]
    public void Unpacked_it_is_the_rank_file_that_openai_publishes(string file, int limit, string sha256)
    {
        var ranks = RankTable.Unpack(PackedResource.Load(file), limit);
        var text = new StringBuilder();
        foreach (int id in Enumerable.Range(0, ranks.Count).Where(ranks.Has))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(ranks.BytesOf(id))} {id}\n");
        }

        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString()))));
    }

    [Fact]
    public void Tokens_are_found_at_their_packed_places_as_at_those_that_filling_finds()
    {
        RankTable packed = RankTable.Load("o200k_base"), filled = RankTable.Unpack(PackedResource.Load("o200k_base"));
        Assert.Equal((filled.Count, filled.Known, filled.MaxLength), (packed.Count, packed.Known, packed.MaxLength));
        foreach (int id in Enumerable.Range(0, filled.Count).Where(filled.Has))
        {
            byte[] token = [.. filled.BytesOf(id)], longer = [.. token, (byte)id], shorter = token[..^1];
            Assert.Equal(id, packed.Find(token));
            Assert.Equal(filled.Find(longer), packed.Find(longer));
            Assert.True(shorter.Length == 0 || filled.Find(shorter) == packed.Find(shorter));
        }

        foreach (int pair in Enumerable.Range(0, 0x10000))
        {
            Assert.Equal(filled.Pair((byte)(pair >> 8), (byte)pair), packed.Pair((byte)(pair >> 8), (byte)pair));
            Assert.Equal(filled.Single((byte)pair), packed.Single((byte)pair));
        }
    }

    [Fact]
    public void A_table_that_is_not_there_is_named() =>
        Assert.Contains("'nothing.bin'", Assert.Throws<TokenizerException>(() => PackedResource.Load("nothing")).Message, StringComparison.Ordinal);
}
