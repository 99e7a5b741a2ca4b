namespace DatasetKit.Recipes.Novelty;

/// <summary>
/// One text as numbers of words, prepared to be held against many others: the longest common subsequence by bits, 64 words of it at a time
/// (Hyyrö 2004, "Bit-parallel LCS-length computation revisited").
/// </summary>
internal sealed class WordSequence
{
    private readonly Dictionary<int, int> _rows = [];
    private readonly List<ulong[]> _masks = [];
    private readonly ulong[] _state;
    private readonly ulong _last;

    public WordSequence(int[] words)
    {
        Words = words;
        _state = new ulong[Math.Max(1, (words.Length + 63) / 64)];
        _last = words.Length % 64 == 0 ? ulong.MaxValue : (1ul << (words.Length % 64)) - 1;
        for (var i = 0; i < words.Length; i++)
        {
            if (!_rows.TryGetValue(words[i], out var row))
            {
                _rows[words[i]] = row = _masks.Count;
                _masks.Add(new ulong[_state.Length]);
            }

            _masks[row][i >> 6] |= 1ul << (i & 63);
        }
    }

    /// <summary>The words.</summary>
    public int[] Words { get; }

    /// <summary>The length of the longest subsequence in common with another text.</summary>
    public int CommonWith(ReadOnlySpan<int> other)
    {
        if (Words.Length == 0)
        {
            return 0;
        }

        _state.AsSpan().Fill(ulong.MaxValue);
        foreach (var word in other)
        {
            if (_rows.TryGetValue(word, out var row))
            {
                Step(_masks[row]);
            }
        }

        var common = 0;
        for (var i = 0; i < _state.Length; i++)
        {
            common += System.Numerics.BitOperations.PopCount(~_state[i] & (i == _state.Length - 1 ? _last : ulong.MaxValue));
        }

        return common;
    }

    // V = (V + (V & M)) | (V & ~M), with the carry of the sum from one part to the next.
    private void Step(ulong[] mask)
    {
        var carry = 0ul;
        for (var i = 0; i < _state.Length; i++)
        {
            var state = _state[i];
            var matched = state & mask[i];
            var sum = state + matched;
            var overflow = sum < state ? 1ul : 0ul;
            sum += carry;
            overflow |= sum < carry ? 1ul : 0ul;
            carry = overflow;
            _state[i] = sum | (state & ~mask[i]);
        }
    }
}
