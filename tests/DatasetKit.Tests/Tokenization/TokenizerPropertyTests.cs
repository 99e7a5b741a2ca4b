using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Tokenization;

public sealed class TokenizerPropertyTests
{
    private const int Many = 2_000;

    public static TheoryData<string> Names => [.. Tokenizer.Known.Select(info => info.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Decoding_gives_the_text_back(string name)
    {
        Tokenizer tokenizer = Tokenizer.Get(name);
        Properties.Check(Many, Prop.ForAll(Texts.WellFormed, text => tokenizer.Decode(tokenizer.EncodeToIds(text)) == text));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_way_of_counting_counts_the_ids(string name)
    {
        Tokenizer tokenizer = Tokenizer.Get(name);
        Properties.Check(Many, Prop.ForAll(Texts.WellFormed, text =>
        {
            int count = tokenizer.EncodeToIds(text).Count;
            return tokenizer.CountTokens(text) == count
                && tokenizer.CountTokens(text.AsSpan()) == count
                && tokenizer.CountTokensUtf8(Encoding.UTF8.GetBytes(text)) == count;
        }));
    }
}
