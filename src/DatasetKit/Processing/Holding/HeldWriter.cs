using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>Writes the parts of an example as bytes that <see cref="HeldReader"/> reads back: numbers of as many bytes as they need, texts with their form.</summary>
internal sealed class HeldWriter
{
    private const int LongestNumber = 10;

    private readonly JsonBuffer _json = new(capacity: 256);
    private byte[] _bytes = new byte[4096];
    private int _used;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _used);

    public void Clear() => _used = 0;

    public void Byte(byte value)
    {
        Reserve(1);
        _bytes[_used++] = value;
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>True, false or null.</summary>
    public void Flag(bool? value) => Byte(value switch { null => 2, true => 1, false => 0 });

    /// <summary>A number from 0.</summary>
    public void Number(long value)
    {
        Reserve(LongestNumber);
        while (value > 0x7F)
        {
            _bytes[_used++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[_used++] = (byte)value;
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
    }

    public void String(string text) => Bytes(System.Text.Encoding.UTF8.GetBytes(text));

    public void Text(Text text)
    {
        Byte((byte)text.Form);
        if (text.HasValue)
        {
            Bytes(text.Bytes);
        }
    }

    public void Json(JsonValue value)
    {
        _json.Clear();
        _json.AppendValue(value);
        Bytes(_json.Written);
    }

    public void List<T>(IReadOnlyList<T> list, Action<T> write)
    {
        Number(list.Count);
        foreach (var item in list)
        {
            write(item);
        }
    }

    private void Reserve(int size)
    {
        if (_bytes.Length - _used < size)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)_used + size, 2L * _bytes.Length)));
        }
    }
}
