using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Comparisons;

/// <summary>
/// Tasks of one instruction and several queries with their answers, as prompts that show some of them and ask another (arXiv 2203.02155, appendix A.2.1: of one
/// instruction several prompts are made, each with other examples). Records of <c>instruction</c> and <c>instances</c>, as Self-Instruct's.
/// </summary>
/// <param name="shots">Queries with answers that a prompt shows at most.</param>
/// <param name="most">Prompts of one task at most.</param>
/// <param name="seed">Decides which are shown and asked.</param>
internal sealed class FewShotTasks(int shots, int most, int seed) : RecordFormat
{
    private static readonly RecordFormat s_tasks = Find("self-instruct")!;

    public override string Name => s_tasks.Name;

    public override bool HoldsMany => true;

    public override bool Matches(Record record) => s_tasks.Matches(record);

    public override Example? Read(Record record) => s_tasks.Read(record);

    public override IEnumerable<Example?> ReadMany(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var instances = new List<Example>();
        foreach (var instance in s_tasks.ReadMany(record))
        {
            if (instance is null)
            {
                // A part that was rejected.
                yield return null;
            }
            else
            {
                instances.Add(instance);
            }
        }

        var ask = Drawn(instances, "ask", -1).Take(most).ToList();
        foreach (var query in ask)
        {
            var shown = Drawn(instances, "show", query).Where(i => i != query).Take(shots).Select(i => instances[i]);
            var prompt = PromptEncodings.FewShot(instances[query], [.. shown]);
            yield return prompt.WithMetadata(prompt.Metadata.With("prompt_type", JsonValue.From("few_shot")));
        }
    }

    public override void Write(RecordBuilder builder, Example example) => throw new NotSupportedException("these are read, never written");

    /// <summary>The numbers of the instances in an order of chance, the same for the same instruction.</summary>
    private IEnumerable<int> Drawn(List<Example> instances, string what, int query) => Enumerable.Range(0, instances.Count)
        .OrderBy(i => StableShare.Of(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{instances[i].Instruction}\u001F{what}\u001F{query}\u001F{i}"), seed));
}
