using System.IO.Compression;
using DatasetKit.IO;

namespace DatasetKit.Tests.IO;

public sealed class GzipOutputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(1_000_000)]
    public void The_same_content_gives_the_same_bytes_however_it_is_cut(int length)
    {
        byte[] content = new byte[length];
        var random = new Random(3);
        for (int index = 0; index < length; index++)
        {
            content[index] = (byte)"abcdefgh ,.\n"[random.Next(12)];
        }

        byte[][] files = [.. new[] { 1_000_000, 65_536, 4096, 777, 7 }.Select(size => Compress($"{size}.gz", content, size))];
        Assert.All(files, file => Assert.Equal(files[0], file));
        Assert.Equal([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255], files[0][..10]);

        using var stream = new GZipStream(new MemoryStream(files[0]), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        stream.CopyTo(unpacked);
        Assert.Equal(content, unpacked.ToArray());
    }

    [Fact]
    public void An_empty_gzip_output_is_a_gzip_file()
    {
        Shell.Require("gzip");
        Compress("empty.gz", [], 1);
        Assert.Equal((0, "", ""), Shell.Run("gzip -t empty.gz && gzip -dc empty.gz", _folder.Path));
    }

    private byte[] Compress(string name, byte[] content, int size)
    {
        using OutputFile output = OutputFile.Open(_folder[name]);
        foreach (byte[] block in content.Chunk(size))
        {
            output.Write(block);
        }

        OutputFile.Publish(output);
        Assert.Equal(content.Length, output.BytesWritten);
        Assert.Equal(output.Length, new FileInfo(_folder[name]).Length);
        return File.ReadAllBytes(_folder[name]);
    }
}
