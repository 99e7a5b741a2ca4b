using System.Buffers.Binary;

namespace DatasetKit.Tokenization;

/// <summary>Walks the fields of a Protocol Buffers message. A length is held against what is there before anything is made of it.</summary>
/// <param name="message">The message.</param>
/// <param name="section">What it is, for faults.</param>
/// <remarks>protobuf.dev/programming-guides/encoding.</remarks>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message, string section)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The number of the field at which it stands.</summary>
    internal int Field { get; private set; }

    /// <summary>The value of a field that is a number.</summary>
    internal ulong Number { get; private set; }

    /// <summary>The value of a field that has a length.</summary>
    internal ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The value of a field that is a <c>float</c>.</summary>
    internal readonly float Single => BitConverter.UInt32BitsToSingle((uint)Number);

    /// <summary>Moves on to the next field.</summary>
    internal bool Read()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong key = Varint();
        Field = key >> 3 is > 0 and < 1 << 29 ? (int)(key >> 3) : throw Fault("a field has no number");
        Number = 0;
        Bytes = default;
        switch (key & 7)
        {
            case 0:
                Number = Varint();
                break;
            case 1:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                Bytes = Take(Varint());
                break;
            case 5:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw Fault(FormattableString.Invariant($"the field {Field} is of the kind {key & 7}, which is none"));
        }

        return true;
    }

    /// <summary>A fault of this message.</summary>
    internal readonly FaultyFileException Fault(string reason) => new(section, $"{reason}; the file is damaged or is no SentencePiece model");

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            throw Fault(FormattableString.Invariant($"a field says that it has {length:N0} bytes, and {_rest.Length:N0} are left"));
        }

        ReadOnlySpan<byte> taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int i = 0; i < 10; i++)
        {
            if (i >= _rest.Length)
            {
                break;
            }

            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw Fault("a number does not end");
    }
}
