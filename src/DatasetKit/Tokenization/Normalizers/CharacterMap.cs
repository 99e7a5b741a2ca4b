using System.Buffers.Binary;

namespace DatasetKit.Tokenization;

/// <summary>
/// A compiled table of what character sequences become: a double-array trie over bytes, and the texts it points to, one behind another with a zero
/// between (google/sentencepiece:src/normalizer.cc, s-yata/darts-clone).
/// </summary>
internal sealed class CharacterMap
{
    private readonly uint[] _units;
    private readonly byte[] _texts;

    /// <summary>Reads the table.</summary>
    /// <param name="packed">int32 length of the trie, trie, texts.</param>
    /// <param name="section">Where it stands, for faults.</param>
    internal CharacterMap(ReadOnlySpan<byte> packed, string section)
    {
        if (packed.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(packed) is var size && (size > packed.Length - 4 || size % 4 != 0 || size == 0))
        {
            throw new FaultyFileException(section, "the length at its start is not that of a table");
        }

        _units = new uint[BinaryPrimitives.ReadInt32LittleEndian(packed) / 4];
        for (int i = 0; i < _units.Length; i++)
        {
            _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(packed[(4 + i * 4)..]);
        }

        _texts = packed[(4 + _units.Length * 4)..].ToArray();
    }

    /// <summary>Finds what the beginning of a text becomes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="takesLongest">Whether the longest beginning that is in the table counts, else the shortest.</param>
    /// <param name="length">How many bytes the beginning has; 0 when there is none.</param>
    internal ReadOnlySpan<byte> Find(ReadOnlySpan<byte> text, bool takesLongest, out int length)
    {
        length = 0;
        int found = -1;
        uint node = Offset(_units[0]);
        for (int i = 0; i < text.Length && text[i] != 0; i++)
        {
            node ^= text[i];
            if (node >= _units.Length || (_units[node] & 0x800000FF) != text[i])
            {
                break;
            }

            uint unit = _units[node];
            node ^= Offset(unit);
            if ((unit >> 8 & 1) != 0)
            {
                found = node < _units.Length ? (int)(_units[node] & 0x7FFFFFFF) : -1;
                length = i + 1;
                if (!takesLongest)
                {
                    break;
                }
            }
        }

        if (found < 0 || found > _texts.Length)
        {
            length = 0;
            return [];
        }

        ReadOnlySpan<byte> rest = _texts.AsSpan(found);
        int end = rest.IndexOf((byte)0);
        return end < 0 ? rest : rest[..end];
    }

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & 0x200) >> 6);
}
