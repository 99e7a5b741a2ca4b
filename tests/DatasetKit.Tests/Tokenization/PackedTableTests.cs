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
    [InlineData("o200k_base", "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d")]
    [InlineData("cl100k_base", "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7")]
    public void Unpacked_it_is_the_rank_file_that_openai_publishes(string name, string sha256)
    {
        var ranks = new RankTable(PackedResource.Load(name));
        var text = new StringBuilder();
        for (int id = 0; id < ranks.Count; id++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(ranks.BytesOf(id))} {id}\n");
        }

        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString()))));
    }

    [Fact]
    public void A_table_that_is_not_there_is_named() =>
        Assert.Contains("'nothing.bin'", Assert.Throws<TokenizerException>(() => PackedResource.Load("nothing")).Message, StringComparison.Ordinal);
}
