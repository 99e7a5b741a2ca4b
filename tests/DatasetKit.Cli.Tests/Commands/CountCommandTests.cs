using System.Text.Json;

namespace DatasetKit.Cli.Tests.Commands;

public sealed class CountCommandTests : IDisposable
{
    private readonly Workspace _folder = new();

    public CountCommandTests() => _folder.Put("in.jsonl", """
        {"messages":[{"role":"user","content":"Say hello to the world, please."},{"role":"assistant","content":"Hello!"},{"role":"user","content":"Again."},{"role":"assistant","content":"Hello again!"}]}
        {"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello!"}]}

        """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Several_tokenizers_are_counted_in_one_pass_and_two_names_of_one_are_one()
    {
        using var report = Json("count", "in.jsonl", "--tokenizer", "gpt-4o", "--tokenizer", "r50k_base", "--tokenizer", "o200k_base", "--limit", "10");

        var tokenizers = report.RootElement.GetProperty("tokenizers").EnumerateArray().ToList();
        Assert.Equal(["o200k_base", "r50k_base"], tokenizers.Select(t => t.GetProperty("tokenizer").GetString()));
        Assert.Equal(2, report.RootElement.GetProperty("examples").GetInt32());
        Assert.Equal(("in.jsonl", 1), (tokenizers[0].GetProperty("max_at").GetProperty("file").GetString(), tokenizers[0].GetProperty("max_at").GetProperty("line").GetInt32()));
        var limit = tokenizers[0].GetProperty("limits")[0];
        Assert.Equal((10, 1, 1, 0), (limit.GetProperty("limit").GetInt32(), limit.GetProperty("over").GetInt32(), limit.GetProperty("reject").GetProperty("rejected").GetInt32(), limit.GetProperty("drop-turns").GetProperty("rejected").GetInt32()));
    }

    [Fact]
    public void What_the_model_sees_is_more_than_the_texts()
    {
        int Tokens(params string[] more)
        {
            using var report = Json(["count", "in.jsonl", "--tokenizer", "o200k_base", .. more]);
            return report.RootElement.GetProperty("tokens").GetInt32();
        }

        // Six messages of 3 and a role each, two examples of 3.
        Assert.Equal(Tokens() + (6 * 4) + (2 * 3), Tokens("--chat-template", "openai"));
        Assert.True(Tokens("--chat-template", "vicuna") > Tokens());
    }

    [Fact]
    public void Counts_of_each_example_are_lines_of_their_own_and_the_figures_make_way()
    {
        var result = Tool.Run(_folder.Path, "count", "in.jsonl", "--tokenizer", "o200k_base", "--per-example");

        Assert.Equal(0, result.Exit);
        var lines = result.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal([1, 2], lines.Select(l => l.GetProperty("line").GetInt32()));
        Assert.All(lines, l => Assert.True(l.GetProperty("tokens").GetProperty("o200k_base").GetInt32() > l.GetProperty("trained").GetProperty("o200k_base").GetInt32()));
        Assert.Contains("tokenizer  o200k_base", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_of_each_example_go_to_a_file_that_is_not_written_over()
    {
        string[] call = ["count", "in.jsonl", "--tokenizer", "o200k_base", "--per-example", "-o", "counts.jsonl"];
        var first = Tool.Run(_folder.Path, call);
        Assert.Equal(0, first.Exit);
        Assert.Contains("tokenizer  o200k_base", first.Output, StringComparison.Ordinal);
        Assert.Equal(2, _folder.Read("counts.jsonl").Count(c => c == '\n'));
        Assert.Equal(2, Tool.Run(_folder.Path, call).Exit);
    }

    [Fact]
    public void Prices_of_the_users_take_the_place_of_those_built_in()
    {
        _folder.Put("prices.json", """{"date":"2030-01-01","currency":"EUR","entries":[{"name":"ours","per_million_tokens":1000000}]}""");

        var result = Tool.Run(_folder.Path, "count", "in.jsonl", "--tokenizer", "o200k_base", "--prices", "prices.json", "--epochs", "2", "--take", "1");

        Assert.Contains("training, 2 epochs, estimated with the figures of 2030-01-01", result.Output, StringComparison.Ordinal);
        Assert.Contains("EUR", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("gpt-4", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("needs --tokenizer", "count", "in.jsonl")]
    [InlineData("no file or folder 'nothing'", "count", "in.jsonl", "--tokenizer", "nothing")]
    [InlineData("--limit takes a whole number from 1", "count", "in.jsonl", "--tokenizer", "o200k_base", "--limit", "0")]
    [InlineData("--epochs takes a whole number from 1", "count", "in.jsonl", "--tokenizer", "o200k_base", "--epochs", "0")]
    [InlineData("-o names where --per-example writes", "count", "in.jsonl", "--tokenizer", "o200k_base", "-o", "a.jsonl")]
    [InlineData("end the name of the output in .jsonl", "count", "in.jsonl", "--tokenizer", "o200k_base", "--per-example", "-o", "a.csv")]
    [InlineData("both want standard output", "count", "in.jsonl", "--tokenizer", "o200k_base", "--per-example", "--json")]
    [InlineData("there is no template \"nothing\"", "count", "in.jsonl", "--tokenizer", "o200k_base", "--chat-template", "nothing")]
    [InlineData("No hosted chat model uses the tokenizer r50k_base", "count", "in.jsonl", "--tokenizer", "r50k_base", "--chat-template", "openai")]
    [InlineData("the prices cannot be read", "count", "in.jsonl", "--tokenizer", "o200k_base", "--prices", "nothing.json")]
    [InlineData("nothing counts them without --max-tokens", "convert", "in.jsonl", "--to", "openai", "--tokenizer", "gpt-4o")]
    [InlineData("knows no ids to pack", "pack", "in.jsonl", "--length", "9", "--tokenizer", "gpt-4o", "--chat-template", "openai")]
    [InlineData("Did you mean gpt-4o?", "count", "in.jsonl", "--tokenizer", "gpt4o")]
    [InlineData("--when-over needs --max-tokens", "convert", "in.jsonl", "--to", "openai", "--when-over", "truncate")]
    [InlineData("it needs --max-tokens", "convert", "in.jsonl", "--to", "openai", "--chat-template", "vicuna")]
    [InlineData("choose one of them", "convert", "in.jsonl", "--to", "openai", "--max-tokens", "9", "--tokenizer", "gpt-4", "--when-over", "truncate", "--lossless")]
    public void A_wrong_call_is_told_what_is_wrong(string message, params string[] call)
    {
        var result = Tool.Run(_folder.Path, call);

        Assert.Equal(2, result.Exit);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(["in.jsonl"], _folder.Files);
    }

    [Fact]
    public void Too_long_conversations_are_written_without_their_oldest_rounds()
    {
        var result = Tool.Run(_folder.Path, "convert", "in.jsonl", "--to", "openai", "--max-tokens", "10", "--tokenizer", "o200k_base", "--when-over", "drop-turns", "-o", "out.jsonl");

        Assert.Equal(0, result.Exit);
        Assert.Contains("in.jsonl:1: warning DK3002", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Say hello", _folder.Read("out.jsonl"), StringComparison.Ordinal);
        using var report = Json("count", "out.jsonl", "--tokenizer", "o200k_base", "--limit", "10");
        Assert.Equal((2, 0), (report.RootElement.GetProperty("examples").GetInt32(), report.RootElement.GetProperty("tokenizers")[0].GetProperty("limits")[0].GetProperty("over").GetInt32()));
    }

    [Fact]
    public void Rendered_text_is_limited_as_it_is_written()
    {
        var result = Tool.Run(_folder.Path, "convert", "in.jsonl", "--to", "text", "--template", "vicuna", "--max-tokens", "45", "--tokenizer", "o200k_base", "-o", "out.jsonl");

        Assert.Equal(1, result.Exit);
        Assert.Contains("as vicuna shows it", result.Error, StringComparison.Ordinal);
    }

    private JsonDocument Json(params string[] call)
    {
        var result = Tool.Run(_folder.Path, [.. call, "--json"]);
        Assert.True(result.Exit == 0, result.Error);
        return JsonDocument.Parse(result.Output);
    }
}
