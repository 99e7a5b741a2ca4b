namespace DatasetKit.Recipes.Languages;

/// <summary>How likely three letters in a row are in a language, with the beginnings and ends of words, made of its most frequent words in their order.</summary>
internal sealed class LanguageProfile
{
    /// <summary>The logarithm for three letters that occur in none of the words.</summary>
    private const double Unseen = -9;

    /// <summary>What a word that is among the frequent ones says beside its letters.</summary>
    private const double OfKnownWord = 4;

    private readonly HashSet<string> _words;
    private readonly Dictionary<string, double> _trigrams = new(StringComparer.Ordinal);
    private readonly double _plain;

    private LanguageProfile(string language, string script, string[] words)
    {
        (Language, Script, _words) = (language, script, new HashSet<string>(words, StringComparer.Ordinal));
        var total = 0.0;
        var (letters, marked) = (0.0, 0.0);
        for (var i = 0; i < words.Length; i++)
        {
            // A word's frequency falls with its rank (Zipf); not all the way, since the list stands for those that follow too.
            var weight = 1 / Math.Sqrt(i + 4);
            letters += weight * words[i].Length;
            marked += weight * words[i].Count(letter => letter > '~');
            foreach (var trigram in Trigrams(words[i]))
            {
                _trigrams[trigram] = _trigrams.GetValueOrDefault(trigram) + weight;
                total += weight;
            }
        }

        foreach (var trigram in _trigrams.Keys.ToList())
        {
            _trigrams[trigram] = Math.Log(_trigrams[trigram] / total);
        }

        // Of a language with many marked letters, as Czech is, a text without any is unlikely.
        _plain = script == ScriptCounter.Latin ? Math.Log(1 - (marked / letters)) : 0;
    }

    public string Language { get; }

    public string Script { get; }

    /// <summary>The profiles of the file of words: a language a line, its script behind its code.</summary>
    public static IReadOnlyList<LanguageProfile> LoadAll()
    {
        using var stream = typeof(LanguageProfile).Assembly.GetManifestResourceStream("languages.txt")!;
        using var reader = new StreamReader(stream);
        var profiles = new List<LanguageProfile>();
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            profiles.Add(new LanguageProfile(parts[0], parts[1], parts[2..]));
        }

        return profiles;
    }

    /// <summary>Whether a word is among the frequent ones.</summary>
    public bool Knows(string word) => _words.Contains(word);

    /// <summary>How likely a word is, as a logarithm.</summary>
    public double Score(string word)
    {
        var score = Knows(word) ? OfKnownWord : 0;
        score += _plain * word.Count(letter => letter <= '~');
        foreach (var trigram in Trigrams(word))
        {
            score += _trigrams.TryGetValue(trigram, out var likely) ? likely : Unseen;
        }

        return score;
    }

    private static IEnumerable<string> Trigrams(string word)
    {
        var padded = $" {word} ";
        for (var i = 0; i + 3 <= padded.Length; i++)
        {
            yield return padded.Substring(i, 3);
        }
    }
}
