using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>Some examples of a <see cref="HeldLog"/>, in memory or in the temporary file.</summary>
internal sealed class HeldChunk(byte[] bytes, int length)
{
    /// <summary>Usual size in bytes; a longer example has a chunk of its own.</summary>
    public const int Size = 1 << 20;

    private byte[]? _bytes = bytes;
    private long _offset;

    public int Length { get; } = length;

    /// <summary>Its bytes, which never change, in a new block when they must be read.</summary>
    public byte[] Load(SpillFile? spill)
    {
        if (_bytes is not null)
        {
            return _bytes;
        }

        var block = GC.AllocateUninitializedArray<byte>(Length);
        spill!.Read(_offset, block);
        return block;
    }

    public void Spill(SpillFile spill)
    {
        if (_bytes is not null)
        {
            _offset = spill.Append(_bytes.AsMemory(0, Length));
            _bytes = null;
        }
    }
}
