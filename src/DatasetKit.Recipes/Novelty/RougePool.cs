namespace DatasetKit.Recipes.Novelty;

/// <summary>
/// Texts that a new one must differ from: it is too similar when its ROUGE-L F1 (Lin 2004) with any of them is above a threshold. The decisions are those of
/// comparing with all; an index of words and bounds on length and common words leave few to be compared.
/// </summary>
/// <param name="threshold">0 to 1; the same text has 1.</param>
/// <param name="words">Makes words of a text.</param>
internal sealed class RougePool(double threshold, Func<string, List<string>> words)
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<List<int>> _textsWith = [];
    private readonly List<int[]> _texts = [];
    private readonly List<int> _stamps = [];
    private int _stamp;

    /// <summary>How many texts there are.</summary>
    public int Count => _texts.Count;

    /// <summary>How many pairs of texts were compared word by word.</summary>
    public long Compared { get; private set; }

    /// <summary>Adds a text unless it is too similar to one that is there; false when it is.</summary>
    public bool TryAdd(string text)
    {
        var numbers = Numbers(text);
        if (IsSimilar(numbers))
        {
            return false;
        }

        Add(numbers);
        return true;
    }

    /// <summary>Adds a text whatever it is similar to.</summary>
    public void Add(string text) => Add(Numbers(text));

    /// <summary>Whether a text is too similar to one that is there.</summary>
    public bool IsSimilar(string text) => IsSimilar(Numbers(text));

    /// <summary>The score with each text, in the order they were added.</summary>
    public double[] Scores(string text)
    {
        var sequence = new WordSequence(Numbers(text));
        return [.. _texts.Select(other => Score(sequence.CommonWith(other), sequence.Words.Length, other.Length))];
    }

    // As rouge_score computes it, so that a score at the threshold falls on the same side.
    private static double Score(int common, int length, int other)
    {
        if (common == 0)
        {
            return 0;
        }

        var (precision, recall) = ((double)common / length, (double)common / other);
        return 2 * precision * recall / (precision + recall);
    }

    private bool IsSimilar(int[] numbers)
    {
        if (threshold < 0)
        {
            return Count > 0;
        }

        // A text of n words that is similar has more than threshold * (m + n) / 2 in common with one of m, so at least this many with any.
        var length = numbers.Length;
        var least = LeastCommon(length, LeastLength(length));
        if (least > length)
        {
            return false;
        }

        // Whoever has that many words in common has one of the rarest, all but (least - 1).
        var rarest = numbers.Distinct().OrderBy(number => _textsWith[number].Count).ToArray();
        var left = length - least + 1;
        var sequence = new WordSequence(numbers);
        _stamp++;
        foreach (var number in rarest)
        {
            if (left <= 0)
            {
                break;
            }

            left -= numbers.Count(other => other == number);
            foreach (var text in _textsWith[number])
            {
                if (_stamps[text] != _stamp)
                {
                    _stamps[text] = _stamp;
                    if (IsSimilar(sequence, _texts[text]))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private bool IsSimilar(WordSequence sequence, int[] other)
    {
        // The most there can be in common is the shorter one.
        var (length, otherLength) = (sequence.Words.Length, other.Length);
        if (Score(Math.Min(length, otherLength), length, otherLength) <= threshold)
        {
            return false;
        }

        Compared++;
        return Score(sequence.CommonWith(other), length, otherLength) > threshold;
    }

    /// <summary>The fewest words of a text that can be similar to one of so many. One less than computed, since the numbers are rounded.</summary>
    private int LeastLength(int length) => Math.Max(1, (int)(length * threshold / (2 - threshold)) - 1);

    private int LeastCommon(int length, int other) => Math.Max(1, (int)(threshold * (length + other) / 2) - 1);

    private void Add(int[] numbers)
    {
        foreach (var number in numbers.Distinct())
        {
            _textsWith[number].Add(_texts.Count);
        }

        _texts.Add(numbers);
        _stamps.Add(0);
    }

    private int[] Numbers(string text)
    {
        var list = words(text);
        var numbers = new int[list.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!_numbers.TryGetValue(list[i], out var number))
            {
                _numbers[list[i]] = number = _textsWith.Count;
                _textsWith.Add([]);
            }

            numbers[i] = number;
        }

        return numbers;
    }
}
