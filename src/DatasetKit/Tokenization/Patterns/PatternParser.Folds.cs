namespace DatasetKit.Tokenization;

// Characters that stand for several where case is ignored. Oniguruma looks for them in characters that stand side by side and are neither repeated nor in brackets,
// from the left, the longest first: (?i:sst) is "ßt" and not "sﬆ", and (?i:ss+) never "ß".
internal sealed partial class PatternParser
{
    /// <summary>One character as it is written.</summary>
    private PatternNode.One Letter()
    {
        int character = Literal();
        CharacterSet set = Folded(CharacterSet.Of(character));
        return _ignoresCase && isOniguruma ? new PatternNode.Letter(set, character) : new PatternNode.One(set);
    }

    /// <summary>A class in brackets; where case is ignored it takes what its members stand for too, if it takes no single character there.</summary>
    private PatternNode Class()
    {
        var parser = new PatternClassParser(this);
        CharacterSet set = parser.Class();
        var one = new PatternNode.One(set);
        if (!_ignoresCase || !isOniguruma || parser.IsNegative)
        {
            return one;
        }

        List<PatternNode> parts = [one, .. LongFolds.Known.Where(fold => Array.Exists(fold.All, set.Has)).Select(Spelled)];
        return parts.Count == 1 ? one : new PatternNode.Choice(parts);
    }

    /// <summary>A part to whose characters no others can be joined any more.</summary>
    private PatternNode Settled(PatternNode node) => node switch
    {
        PatternNode.Letter letter => Settled([letter]),
        PatternNode.Chain chain when chain.Parts.Exists(part => part is PatternNode.Letter) => Settled(chain.Parts),
        _ => node,
    };

    private PatternNode.Chain Settled(List<PatternNode> parts)
    {
        var settled = new List<PatternNode>();
        for (int i = 0; i < parts.Count;)
        {
            int[] characters = [.. parts.Skip(i).TakeWhile(part => part is PatternNode.Letter).Select(part => ((PatternNode.Letter)part).Character)];
            if (characters.Length == 0)
            {
                settled.Add(parts[i++]);
                continue;
            }

            for (int at = 0; at < characters.Length;)
            {
                (PatternNode node, int taken) = Folds(characters.AsSpan(at), ((PatternNode.One)parts[i + at]).Set);
                settled.Add(node);
                at += taken;
            }

            i += characters.Length;
        }

        return new(settled);
    }

    /// <summary>The first of some characters, or as many of them as another may stand for.</summary>
    private (PatternNode Node, int Taken) Folds(ReadOnlySpan<int> characters, CharacterSet set)
    {
        var one = new PatternNode.One(set);
        // Looking back, it takes what has as many characters.
        if (_behind > 0)
        {
            return (one, 1);
        }

        if (LongFolds.Of(characters[0]) is { } whole)
        {
            return (new PatternNode.Choice([one, Spelled(whole)]), 1);
        }

        return LongFolds.StartOf(characters) is { } start
            ? (new PatternNode.Choice([Spelled(start), new PatternNode.One(start.Characters)]), start.Text.Length)
            : (one, 1);
    }

    private static PatternNode.Chain Spelled(LongFolds fold) => new([.. fold.Text.Select(set => new PatternNode.One(set))]);
}
