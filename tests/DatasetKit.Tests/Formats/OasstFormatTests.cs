using System.Text.Json.Nodes;

namespace DatasetKit.Tests.Formats;

public sealed class OasstFormatTests
{
    /// <summary>Two answers, one of which goes on; a deleted one; and a question that nobody answered.</summary>
    private const string Tree =
        """
        {"message_tree_id":"t","tree_state":"ready","prompt":{"text":"Q","role":"prompter","message_id":"1","replies":[
        {"text":"A","role":"assistant","message_id":"2","labels":{"quality":{"value":0.25,"count":3}},"replies":[
        {"text":"Q2","role":"prompter","message_id":"3","replies":[{"text":"A2","role":"assistant","message_id":"4","replies":[]},{"text":"A3","role":"assistant","message_id":"5","labels":{"quality":{"value":0.5}},"replies":[]}]}]},
        {"text":"B","role":"assistant","message_id":"6","labels":{"quality":{"value":0.75,"count":3}},"replies":[]}]}}
        """;

    [Fact]
    public async Task Every_path_to_an_answer_is_an_example()
    {
        using var folder = new TempFolder();
        var report = await Dataset.Read(folder.Write("trees.jsonl", Line(Tree)), RecordFormat.OasstTrees()).WriteAsync(folder["out.jsonl"], RecordFormat.Find("ultrachat")!, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["Q A Q2 A2", "Q A Q2 A3", "Q B"], Paths(folder["out.jsonl"]));
        Assert.Equal((1, 2), (report.Ledger.Read, report.Ledger.Added));
    }

    [Fact]
    public async Task A_tree_comes_back_as_one_record()
    {
        using var folder = new TempFolder();
        await Dataset.Read(folder.Write("trees.jsonl", Line(Tree) + "\n" + Line(Tree).Replace("\"t\"", "\"u\"", StringComparison.Ordinal)), RecordFormat.OasstTrees())
            .WriteAsync(folder["out.jsonl"], RecordFormat.OasstTrees(), cancellationToken: TestContext.Current.CancellationToken);

        var lines = File.ReadAllLines(folder["out.jsonl"]);
        Assert.Equal(2, lines.Length);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Tree), JsonNode.Parse(lines[0])), lines[0]);
    }

    [Fact]
    public async Task Only_the_best_replies_are_followed_when_that_is_wanted()
    {
        using var folder = new TempFolder();
        var report = await Dataset.Read(folder.Write("trees.jsonl", Line(Tree)), RecordFormat.OasstTrees(topReplies: 1)).WriteAsync(folder["out.jsonl"], RecordFormat.Find("ultrachat")!, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["Q B"], Paths(folder["out.jsonl"]));
        Assert.Equal(1, report.Ledger.Filtered);
    }

    [Fact]
    public async Task Questions_without_an_answer_and_deleted_messages_are_counted_as_filtered()
    {
        using var folder = new TempFolder();
        var tree = Line(Tree).Replace("\"message_id\":\"4\"", "\"deleted\":true", StringComparison.Ordinal).Replace("{\"text\":\"B\",\"role\":\"assistant\"", "{\"text\":\"B\",\"role\":\"prompter\"", StringComparison.Ordinal);
        var report = await Dataset.Read(folder.Write("trees.jsonl", tree), RecordFormat.OasstTrees()).WriteAsync(folder["out.jsonl"], RecordFormat.Find("ultrachat")!, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["Q A Q2 A3"], Paths(folder["out.jsonl"]));
        Assert.Equal(2, report.Ledger.Filtered);
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_costs_its_own_paths_only()
    {
        using var folder = new TempFolder();
        var tree = Line(Tree).Replace("{\"text\":\"A2\",\"role\":\"assistant\"", "{\"text\":\"A2\",\"role\":\"robot\"", StringComparison.Ordinal);
        var report = await Dataset.Read(folder.Write("trees.jsonl", tree), RecordFormat.OasstTrees()).WriteAsync(folder["out.jsonl"], RecordFormat.Find("ultrachat")!, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["Q A Q2 A3", "Q B"], Paths(folder["out.jsonl"]));
        Assert.Equal(1, report.Ledger.Rejected);
    }

    [Fact]
    public void Following_no_reply_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => RecordFormat.OasstTrees(0));

    private static string Line(string tree) => tree.Replace("\n", string.Empty, StringComparison.Ordinal);

    private static IEnumerable<string> Paths(string path) => File.ReadLines(path).Select(line => string.Join(' ', JsonNode.Parse(line)!["data"]!.AsArray().Select(text => (string)text!)));
}
