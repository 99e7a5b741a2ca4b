namespace DatasetKit.Tokenization;

/// <summary>One side of a merge while it is read.</summary>
internal sealed class MergePart
{
    private byte[] _bytes = new byte[64];

    /// <summary>How many bytes it has.</summary>
    internal int Length { get; set; }

    /// <summary>The part.</summary>
    internal ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>Room for so many bytes.</summary>
    internal Span<byte> Room(int length)
    {
        if (_bytes.Length < length)
        {
            _bytes = new byte[Math.Max(length, _bytes.Length * 2)];
        }

        return _bytes;
    }

    /// <summary>Sets it.</summary>
    internal void Set(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length = text.Length;
    }

    /// <summary>Turns letters into the bytes they stand for.</summary>
    internal bool ReadLetters()
    {
        int length = ByteAlphabet.Read(Span, _bytes);
        Length = Math.Max(0, length);
        return length >= 0;
    }
}
