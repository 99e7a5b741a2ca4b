using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Tokenization;

public sealed class TokenizerPropertyTests
{
    /// <summary>How many texts; <c>DATASETKIT_TOKENIZER_TEXTS=1000000</c> asks for the long run of CONTRIBUTING.md.</summary>
    private static readonly int Many = int.TryParse(Environment.GetEnvironmentVariable("DATASETKIT_TOKENIZER_TEXTS"), out int texts) ? texts : 2_000;

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

    /// <summary>What is not remembered waits until more has come, and clauses have parts that wait too; tokens with places are found without all this.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_of_nothing_but_new_pieces_has_the_count_of_its_ids(string name)
    {
        Tokenizer tokenizer = Tokenizer.Get(name);
        Properties.Check(10, Prop.ForAll(Properties.Seeds, seed =>
        {
            Random random = Properties.Random(seed);
            var text = new StringBuilder();
            while (text.Length < 20_000)
            {
                (int first, int last) = random.Next(3) switch { 0 => ('\u4E00', '\u9FFF'), 1 => ('a', 'z'), _ => ('\uAC00', '\uD7A3') };
                for (int more = random.Next(1, 20); more > 0; more--)
                {
                    text.Append((char)random.Next(first, last + 1));
                }

                text.Append(" ，\n.'7"[random.Next(6)]);
            }

            string whole = text.ToString();
            int count = tokenizer.EncodeToTokens(whole).Count;
            return tokenizer.CountTokens(whole) == count && tokenizer.EncodeToIds(whole).Count == count && tokenizer.CountTokens(whole) == count;
        }));
    }

    /// <summary>Counting takes long text in parts, encoding takes it whole.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Long_text_in_parts_has_the_count_of_the_whole(string name)
    {
        string[] links = [" ", ", ", "\n", "\r\n", "\n\n", " \n", "，", "。", "。\n", "、", "'s ", " the end\n", "a b", "好，", "x\ny", "!\nx", "!\n/x", "1\nb"];
        Tokenizer tokenizer = Tokenizer.Get(name);
        Properties.Check(20, Prop.ForAll(Properties.Seeds, seed =>
        {
            Random random = Properties.Random(seed);
            var text = new StringBuilder();
            while (text.Length < 60_000)
            {
                text.Append(links[random.Next(links.Length)]).Append("word 你好 Ab.c/ 世界"[random.Next(8)..random.Next(8, 17)]);
            }

            string all = text.ToString();
            int count = tokenizer.EncodeToIds(all).Count;
            tokenizer.GetIndexByTokenCount(all, 20_000, out int before);
            return tokenizer.CountTokens(all) == count
                && tokenizer.CountTokensUtf8(Encoding.UTF8.GetBytes(all)) == count
                && tokenizer.FitsBudget(all, count) && !tokenizer.FitsBudget(all, count - 1)
                && tokenizer.FitsBudgetUtf8(Encoding.UTF8.GetBytes(all), count) && !tokenizer.FitsBudgetUtf8(Encoding.UTF8.GetBytes(all), count - 1)
                && before <= 20_000;
        }));
    }
}
