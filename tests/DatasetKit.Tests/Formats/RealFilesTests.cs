using System.Text.Json.Nodes;

namespace DatasetKit.Tests.Formats;

/// <summary>Files that people trained on, each record through every format and back.</summary>
public sealed class RealFilesTests
{
    public static TheoryData<string, string, int> Files => new()
    {
        { "alpaca/alpaca_5000.json", "alpaca", 5000 },
        { "alpaca/alpaca_en_demo.json", "alpaca", 999 },
        { "alpaca/alpaca_zh_demo.json", "alpaca", 1000 },
        { "alpaca/code_alpaca_2k.json", "alpaca", 2017 },
        { "alpaca/gpteacher_roleplay_0.6.json", "alpaca", 3146 },
        { "alpaca/gsm_8k_train.json", "alpaca", 7473 },
        { "alpaca/identity.json", "alpaca", 91 },
        { "vicuna/dummy_conversation.json", "sharegpt", 500 },
        { "vicuna/sharegpt_glaive_toolcall_en_demo.json", "sharegpt", 300 },
        { "vicuna/sharegpt_glaive_toolcall_zh_demo.json", "sharegpt", 300 },
        { "vicuna/axolotl_conversation.jsonl", "sharegpt", 1 },
        { "instructgpt/pref_sharegpt_dpo_en_demo.json", "sharegpt", 300 },
        { "bloomz/p3_ag_news_classify.jsonl", "prompt-completion", 200 },
        { "bloomz/p3_common_gen_Example_prompt.jsonl", "prompt-completion", 200 },
        { "wizardlm/WizardLM_testset.jsonl", "wizardlm-test", 218 },
        { "ultrachat/ultra_eval.json", "ultra-eval", 385 },
        { "tulu/eval_instances_tulu_1.jsonl", "tulu-eval", 996 },
        { "tulu/messages_v1_sft_demo.jsonl", "openai", 500 },
        { "tulu/messages_reason_tool_use_50.jsonl", "openai", 50 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_record_is_recognised_and_written_again(string path, string name, int count)
    {
        var format = RecordFormat.Find(name)!;
        var records = Records(path);
        Assert.Equal(count, records.Count);
        foreach (var json in records)
        {
            Assert.Equal(name, RecordFormat.Detect(Convert.RecordOf(json))?.Name);
            var written = Convert.Write(format, Convert.ReadGood(format, json));
            Assert.Null(written.Reject);
            if (name is not "openai")
            {
                Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(written.Json!)), $"{json}\n{written.Json}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_another_format_takes_comes_back_whole_when_extras_are_kept(string path, string name, int count)
    {
        Assert.True(count > 0);
        var format = RecordFormat.Find(name)!;
        foreach (var json in Records(path))
        {
            var first = Convert.Write(format, Convert.ReadGood(format, json), ExtraPolicy.Keep).Json!;
            foreach (var other in RecordFormat.Known)
            {
                RoundTrip.Check(format, other, first);
            }
        }
    }

    [Fact]
    public void Alpaca_to_sharegpt_loses_nothing_but_where_1943_inputs_begin()
    {
        var losses = Records("alpaca/alpaca_5000.json")
            .SelectMany(json => Convert.Write(RecordFormat.ShareGpt, Convert.ReadGood(RecordFormat.Alpaca, json)).Losses)
            .GroupBy(loss => loss)
            .ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(new Dictionary<string, int> { ["input"] = 1943 }, losses);
    }

    private static List<string> Records(string path)
    {
        var text = File.ReadAllText(SharedFolder.PathOf("data", path));
        if (path.Contains("axolotl", StringComparison.Ordinal))
        {
            // One object on many lines.
            return [text];
        }

        return path.EndsWith(".jsonl", StringComparison.Ordinal)
            ? [.. text.Split('\n').Where(line => line.Trim().Length > 0)]
            : [.. JsonNode.Parse(text)!.AsArray().Select(record => record!.ToJsonString())];
    }
}
