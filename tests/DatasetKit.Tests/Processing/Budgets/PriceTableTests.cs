using DatasetKit.Processing;

namespace DatasetKit.Tests.Processing.Budgets;

public sealed class PriceTableTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_table_that_is_built_in_has_a_date_and_prices_for_the_hosted_tokenizers()
    {
        Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", PriceTable.Embedded.Date);
        Assert.Contains(PriceTable.Embedded.For(Tokenizer.O200kBase), entry => entry.Cost(1e6) > 0);
        Assert.DoesNotContain(PriceTable.Embedded.For(Tokenizer.R50kBase), entry => entry.Cost(1e6) is not null);
    }

    [Fact]
    public void A_table_of_the_users_takes_its_place()
    {
        var table = Load("""{"date":"2026-01-01","currency":"EUR","entries":[{"name":"ours","per_million_tokens":2,"tokens_per_second":100}]}""");
        var entry = Assert.Single(table.For(Tokenizer.R50kBase));
        Assert.Equal(("EUR", 1.0, 5000.0), (table.Currency, entry.Cost(5e5), entry.Seconds(5e5)));
    }

    [Theory]
    [InlineData("[]", "\"entries\"")]
    [InlineData("""{"entries":[]}""", "\"date\"")]
    [InlineData("""{"date":"2026","entries":[{"name":"a"}]}""", "entry 1 has neither")]
    [InlineData("""{"date":"2026","entries":[{"per_million_tokens":1}]}""", "entry 1 has no \"name\"")]
    [InlineData("""{"date":"2026","entries":[{"name":"a","per_million_tokens":-1}]}""", "entry 1 has neither")]
    [InlineData("{", "cannot be read")]
    public void A_file_that_is_no_table_is_refused_with_the_reason(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<DatasetKitException>(() => Load(json)).Message, StringComparison.Ordinal);

    private PriceTable Load(string json)
    {
        File.WriteAllText(_folder["prices.json"], json);
        return PriceTable.Load(_folder["prices.json"]);
    }
}
