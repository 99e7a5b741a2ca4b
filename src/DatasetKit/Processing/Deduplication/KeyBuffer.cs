using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>Where the texts of a key are put one behind the other to be hashed.</summary>
internal sealed class KeyBuffer
{
    // No byte of UTF-8 is one of these, so no text can look like two.
    private const byte Separator = 0xFF;
    private const byte RoleMark = 0xFE;

    private byte[] _bytes = new byte[4096];
    private int _length;
    private byte[] _scratch = [];

    public void Clear() => _length = 0;

    /// <summary>The hash of what was put in.</summary>
    public Hash128 Hash => Hash128.Of(_bytes.AsSpan(0, _length), 0);

    /// <summary>Appends a text as its characters, however it was escaped; false when it is absent or null.</summary>
    public bool Append(Text text)
    {
        if (!text.HasValue)
        {
            return false;
        }

        var utf8 = text.Utf8(ref _scratch);
        Reserve(utf8.Length);
        utf8.CopyTo(_bytes.AsSpan(_length));
        _length += utf8.Length;
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
        Reserve(1);
        _bytes[_length++] = value;
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, checked((int)Math.Max(_bytes.Length * 2L, (long)_length + count)));
        }
    }
}
