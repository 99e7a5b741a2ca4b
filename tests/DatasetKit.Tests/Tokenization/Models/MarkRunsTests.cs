using System.Text;
using DatasetKit.Tokenization;

namespace DatasetKit.Tests.Tokenization.Models;

/// <summary>When a text may be cut behind marks for spaces.</summary>
public sealed class MarkRunsTests
{
    [Fact]
    public void A_run_that_ends_in_a_token_of_several_marks_is_a_joint() =>
        // Three marks end in a single one.
        Assert.Equal([2, 4, 6], Runs(["_", "a", "__", "____", "_a"], ["_ _", "__ __", "_ a"], 7));

    [Fact]
    public void Marks_that_merge_with_letters_first_are_none() =>
        Assert.Empty(Runs(["_", "a", "__", "_a"], ["_ a", "_ _"], 7));

    [Fact]
    public void Two_marks_that_merge_with_a_letter_are_none() =>
        Assert.Empty(Runs(["_", "a", "__", "_a", "__a"], ["_ _", "_ a", "__ a"], 7));

    [Fact]
    public void Two_marks_that_merge_with_a_letter_before_them_are_one() =>
        Assert.Equal([2, 3, 4, 5], Runs(["_", "a", "__", "___", "a__"], ["_ _", "__ _", "a __"], 5));

    [Fact]
    public void A_vocabulary_without_the_mark_has_none() => Assert.Empty(Runs(["a", "aa"], ["a a"], 7));

    /// <summary>Tokens and merges with a line in the place of the mark.</summary>
    private static IEnumerable<int> Runs(string[] tokens, string[] merges, int most)
    {
        var builder = new VocabularyBuilder("test");
        for (int id = 0; id < tokens.Length; id++)
        {
            builder.Add(Encoding.UTF8.GetBytes(tokens[id].Replace('_', '\u2581')), id);
        }

        string[][] sides = [.. merges.Select(merge => merge.Split(' '))];
        ulong runs = MarkRuns.Learn(builder.Build(allowsTwins: false), new MergeTable(
            [.. sides.Select(pair => (ulong)Array.IndexOf(tokens, pair[0]) << 32 | (uint)Array.IndexOf(tokens, pair[1]))],
            [.. sides.Select(pair => Array.IndexOf(tokens, pair[0] + pair[1]))]));
        return Enumerable.Range(0, most + 1).Where(count => (runs >> count & 1) != 0);
    }
}
