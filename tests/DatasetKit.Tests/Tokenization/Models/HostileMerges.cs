using System.Text;
using DatasetKit.Tokenization;

namespace DatasetKit.Tests.Tokenization.Models;

/// <summary>
/// A byte-pair vocabulary that nobody has trained, and the plain definition of what it makes of a text: tokens that no merge gives, tokens that several give,
/// merges out of order and twice, ids that say nothing, characters and bytes that are missing, repeats that overlap.
/// </summary>
internal sealed class HostileMerges
{
    private const string Mark = "\u2581";

    private static readonly string[] s_characters = ["a", "a", "b", "c", ".", "\n", "\u0001", Mark, Mark, "\u00E9", "\u0436", "\u4E00", "\u4E01", "\u4E2D", "\uFF0C", "\U0001F600"];

    private readonly Random _random;
    private readonly List<byte[]> _spellings = [];
    private readonly Dictionary<string, int> _ids = [];
    private readonly Dictionary<(int Left, int Right), (int Rank, int Result)> _ranks = [];
    private readonly bool _isOfBytes;
    private readonly bool _ignoresMerges;
    private readonly bool _fusesUnknown;
    private readonly int[]? _bytes;
    private readonly int? _unknown;

    /// <summary>Makes one up.</summary>
    public HostileMerges(Random random)
    {
        _random = random;
        _isOfBytes = Chance(3);
        _ignoresMerges = Chance(3);
        bool hasFallback = !_isOfBytes && !Chance(3), hasUnknown = !_isOfBytes && Chance(2);
        _fusesUnknown = Chance(2);
        List<(string Left, string Right)> merges = [];
        var texts = new HashSet<string>(_isOfBytes ? Enumerable.Range(0, 0x100).Where(value => value != 1 || !Chance(3)).Select(value => Latin([(byte)value])) : s_characters.Where(_ => !Chance(6)).Select(OfText));
        // As Gemma's do: marks are merged among themselves before anything else happens to them.
        bool hasMarksFirst = !_isOfBytes && Chance(3);
        if (hasMarksFirst)
        {
            AddMarks(texts, merges);
        }

        for (int tries = random.Next(60); tries > 0; tries--)
        {
            // Two tokens, or what a text has side by side: of bytes hardly two would meet by chance.
            (string left, string right) = _isOfBytes || Chance(2) ? Neighbours(texts) : (Any(texts), Any(texts));
            if (left.Length + right.Length <= 16 && !(hasMarksFirst && (left + right).Contains(OfText(Mark + Mark), StringComparison.Ordinal)))
            {
                merges.Add((left, right));
                texts.Add(left + right);
            }
        }

        for (int extra = random.Next(8); extra > 0; extra--)
        {
            texts.Add(OfText(Text(4)));
        }

        string[] special = [.. hasFallback ? Enumerable.Range(0, 0x100).Select(value => $"<0x{value:X2}>") : [], .. hasUnknown ? ["<unk>"] : Array.Empty<string>()];
        texts.UnionWith(special);
        if (special.Length > 0 && Chance(8))
        {
            string left = special[random.Next(special.Length)], right = Any(texts);
            merges.Add((left, right));
            texts.Add(left + right);
        }

        string[] shuffled = [.. texts];
        random.Shuffle(shuffled);
        foreach (string text in shuffled)
        {
            _ids[text] = _spellings.Count;
            _spellings.Add(Encoding.Latin1.GetBytes(text));
        }

        if (!hasMarksFirst && Chance(2))
        {
            (string, string)[] order = [.. merges];
            random.Shuffle(order);
            merges = [.. order];
        }

        if (merges.Count > 0 && Chance(3))
        {
            merges.Add(merges[random.Next(merges.Count)]);
        }

        Model = Assemble(merges, hasUnknown ? _unknown = _ids["<unk>"] : null, hasFallback);
        _bytes = hasFallback ? [.. Enumerable.Range(0, 0x100).Select(value => _ids[$"<0x{value:X2}>"])] : null;
    }

    /// <summary>The model of it.</summary>
    public BytePairModel Model { get; }

