using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary>Makes the table of merges out of the texts of their two sides.</summary>
/// <param name="tokens">The vocabulary that has both sides and what they become.</param>
/// <param name="isOfBytes">Whether the vocabulary holds bytes, and the texts letters for them.</param>
/// <param name="prefixLength">How many bytes of the right side fall away when it is no longer the start of a symbol.</param>
/// <param name="section">Where the merges stand, for faults.</param>
/// <param name="expected">About how many there will be; 0 for as many as there are tokens.</param>
internal sealed class MergeBuilder(RankTable tokens, bool isOfBytes, int prefixLength, string section, int expected = 0)
{
    private byte[] _whole = new byte[128];
    private int _last;

    /// <summary>The left side of the next merge.</summary>
    internal MergePart Left { get; } = new();

    /// <summary>The right side of the next merge.</summary>
    internal MergePart Right { get; } = new();

    /// <summary>All merges so far.</summary>
    internal MergeTable Table { get; } = new(expected > 0 ? expected : tokens.Count);

    /// <summary>Adds a merge whose sides stand in one line with a space between.</summary>
    internal void Add(ReadOnlySpan<byte> line)
    {
        int space = line.IndexOf((byte)' ');
        if (space < 0 || line.LastIndexOf((byte)' ') != space)
        {
            throw Fault("is not two tokens with one space between them");
        }

        Left.Set(line[..space]);
        Right.Set(line[(space + 1)..]);
        Add();
    }

    /// <summary>Adds the merge of <see cref="Left"/> and <see cref="Right"/>.</summary>
    internal void Add()
    {
        if (Table.Count == MergeTable.MaxCount)
        {
            throw Fault("is one more than there may be");
        }

        if (isOfBytes && !(Left.ReadLetters() && Right.ReadLetters()))
        {
            throw Fault("has a character that stands for no byte");
        }

        int left = Find(Left.Span, "left side"), right = Find(Right.Span, "right side");
        ReadOnlySpan<byte> rest = Right.Span[Math.Min(prefixLength, Right.Length)..];
        int length = Left.Length + rest.Length;
        if (_whole.Length < length)
        {
            _whole = new byte[length * 2];
        }

        Left.Span.CopyTo(_whole);
        rest.CopyTo(_whole.AsSpan(Left.Length));
        _last = FindResult(_whole.AsSpan(0, length));
        Table.Add(left, right, _last);
    }

    /// <summary>A fault of the next merge.</summary>
    internal FaultyFileException Fault(string what) => new(section, FormattableString.Invariant($"merge {Table.Count + 1} {what}"));

    /// <summary>Finds what a merge gives: most often what the one before gave, or the token behind that.</summary>
    private int FindResult(ReadOnlySpan<byte> whole)
    {
        for (int id = _last; id < Math.Min(_last + 2, tokens.Count); id++)
        {
            if (tokens.Has(id) && tokens.BytesOf(id).SequenceEqual(whole))
            {
                return id;
            }
        }

        return Find(whole, "result");
    }

    private int Find(ReadOnlySpan<byte> text, string side)
    {
        int id = text.IsEmpty ? RankTable.None : tokens.Find(text);
        return id != RankTable.None ? id : throw Fault($"has a {side} that is not in the vocabulary: '{Utf8Text.Excerpt(text)}'");
    }
}
