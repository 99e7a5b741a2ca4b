namespace DatasetKit.Tokenization;

/// <summary>The pieces that pre-tokenizers have cut a text into so far, and the text, which they may change. One a thread.</summary>
internal sealed class PieceList
{
    private int[] _starts = new int[64];
    private int[] _ends = new int[64];
    private int[] _oldStarts = new int[64];
    private int[] _oldEnds = new int[64];
    private int _count;

    /// <summary>The text; places of pieces are places in it.</summary>
    internal TextBuffer Text { get; private set; } = new();

    /// <summary>A second text, for steps that write anew: fill it, then <see cref="Swap"/>.</summary>
    internal TextBuffer Spare { get; private set; } = new();

    /// <summary>Whether the text starts where the whole original starts.</summary>
    internal bool IsFirst { get; set; }

    /// <summary>Whether the text says where it came from though nobody wants to know the places of tokens.</summary>
    internal bool KeepsOrigins { get; init; }

    /// <summary>How many pieces there are.</summary>
    internal int Count => _count;

    /// <summary>A piece.</summary>
    internal (int Start, int End) this[int index] => (_starts[index], _ends[index]);

    /// <summary>Says how much may be made of a text.</summary>
    /// <param name="section">The part of the tokenizer that writes, for the fault.</param>
    /// <param name="length">The length of the text in bytes.</param>
    internal void Allow(string section, int length)
    {
        Text.Allow(section, length);
        Spare.Allow(section, length);
    }

    /// <summary>Makes one part of the text the only piece.</summary>
    internal void Begin(int start, int end)
    {
        _count = 0;
        Add(start, end);
    }

    /// <summary>Sets the pieces aside to be replaced.</summary>
    /// <returns>How many there were; <see cref="Old"/> has them.</returns>
    internal int TakeOld()
    {
        (_oldStarts, _starts) = (_starts, _oldStarts);
        (_oldEnds, _ends) = (_ends, _oldEnds);
        int count = _count;
        _count = 0;
        return count;
    }

    /// <summary>A piece that was set aside.</summary>
    internal (int Start, int End) Old(int index) => (_oldStarts[index], _oldEnds[index]);

    /// <summary>Adds a piece, unless it is empty.</summary>
    internal void Add(int start, int end)
    {
        if (start >= end)
        {
            return;
        }

        if (_count == _starts.Length)
        {
            Array.Resize(ref _starts, _count * 2);
        }

        if (_ends.Length < _starts.Length)
        {
            Array.Resize(ref _ends, _starts.Length);
        }

        _starts[_count] = start;
        _ends[_count++] = end;
    }

    /// <summary>Writes every piece anew.</summary>
    /// <param name="write">Takes the old text, a piece of it and the text to append to.</param>
    internal void Rewrite(Action<TextBuffer, int, int, TextBuffer> write)
    {
        int count = TakeOld();
        Spare.Clear(Text.Tracks);
        for (int i = 0; i < count; i++)
        {
            int start = Spare.Length;
            write(Text, _oldStarts[i], _oldEnds[i], Spare);
            Add(start, Spare.Length);
        }

        Swap();
    }

    /// <summary>Takes the text that was written anew.</summary>
    internal void Swap() => (Text, Spare) = (Spare, Text);
}
