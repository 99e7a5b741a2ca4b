using System.Buffers;
using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>Where the texts of a key are put one behind the other to be hashed.</summary>
internal sealed class KeyBuffer
{
    // No byte of UTF-8 is one of these, so no text can look like two.
    private const byte Separator = 0xFF;
    private const byte RoleMark = 0xFE;

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private byte[] _scratch = [];

    public void Clear() => _bytes.ResetWrittenCount();

    /// <summary>The hash of what was put in.</summary>
    public Hash128 Hash => Hash128.Of(_bytes.WrittenSpan, 0);

    /// <summary>Appends a text as its characters, however it was escaped; false when it is absent or null.</summary>
    public bool Append(Text text)
    {
        if (!text.HasValue)
        {
            return false;
        }

        _bytes.Write(text.Utf8(ref _scratch));
        return true;
    }

    public void Append(Role role)
    {
        Byte(RoleMark);
        Byte((byte)role);
    }

    /// <summary>What follows is another text.</summary>
    public void Separate() => Byte(Separator);

    private void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}
