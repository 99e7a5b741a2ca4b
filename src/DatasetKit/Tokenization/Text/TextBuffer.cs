namespace DatasetKit.Tokenization;

/// <summary>Text on its way through normalizers: its bytes, and where in the original each of them came from if somebody wants to know.</summary>
internal sealed class TextBuffer
{
    private const int MaxGrowth = 64;
    private const int MaxExtra = 1 << 20;
    // Text comes in parts that are seldom longer, so that none that is a little longer than all before it takes a new array.
    private const int Usual = 1 << 17;

    private byte[] _bytes = new byte[256];
    private int[] _from = [];
    private int[] _to = [];
    private string? _section;
    private long _most = int.MaxValue;

    /// <summary>How many bytes it has.</summary>
    internal int Length { get; private set; }

    /// <summary>Whether origins are kept.</summary>
    internal bool Tracks { get; private set; }

    /// <summary>The text.</summary>
    internal ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>The original start of each byte; null when nobody wants it.</summary>
    internal int[]? From => Tracks ? _from : null;

    /// <summary>The original end of each byte.</summary>
    internal int[]? To => Tracks ? _to : null;

    /// <summary>Says how much may be made of a text.</summary>
    /// <remarks>The greatest known growth is eleven times, of one Arabic character under NFKC.</remarks>
    /// <param name="section">The part of the tokenizer that writes, for the fault.</param>
    /// <param name="length">The length of the text.</param>
    internal void Allow(string section, int length) => (_section, _most) = (section, Math.Min(Array.MaxLength, MaxGrowth * (long)length + MaxExtra));

    /// <summary>Empties it.</summary>
    internal void Clear(bool tracks)
    {
        Length = 0;
        Tracks = tracks;
    }

    /// <summary>Appends original text: all bytes of a character come from the whole character.</summary>
    internal void AppendOriginal(ReadOnlySpan<byte> utf8, int position)
    {
        Reserve(utf8.Length);
        utf8.CopyTo(_bytes.AsSpan(Length));
        for (int i = 0; Tracks && i < utf8.Length;)
        {
            int size = Utf8Steps.SizeAt(utf8, i);
            _from.AsSpan(Length + i, size).Fill(position + i);
            _to.AsSpan(Length + i, size).Fill(position + i + size);
            i += size;
        }

        Length += utf8.Length;
    }

    /// <summary>Appends a part of another buffer as it is.</summary>
    internal void Append(TextBuffer source, int start, int end)
    {
        Reserve(end - start);
        source._bytes.AsSpan(start, end - start).CopyTo(_bytes.AsSpan(Length));
        if (Tracks)
        {
            source._from.AsSpan(start, end - start).CopyTo(_from.AsSpan(Length));
            source._to.AsSpan(start, end - start).CopyTo(_to.AsSpan(Length));
        }

        Length += end - start;
    }

    /// <summary>Appends new text that stands for a part of another buffer; an empty part stands for no text at its place.</summary>
    internal void Append(ReadOnlySpan<byte> text, TextBuffer source, int start, int end)
    {
        Reserve(text.Length);
        text.CopyTo(_bytes.AsSpan(Length));
        if (Tracks)
        {
            int from = start < source.Length ? source._from[start] : source.Length > 0 ? source._to[source.Length - 1] : 0;
            int to = end > start ? source._to[end - 1] : from;
            _from.AsSpan(Length, text.Length).Fill(from);
            _to.AsSpan(Length, text.Length).Fill(to);
        }

        Length += text.Length;
    }

    /// <summary>Appends a text with something in the place of one of its bytes, where nobody wants to know what came from where.</summary>
    internal void AppendReplaced(ReadOnlySpan<byte> text, byte replaced, ReadOnlySpan<byte> content)
    {
        Reserve(checked(text.Length + text.Count(replaced) * content.Length));
        Span<byte> target = _bytes.AsSpan(Length);
        int written = 0;
        // Words are short: a byte at a time is faster than a search for each.
        foreach (byte value in text)
        {
            if (value != replaced)
            {
                target[written++] = value;
                continue;
            }

            content.CopyTo(target[written..]);
            written += content.Length;
        }

        Length += written;
    }

    /// <summary>Takes bytes away from the end.</summary>
    internal void CutTo(int length) => Length = length;

    private void Reserve(int more)
    {
        if (_bytes.Length < Length + more)
        {
            long wanted = (long)Length + more;
            if (wanted > _most)
            {
                throw new FaultyFileException(_section, FormattableString.Invariant($"more than {_most:N0} bytes would be made of one text, so its steps multiply what they are given"));
            }

            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(wanted, Math.Max(Usual, _bytes.Length * 2L))));
        }

        if (Tracks && _from.Length < Length + more)
        {
            int length = (int)Math.Min(_bytes.Length, Math.Max(256, 2L * (Length + more)));
            Array.Resize(ref _from, length);
            Array.Resize(ref _to, length);
        }
    }
}
