namespace DatasetKit.Tokenization;

/// <summary>How much text a part of a pattern may take.</summary>
internal static class PatternLength
{
    /// <summary>What stands for a part without a bound.</summary>
    private const long Endless = int.MaxValue;

    /// <summary>The greatest number of characters that a part matches; at least <see cref="int.MaxValue"/> when there is none.</summary>
    internal static long Of(PatternNode node) => node switch
    {
        PatternNode.One => 1,
        PatternNode.Chain chain => Sum(chain.Parts),
        PatternNode.Choice choice => Greatest(choice.Parts),
        PatternNode.Repeat repeat => Times(Of(repeat.Part), repeat.Max),
        PatternNode.Atomic atomic => Of(atomic.Part),
        _ => 0,
    };

    private static long Times(long length, int times) => length == 0 ? 0 : times == int.MaxValue ? Endless : Math.Min(Endless, length * times);

    private static long Sum(List<PatternNode> parts)
    {
        long sum = 0;
        foreach (PatternNode part in parts)
        {
            sum = Math.Min(Endless, sum + Of(part));
        }

        return sum;
    }

    private static long Greatest(List<PatternNode> parts)
    {
        long greatest = 0;
        foreach (PatternNode part in parts)
        {
            greatest = Math.Max(greatest, Of(part));
        }

        return greatest;
    }
}
