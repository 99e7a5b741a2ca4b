using System.Buffers.Binary;
using System.IO.Compression;

namespace DatasetKit.Tokenization;

/// <summary>
/// The frame around every <c>*.bin</c> file of this folder: its unpacked length, then Brotli, or the content as it is where that is as long.
/// <c>build/pack-tokenizers.mjs</c> writes it.
/// </summary>
internal static class PackedResource
{
    /// <summary>Unpacks one file.</summary>
    /// <param name="name">The file's name without <c>.bin</c>.</param>
    internal static byte[] Load(string name)
    {
        using Stream stream = typeof(PackedResource).Assembly.GetManifestResourceStream($"DatasetKit.Tokenization.Tiktoken.{name}.bin")
            ?? throw Damaged(name);
        Span<byte> length = stackalloc byte[sizeof(int)];
        stream.ReadExactly(length);
        byte[] content = new byte[stream.Length - sizeof(int)];
        stream.ReadExactly(content);
        byte[] unpacked = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
        if (content.Length == unpacked.Length)
        {
            // What every first count needs is stored plain: unpacking it would take a third of the time there is.
            return content;
        }

        return BrotliDecoder.TryDecompress(content, unpacked, out int written) && written == unpacked.Length ? unpacked : throw Damaged(name);
    }

    private static TokenizerException Damaged(string name) =>
        new($"The table '{name}.bin' inside the DatasetKit assembly is missing or damaged; install the package again.");
}
