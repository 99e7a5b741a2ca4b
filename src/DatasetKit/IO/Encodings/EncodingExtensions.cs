using System.Text;

namespace DatasetKit.IO;

/// <summary>Small helpers over <see cref="Encoding"/>.</summary>
internal static class EncodingExtensions
{
    /// <summary>Bytes of an encoding as UTF-8, for looking at only: what cannot be decoded is replaced.</summary>
    public static byte[] GetBytesAsUtf8(this Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var whole = bytes[..(bytes.Length / 4 * 4)];
#pragma warning disable RS0030 // The text is looked at and thrown away.
        return Encoding.UTF8.GetBytes(encoding.GetString(bytes.Length > whole.Length && whole.Length > 4096 ? whole : bytes));
#pragma warning restore RS0030
    }
}
