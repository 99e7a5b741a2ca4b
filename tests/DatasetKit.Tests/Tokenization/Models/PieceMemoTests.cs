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
            _memo.Add(Seek(zeros.AsSpan(0, length), length), [100 + length, 7, 8]);
        }

        for (int length = 1; length <= PieceKey.MaxLength; length++)
        {
            Assert.Equal([100 + length, 7, 8], Find(zeros, length)!);
            Assert.Equal([100 + length, 7, 8], Find(zeros.AsSpan(0, length), length)!);
        }
    }

    [Fact]
    public void Pieces_that_differ_in_one_byte_are_not_taken_for_each_other()
    {
        byte[] text = "abcdefghijklmnopq"u8.ToArray();
        for (int length = 1; length <= PieceKey.MaxLength; length++)
        {
            _memo.Add(Seek(text, length), [5]);
            for (int place = 0; place < length; place++)
            {
                text[place] ^= 0x80;
                Assert.Null(Find(text, length));
                text[place] ^= 0x80;
            }

            Assert.Equal([5], Find(text, length)!);
        }
    }

    [Fact]
    public void What_stands_behind_a_piece_does_not_matter()
    {
        byte[] one = "token and then this"u8.ToArray(), other = "token, or else something"u8.ToArray();
        _memo.Add(Seek(one, 5), 2);
        Assert.Equal(2, _memo.Count(Seek(other, 5)));
        Assert.Null(Find(other, 5));
        _memo.Add(Seek(one, 5), [1, 2]);
        Assert.Equal([1, 2], Find(other, 5)!);
    }

    [Fact]
    public void A_piece_that_is_too_long_is_never_here()
    {
        byte[] text = new byte[40];
        for (int length = PieceKey.MaxLength + 1; length <= text.Length; length++)
        {
            Assert.Equal(0, _memo.Count(Seek(text, length)));
            Assert.Null(Find(text, length));
        }
    }

    private PieceMemo.Place Seek(ReadOnlySpan<byte> text, int length)
    {
        _memo.Seek(text, length, out PieceMemo.Place place);
        return place;
    }

    private int[]? Find(ReadOnlySpan<byte> text, int length)
    {
        var output = new TokenOutput();
        output.Reset(OutputKind.Ids);
        return _memo.TryAdd(Seek(text, length), output) ? output.Ids.ToArray() : null;
    }
}
