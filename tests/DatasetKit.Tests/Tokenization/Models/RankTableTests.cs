using DatasetKit.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Tokenization.Models;

public sealed class RankTableTests
{
    /// <summary>Few different bytes and lengths around where one table ends and the next begins, so that tokens are starts of others and come twice.</summary>
    private static readonly Gen<byte[][]> s_vocabulary =
        Gen.Choose(0, 20).SelectMany(length => Gen.Elements<byte>(0, 1, 0xFF).ArrayOf(length)).ArrayOf();

    [Fact]
    public void It_finds_the_first_of_equal_tokens_and_nothing_else() =>
        Properties.Check(2_000, Prop.ForAll(s_vocabulary.ToArbitrary(), s_vocabulary.ToArbitrary(), (tokens, others) =>
        {
            var table = TableOf(tokens);
            return tokens.Concat(others).Where(token => token.Length > 0).All(token =>
                table.Find(token) == First(tokens, token) && table.Find([.. token, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], token.Length) == First(tokens, token))
                && table.Known == tokens.Where(token => token.Length > 0).DistinctBy(Convert.ToHexString).Count();
        }));

    [Fact]
    public void Many_at_once_are_found_as_each_by_itself() =>
        Properties.Check(500, Prop.ForAll(s_vocabulary.ToArbitrary(), s_vocabulary.ToArbitrary(), (tokens, others) =>
        {
            byte[][] asked = [.. tokens, .. others];
            int[] starts = [0, .. asked.Select((_, i) => asked.Take(i + 1).Sum(token => token.Length))], ids = new int[asked.Length];
            TableOf(tokens).FindMany([.. asked.SelectMany(token => token), .. new byte[RankTable.BytesBehind]], starts, ids);
            return ids.SequenceEqual(asked.Select(token => First(tokens, token)));
        }));

    private static int First(byte[][] tokens, byte[] token)
    {
        int id = token.Length == 0 ? -1 : Array.FindIndex(tokens, other => other.AsSpan().SequenceEqual(token));
        return id < 0 ? RankTable.None : id;
    }

    private static RankTable TableOf(byte[][] tokens) =>
        new([.. tokens.SelectMany(token => token)], [0, .. tokens.Select((_, i) => tokens.Take(i + 1).Sum(token => token.Length))]);
}
