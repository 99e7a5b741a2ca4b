using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>Reads what <see cref="HeldWriter"/> wrote. Texts point into the block, which must not change any more.</summary>
internal sealed class HeldReader
{
    private byte[] _block = [];
    private int _at;

    /// <summary>Goes to a place.</summary>
    public void MoveTo(byte[] block, int at) => (_block, _at) = (block, at);

    public byte Byte() => _block[_at++];

    public bool Flag() => Byte() == 1;

    public bool? FlagOrNull() => Byte() switch { 2 => null, 1 => true, _ => false };

    public long Number()
    {
        var (value, shift) = (0L, 0);
        while (true)
        {
            var next = Byte();
            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }

            shift += 7;
        }
    }

    public ReadOnlyMemory<byte> Bytes()
    {
        var length = (int)Number();
        _at += length;
        return _block.AsMemory(_at - length, length);
    }

    public string String() => Utf8Text.Decode(Bytes().Span);

    public Text Text()
    {
        var form = (TextForm)Byte();
        if (form is TextForm.Absent or TextForm.Null)
        {
            return form == TextForm.Null ? DatasetKit.Text.Null : default;
        }

        var length = (int)Number();
        _at += length;
        return new Text(_block, _at - length, length, form);
    }

    public JsonValue Json()
    {
        var json = Bytes();
        return json.IsEmpty ? default : JsonTapeReader.Parse(json.ToArray());
    }

    public IReadOnlyList<T> List<T>(Func<T> read)
    {
        var count = (int)Number();
        if (count == 0)
        {
            return [];
        }

        var list = new T[count];
        for (var i = 0; i < count; i++)
        {
            list[i] = read();
        }

        return list;
    }
}
