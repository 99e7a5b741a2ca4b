using System.Buffers.Binary;
using System.IO.Compression;

namespace DatasetKit.Tokenization;

/// <summary>The frame around every <c>*.bin</c> file of this folder: its unpacked length, then Brotli. <c>build/pack-tokenizers.mjs</c> writes it.</summary>
internal static class PackedResource
{
    /// <summary>Unpacks one file.</summary>
    /// <param name="name">The file's name without <c>.bin</c>.</param>
    internal static byte[] Load(string name)
    {
        using Stream stream = typeof(PackedResource).Assembly.GetManifestResourceStream($"DatasetKit.Tokenization.Tiktoken.{name}.bin")
            ?? throw Damaged(name);
        byte[] packed = new byte[stream.Length];
        stream.ReadExactly(packed);
        byte[] unpacked = new byte[BinaryPrimitives.ReadInt32LittleEndian(packed)];
        return BrotliDecoder.TryDecompress(packed.AsSpan(sizeof(int)), unpacked, out int written) && written == unpacked.Length
            ? unpacked
            : throw Damaged(name);
    }

    private static TokenizerException Damaged(string name) =>
        new($"The table '{name}.bin' inside the DatasetKit assembly is missing or damaged; install the package again.");
}
