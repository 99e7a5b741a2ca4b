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
    /// <param name="behind">How many zeros to leave behind its content.</param>
    internal static byte[] Load(string name, int behind = 0)
    {
        using Stream stream = typeof(PackedResource).Assembly.GetManifestResourceStream($"DatasetKit.Tokenization.Tiktoken.{name}.bin")
            ?? throw Damaged(name);
        Span<byte> length = stackalloc byte[sizeof(int)];
        stream.ReadExactly(length);
        int packed = (int)stream.Length - sizeof(int), plain = BinaryPrimitives.ReadInt32LittleEndian(length);
        byte[] unpacked = new byte[plain + behind];
        if (packed == plain)
        {
            // What every first count needs is stored plain: unpacking it would take a third of the time there is.
            stream.ReadExactly(unpacked, 0, plain);
            return unpacked;
        }

        byte[] content = new byte[packed];
        stream.ReadExactly(content);
        return BrotliDecoder.TryDecompress(content, unpacked, out int written) && written == plain ? unpacked : throw Damaged(name);
    }

    /// <summary>Finds the content of a file that is stored as it is, where the program has it in memory: nothing is copied.</summary>
    /// <param name="name">The file's name without <c>.bin</c>.</param>
    /// <param name="content">Receives it; it is there as long as this assembly is.</param>
    /// <returns>False when there is no such file, or it is not in memory.</returns>
    internal static unsafe bool TryFind(string name, out ReadOnlySpan<byte> content)
    {
        content = default;
        using var stream = typeof(PackedResource).Assembly.GetManifestResourceStream($"DatasetKit.Tokenization.Tiktoken.{name}.bin") as UnmanagedMemoryStream;
        if (stream is null)
        {
            return false;
        }

        content = new ReadOnlySpan<byte>(stream.PositionPointer + sizeof(int), (int)stream.Length - sizeof(int));
        return true;
    }

    private static TokenizerException Damaged(string name) =>
        new($"The table '{name}.bin' inside the DatasetKit assembly is missing or damaged; install the package again.");
}
