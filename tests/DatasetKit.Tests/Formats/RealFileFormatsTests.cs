using System.Text.Json.Nodes;

namespace DatasetKit.Tests.Formats;

/// <summary>Every real file of the text systems, found by its folder: which format it is in, and that it comes back equal.</summary>
public sealed class RealFileFormatsTests : IDisposable
{
    private static readonly string[] Systems = ["alpaca", "bloomz", "flan", "gpt4llm", "instructgpt", "self-instruct", "tulu", "ultrachat", "vicuna", "wizardlm"];

    private static readonly Dictionary<string, string> Formats = new(StringComparer.Ordinal)
    {
        ["alpaca/seed_tasks.jsonl"] = "self-instruct",
        ["alpaca/axolotl_alpaca_fixture.jsonl"] = "alpaca",
        ["alpaca/alpaca_5000.json"] = "alpaca",
        ["self-instruct/user_oriented_instructions.jsonl"] = "self-instruct",
        ["self-instruct/text-davinci-003_predictions.jsonl"] = "alpaca",
        ["gpt4llm/cmp_data_scores.json"] = "score-list",
        ["gpt4llm/vicuna_question_80.jsonl"] = "prompt",
        ["gpt4llm/user_oriented_instructions.jsonl"] = "self-instruct",
        ["instructgpt/drop_samples.csv"] = "instructgpt-samples",
        ["instructgpt/fr_to_en_samples.csv"] = "instructgpt-samples",
        ["instructgpt/real_toxicity_samples.csv"] = "instructgpt-samples",
        ["instructgpt/squadv2_samples.csv"] = "instructgpt-samples",
        ["instructgpt/tldr_samples.csv"] = "instructgpt-samples",
        ["instructgpt/pref_sharegpt_dpo_en_demo.json"] = "sharegpt",
        ["tulu/eval_instances_tulu_1.jsonl"] = "tulu-eval",
        ["bloomz/p3_ag_news_classify.jsonl"] = "prompt-completion",
    };

    private readonly TempFolder _folder = new();

    public static TheoryData<string> Files
    {
        get
        {
            var data = Path.GetDirectoryName(SharedFolder.FindOrNull("data", "x"));
            return data is null ? [""] : [.. Systems.SelectMany(system => Directory.EnumerateFiles(Path.Combine(data, system)))
                .Where(path => Path.GetExtension(path) is ".json" or ".jsonl" or ".csv" or ".tsv" && !path.EndsWith("flan_collection_info.csv", StringComparison.Ordinal))
                .Select(path => Path.GetRelativePath(data, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_real_file_is_recognised_and_comes_back_equal(string path)
    {
        var file = SharedFolder.PathOf("data", path);
        var options = new ReadOptions { Concatenated = path == "vicuna/axolotl_conversation.jsonl" };
        var isTable = path.EndsWith(".tsv", StringComparison.Ordinal);
        var found = isTable ? "cot" : await Recognised(file, options);
        Assert.Equal(Formats.GetValueOrDefault(path, found), found);
        var format = RecordFormat.Find(found);
        if (format is null)
        {
            // Question and answer under names of their own, which a mapping reads.
            Assert.Equal("wizardlm/gsm8k_test.jsonl", path);
            return;
        }

        var report = await Dataset.Read(file, format, options).WriteAsync(_folder["out.jsonl"], format, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(report.Ledger.Balances);
        Assert.Equal(0, report.Ledger.Rejected);
        Assert.Empty(report.Losses);
        var records = Records(file);
        Assert.Equal(records?.Count ?? report.Ledger.Read, report.Ledger.Written);
        if (records is null || found is "openai" or "tulu")
        {
            return;
        }

        var written = await File.ReadAllLinesAsync(_folder["out.jsonl"], TestContext.Current.CancellationToken);
        for (var i = 0; i < records.Count; i++)
        {
            Assert.True(JsonNode.DeepEquals(records[i], JsonNode.Parse(written[i])), $"record {i + 1} of {path} as {found}");
        }
    }

    private async Task<string> Recognised(string file, ReadOptions options)
    {
        var report = await Dataset.Read(file, options: options).WriteAsync(_folder["probe.jsonl"], RecordFormat.PlainText, cancellationToken: TestContext.Current.CancellationToken);
        return report.Inputs[0].Format!;
    }

    private static List<JsonNode>? Records(string file)
    {
        if (Path.GetExtension(file) is ".csv" or ".tsv")
        {
            return null;
        }

        var text = File.ReadAllText(file);
        return text.TrimStart().StartsWith('[')
            ? [.. JsonNode.Parse(text)!.AsArray().Select(node => node!)]
            : text.TrimStart().StartsWith("{\n", StringComparison.Ordinal)
                ? [JsonNode.Parse(text)!]
                : [.. text.Split('\n').Where(line => line.Trim().Length > 0).Select(line => JsonNode.Parse(line)!)];
    }
}
