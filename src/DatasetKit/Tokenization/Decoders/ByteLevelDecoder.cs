using System.Buffers;
using System.Text;
using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary><c>ByteLevel</c>: letters become the bytes they stand for; a token with another character in it stays as it is.</summary>
internal sealed class ByteLevelDecoder : Decoder
{
    /// <inheritdoc/>
    internal override string Description => "ByteLevel";

    /// <inheritdoc/>
    internal override List<string> Apply(List<string> tokens)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (string token in tokens)
        {
            byte[] letters = Encoding.UTF8.GetBytes(token);
            Span<byte> room = bytes.GetSpan(letters.Length + 1);
            int length = ByteAlphabet.Read(letters, room);
            if (length < 0)
            {
                letters.CopyTo(room);
                length = letters.Length;
            }

            bytes.Advance(length);
        }

        return [Utf8Text.Show(bytes.WrittenSpan)];
    }
}
