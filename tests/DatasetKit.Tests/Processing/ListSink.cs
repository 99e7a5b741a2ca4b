using DatasetKit.Processing;

namespace DatasetKit.Tests.Processing;

/// <summary>Keeps what comes out of a node, and runs nodes with as little memory as one likes.</summary>
internal sealed class ListSink(Run run, int most = int.MaxValue) : ExampleSink
{
    public List<Example> Examples { get; } = [];

    public override bool Accept(Example example)
    {
        Examples.Add(example);
        run.Input.Written++;
        return Examples.Count < most;
    }

    /// <summary>What comes out; the ledger must balance.</summary>
    public static (List<Example> Examples, Ledger Ledger) Run(Dataset dataset, long heldBytes = long.MaxValue, int heldKeys = int.MaxValue, int most = int.MaxValue)
    {
        var run = new Run(TestContext.Current.CancellationToken) { HeldBytes = Math.Min(heldBytes, 256L << 20), HeldKeys = heldKeys };
        var sink = new ListSink(run, most);
        dataset.Node.Run(run, sink);
        Assert.True(run.Ledger.Balances, run.Ledger.ToString());
        return (sink.Examples, run.Ledger);
    }

    /// <summary>Examples whose outputs are the numbers from 0.</summary>
    public static Dataset Numbers(int count, int from = 0) =>
        Dataset.From(Enumerable.Range(from, count).Select(i => Example.Instruct("I", i.ToString(System.Globalization.CultureInfo.InvariantCulture))));

    public static int[] NumbersOf(IEnumerable<Example> examples) =>
        [.. examples.Select(example => int.Parse(example.Output.ToString(), System.Globalization.CultureInfo.InvariantCulture))];
}
