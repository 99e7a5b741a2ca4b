using System.Globalization;

namespace DatasetKit.Recipes.OptIml;

/// <summary>
/// The files of metaseq: <c>data/{split}/{shard}/{corpus}.jsonl</c>, a numbered folder for each epoch, in it a file for each corpus
/// (facebookresearch/metaseq:metaseq/tasks/streaming_finetune_language_modeling.py).
/// </summary>
/// <param name="output">The output with its places.</param>
/// <param name="split">What stands for <c>{split}</c>.</param>
/// <param name="shards">How many shards.</param>
internal sealed class ShardTree(string output, string split, int shards)
{
    private const string Shard = "{shard}";
    private const string Corpus = "{corpus}";

    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>Whether an output is a tree.</summary>
    public static bool Is(string output) => output.Contains(Shard, StringComparison.Ordinal) || output.Contains(Corpus, StringComparison.Ordinal);

    /// <summary>The corpus of an example: benchmark and task.</summary>
    public static string CorpusOf(string benchmark, string task) =>
        string.Concat((task.Length == 0 ? benchmark : $"{benchmark}__{task}").Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));

    /// <summary>All files that may be written, for corpora of these names.</summary>
    public IReadOnlyList<string> Files(IEnumerable<string> corpora) =>
        [.. corpora.SelectMany(corpus => Enumerable.Range(0, output.Contains(Shard, StringComparison.Ordinal) ? shards : 1).Select(shard => Path(shard, corpus))).Distinct(StringComparer.Ordinal)];

    /// <summary>The file of an example: those of a corpus go into the shards by turns.</summary>
    public string FileOf(Example example)
    {
        var corpus = CorpusOf(example.Metadata["benchmark"].Text.ToString(), example.Metadata["task"].Text.ToString());
        var shard = _next.GetValueOrDefault(corpus);
        _next[corpus] = (shard + 1) % shards;
        return Path(shard, corpus);
    }

    private string Path(int shard, string corpus) => output
        .Replace("{split}", split, StringComparison.Ordinal)
        .Replace(Shard, shard.ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace(Corpus, corpus, StringComparison.Ordinal);
}
