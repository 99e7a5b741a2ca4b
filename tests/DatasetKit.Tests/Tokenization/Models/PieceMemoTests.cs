using DatasetKit.Tokenization;

namespace DatasetKit.Tests.Tokenization.Models;

public sealed class PieceMemoTests
{
    private readonly PieceMemo _memo = new();

    /// <summary>Every length has a key of its own, also where the bytes are zeros, and whether more text follows or not.</summary>
    [Fact]
    public void A_piece_is_found_with_what_was_kept_of_it_wherever_it_stands()
    {
        byte[] zeros = new byte[40];
        for (int length = 1; length <= PieceKey.MaxLength; length++)
        {
            _memo.Add(_memo.Seek(zeros.AsSpan(0, length), length), length, 100 + length);
        }

        for (int length = 1; length <= PieceKey.MaxLength; length++)
        {
            Assert.Equal(length, _memo.Find(_memo.Seek(zeros, length), out int id));
            Assert.Equal(100 + length, id);
            Assert.Equal(length, _memo.Find(_memo.Seek(zeros.AsSpan(0, length), length), out _));
        }
    }

    [Fact]
    public void Pieces_that_differ_in_one_byte_are_not_taken_for_each_other()
    {
        byte[] text = "abcdefghijklmnopq"u8.ToArray();
        for (int length = 1; length <= PieceKey.MaxLength; length++)
        {
            _memo.Add(_memo.Seek(text, length), 1, 5);
            for (int place = 0; place < length; place++)
            {
                text[place] ^= 0x80;
                Assert.Equal(0, _memo.Find(_memo.Seek(text, length), out _));
                text[place] ^= 0x80;
            }

            Assert.Equal(1, _memo.Find(_memo.Seek(text, length), out _));
        }
    }

    [Fact]
    public void What_stands_behind_a_piece_does_not_matter()
    {
        byte[] one = "token and then this"u8.ToArray(), other = "token, or else something"u8.ToArray();
        _memo.Add(_memo.Seek(one, 5), 2, RankTable.None);
        Assert.Equal(2, _memo.Find(_memo.Seek(other, 5), out int id));
        Assert.Equal(RankTable.None, id);
    }
}
