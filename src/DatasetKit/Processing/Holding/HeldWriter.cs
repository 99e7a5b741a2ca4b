using System.Buffers;
using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>Writes the parts of an example as bytes that <see cref="HeldReader"/> reads back: numbers of as many bytes as they need, texts with their form.</summary>
internal sealed class HeldWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly JsonBuffer _json = new(capacity: 256);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Clear() => _bytes.ResetWrittenCount();

    public void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>True, false or null.</summary>
    public void Flag(bool? value) => Byte(value switch { null => 2, true => 1, false => 0 });

    /// <summary>A number from 0.</summary>
    public void Number(long value)
    {
        while (value > 0x7F)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        _bytes.Write(bytes);
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
}