    /// <summary>Some text of whole characters, often of its tokens one after another.</summary>
    public string Text(int most)
    {
        var text = new StringBuilder();
        for (int left = _random.Next(1, most + 1); left > 0; left--)
        {
            string next = s_characters[_random.Next(s_characters.Length)];
            text.Append(_spellings.Count > 0 && Chance(3) ? Encoding.UTF8.GetString(_spellings[_random.Next(_spellings.Count)]) : Chance(6) ? string.Concat(Enumerable.Repeat(next, _random.Next(2, 10))) : next);
        }

        return text.ToString();
    }

    /// <summary>The definition: again and again the merge of the lowest rank, at its leftmost place.</summary>
    public List<int> Plain(string text)
    {
        if (_ignoresMerges && _ids.TryGetValue(OfText(text), out int whole))
        {
            return [whole];
        }

        List<int> ids = Symbols(text);
        while (true)
        {
            int best = -1, rank = int.MaxValue;
            for (int i = 0; i + 1 < ids.Count; i++)
            {
                if (_ranks.TryGetValue((ids[i], ids[i + 1]), out var merge) && merge.Rank < rank)
                {
                    (best, rank) = (i, merge.Rank);
                }
            }

            if (best < 0)
            {
                return ids;
            }

            ids[best] = _ranks[(ids[best], ids[best + 1])].Result;
            ids.RemoveAt(best + 1);
        }
    }

    private BytePairModel Assemble(List<(string Left, string Right)> merges, int? unknown, bool hasFallback)
    {
        var builder = new VocabularyBuilder("test");
        for (int id = 0; id < _spellings.Count; id++)
        {
            builder.Add(_spellings[id], id);
        }

        // Of the same two sides the later merge counts.
        for (int rank = 0; rank < merges.Count; rank++)
        {
            (string left, string right) = merges[rank];
            _ranks[(_ids[left], _ids[right])] = (rank, _ids[left + right]);
        }

        return BytePairParts.Assemble(new BytePairParts
        {
            Tokens = builder.Build(allowsTwins: false),
            Merges = new MergeTable(
                [.. merges.Select(merge => (ulong)(uint)_ids[merge.Left] << 32 | (uint)_ids[merge.Right])],
                [.. merges.Select(merge => _ids[merge.Left + merge.Right])]),
            IsOfBytes = _isOfBytes,
            Unknown = unknown,
            FusesUnknown = _fusesUnknown,
            HasByteFallback = hasFallback,
            IgnoresMerges = _ignoresMerges,
        });
    }

    private List<int> Symbols(string text)
    {
        List<int> ids = [];
        bool isUnknown = false;
        foreach (string symbol in _isOfBytes ? OfText(text).Select(letter => letter.ToString()) : text.EnumerateRunes().Select(rune => OfText(rune.ToString())))
        {
            bool wasUnknown = isUnknown;
            isUnknown = false;
            if (_ids.TryGetValue(symbol, out int id))
            {
                ids.Add(id);
            }
            else if (_bytes is not null)
            {
                ids.AddRange(symbol.Select(letter => _bytes[letter]));
            }
            else if (_unknown is { } unknown)
            {
                isUnknown = true;
                if (!wasUnknown || !_fusesUnknown)
                {
                    ids.Add(unknown);
                }
            }
            else
            {
                // It vanishes, and what stands around it meets.
                isUnknown = wasUnknown;
            }
        }

        return ids;
    }

    private (string Left, string Right) Neighbours(HashSet<string> texts)
    {
        string text = OfText(Text(3));
        int cut = _random.Next(1, Math.Max(2, text.Length)), start = _random.Next(cut), end = _random.Next(cut, text.Length) + 1;
        string left = text[start..Math.Min(cut, text.Length)], right = cut < text.Length ? text[cut..Math.Min(end, text.Length)] : left;
        return texts.Contains(left) && texts.Contains(right) ? (left, right) : (Any(texts), Any(texts));
    }

    private void AddMarks(HashSet<string> texts, List<(string Left, string Right)> merges)
    {
        List<string> runs = [OfText(Mark)];
        for (int more = _random.Next(1, 6); more > 0; more--)
        {
            (string left, string right) = (runs[_random.Next(runs.Count)], runs[_random.Next(runs.Count)]);
            merges.Add((left, right));
            runs.Add(left + right);
        }

        texts.UnionWith(runs);
    }

    private string Any(HashSet<string> texts) => texts.ElementAt(_random.Next(texts.Count));

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private static string OfText(string text) => Latin(Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes as letters of the same numbers, so that they are keys.</summary>
    private static string Latin(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
