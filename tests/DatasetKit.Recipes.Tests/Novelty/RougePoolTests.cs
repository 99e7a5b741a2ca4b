using DatasetKit.Recipes.Novelty;

namespace DatasetKit.Recipes.Tests.Novelty;

public class RougePoolTests
{
    [Fact]
    public void Decisions_and_scores_are_those_of_comparing_with_every_text()
    {
        var random = Properties.Random(7);
        foreach (var threshold in (double[])[0.3, 0.5, 0.7, 0.9, 1])
        {
            var pool = new RougePool(threshold, Words.OfAscii);
            var texts = new List<string>();
            for (var i = 0; i < 400; i++)
            {
                // Few words, so that many texts are alike; now and then more than fit into 64 bits.
                var text = string.Join(' ', Enumerable.Range(0, random.Next(0, i % 20 == 0 ? 150 : 12)).Select(_ => "w" + random.Next(i % 20 == 0 ? 3 : 5)));
                var scores = texts.ConvertAll(other => Plain(text, other));
                Assert.Equal(scores, pool.Scores(text));
                Assert.Equal(scores.Any(score => score > threshold), pool.IsSimilar(text));
                pool.Add(text);
                texts.Add(text);
            }
        }
    }

    [Fact]
    public void A_text_is_kept_when_it_is_new()
    {
        var pool = new RougePool(0.7, Words.Of);
        Assert.True(pool.TryAdd("Write a poem about the sea."));
        Assert.False(pool.TryAdd("Write a poem about the sky."));
        Assert.True(pool.TryAdd("Name the capital of Peru."));
        Assert.Equal(2, pool.Count);
    }

    [Fact]
    public void Text_without_Latin_letters_is_compared_too_unless_compat_is_asked_for()
    {
        foreach (var (first, second) in ((string, string)[])[("写一首关于河流的诗", "写一首关于大海的诗"), ("Напиши короткое стихотворение о большой реке", "Напиши короткое стихотворение о малой реке"), ("اكتب قصيدة قصيرة عن النهر", "اكتب قصيدة قصيرة عن البحر")])
        {
            var ours = new RougePool(0.7, Words.Of);
            Assert.True(ours.TryAdd(first));
            Assert.False(ours.TryAdd(second));
            var compat = new RougePool(0.7, Words.OfAscii);
            Assert.True(compat.TryAdd(first));
            Assert.True(compat.TryAdd(first));
        }
    }

    [Fact]
    public void ASCII_has_the_same_words_either_way()
    {
        foreach (var text in (string[])["Don't stop-me now, it's 5pm!", "", "  a  B\tc\nD  ", "x_y.z"])
        {
            Assert.Equal(Words.OfAscii(text), Words.Of(text));
        }
    }

    private static double Plain(string a, string b)
    {
        var (x, y) = (Words.OfAscii(a), Words.OfAscii(b));
        var rows = new int[x.Count + 1, y.Count + 1];
        for (var i = 1; i <= x.Count; i++)
        {
            for (var j = 1; j <= y.Count; j++)
            {
                rows[i, j] = x[i - 1] == y[j - 1] ? rows[i - 1, j - 1] + 1 : Math.Max(rows[i - 1, j], rows[i, j - 1]);
            }
        }

        var common = rows[x.Count, y.Count];
        var (precision, recall) = ((double)common / x.Count, (double)common / y.Count);
        return common == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
}
