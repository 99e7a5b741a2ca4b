using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>Reads everything, decides who goes where, and hands each part to a sink of its own.</summary>
internal sealed class SplitRun(Node parent, double[] ratios, SplitOptions options)
{
    public void Execute(Run run, IReadOnlyList<ExampleSink> sinks)
    {
        using var held = new HeldExamples(run);
        var keys = new RandomKeys(options.Seed);
        var groups = (options.GroupBy ?? options.StratifyBy) is { } key ? new GroupList(key) : null;
        parent.Run(run, new HoldSink(held, (example, index) =>
        {
            groups?.Add(example, index);
            return keys[index];
        }));

        var parts = Assign(held.Count, groups);
        if (options.Shuffle)
        {
            foreach (var (index, example) in held.ByKey())
            {
                sinks[parts[index]].Accept(example);
            }
        }
        else
        {
            var index = 0;
            foreach (var example in held.InOrder())
            {
                sinks[parts[index++]].Accept(example);
            }
        }
    }

    private byte[] Assign(int count, GroupList? groups)
    {
        // Numbers of their own: who goes where must not tell in what order it comes there.
        var plan = new SplitPlan(ratios, (long)new RandomKeys(options.Seed)[-1]);
        groups?.RefuseUnknown();
        return groups is null ? plan.Alone(count)
            : options.GroupBy is not null ? plan.Grouped(groups.Numbers)
            : plan.Stratified(groups.Numbers);
    }
}
