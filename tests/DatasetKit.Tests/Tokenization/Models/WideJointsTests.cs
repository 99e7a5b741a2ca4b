using System.Text;
using DatasetKit.Tokenization;

namespace DatasetKit.Tests.Tokenization.Models;

/// <summary>Where text may be cut beside Chinese characters, for merges of bytes made by hand.</summary>
public sealed class WideJointsTests
{
    private static readonly byte[] s_one = Encoding.UTF8.GetBytes("\u4E00"), s_two = Encoding.UTF8.GetBytes("\u4E01");

    [Fact]
    public void A_character_is_whole_where_nothing_comes_before_it()
    {
        WideJoints joints = Joints((s_one[0], s_one[1]), (256, s_one[2]), (256, s_two[2]), (257, 258));
        byte[] text = [.. s_one, .. s_two];
        Assert.Equal([257, 258], new[] { 0, 3 }.Select(start => joints.WholeAt(text, start)));
        Assert.Equal(RankTable.None, joints.WholeAt("\u4E02"u8, 0));
        Assert.Equal(RankTable.None, joints.WholeAt(text.AsSpan(0, 2), 0));
    }

    [Fact]
    public void A_character_is_not_whole_where_a_token_takes_a_part_of_it_first()
    {
        WideJoints joints = Joints((s_one[2], s_one[0]), (s_one[0], s_one[1]), (257, s_one[2]));
        byte[] text = [.. s_one, .. s_one];
        Assert.Equal(258, joints.WholeAt(s_one, 0));
        Assert.Equal(RankTable.None, joints.WholeAt(text, 0));
        Assert.Equal(RankTable.None, joints.WholeAt(text, 3));
        Assert.Equal(text.Length, joints.FirstCut(text));
    }

    [Fact]
    public void A_token_that_takes_a_part_of_a_character_too_late_hides_no_joint()
    {
        WideJoints joints = Joints((s_one[0], s_one[1]), (256, s_one[2]), (s_one[2], s_one[0]), ('a', s_one[0]), (s_one[2], 'a'));
        byte[] text = [.. s_one, .. s_one];
        Assert.Equal(257, joints.WholeAt(text, 3));
        Assert.Equal(3, joints.FirstCut(text));
        Assert.Equal(1, joints.FirstCut([(byte)'a', .. s_one]));
        Assert.Equal(3, joints.FirstCut([.. s_one, (byte)'a']));
    }

    [Fact]
    public void Two_characters_that_are_a_token_only_with_a_third_are_cut_without_it()
    {
        // The token is ONE TWO a.
        WideJoints joints = Joints((s_one[0], s_one[1]), (256, s_one[2]), (256, s_two[2]), (258, 'a'), (257, 259));
        byte[] both = [.. s_one, .. s_two], token = [.. both, (byte)'a'];
        Assert.Equal(3, joints.FirstCut(both));
        Assert.Equal(3, joints.FirstCut([.. both, (byte)'b']));
        Assert.Equal(token.Length, joints.FirstCut(token));
        Assert.Equal(1, joints.FirstCut([(byte)'b', .. token]));
    }

    [Fact]
    public void A_letter_behind_a_character_is_cut_off()
    {
        WideJoints joints = Joints((s_one[0], s_one[1]), (256, s_one[2]), (257, 'a'));
        Assert.Equal(4, joints.FirstCut([.. s_one, (byte)'a']));
        Assert.Equal(3, joints.FirstCut([.. s_one, (byte)'b', (byte)'c']));
    }

    /// <summary>Each merge of two tokens makes the next one: 256, 257 and so on.</summary>
    private static WideJoints Joints(params (int Left, int Right)[] merges)
    {
        var builder = new VocabularyBuilder("test");
        var spellings = Enumerable.Range(0, 0x100).Select(value => new[] { (byte)value }).ToList();
        Array.ForEach(merges, merge => spellings.Add([.. spellings[merge.Left], .. spellings[merge.Right]]));
        spellings.ForEach(spelling => builder.Add(spelling, builder.Count));
        var table = new MergeTable([.. merges.Select(merge => (ulong)(uint)merge.Left << 32 | (uint)merge.Right)], [.. merges.Select((_, i) => 0x100 + i)]);
        return new BytePairModel(builder.Build(allowsTwins: true), table, isOfBytes: true) { AllowsCuts = true }.WideJoints!;
    }
}
