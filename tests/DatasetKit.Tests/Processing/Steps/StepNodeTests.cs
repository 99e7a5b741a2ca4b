namespace DatasetKit.Tests.Processing.Steps;

public sealed class StepNodeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_step_accounts_for_its_examples_also_when_they_are_held_back()
    {
        var data = Dataset.From(Numbers(20))
            .Step("odd", before => before.Process(example => Number(example) % 2 == 0 ? Outcome.Drop("even") : example))
            .Step("hold", before => before.Shuffle(7).Sample(6, 7))
            .Step("twice", before => before.Process(example => Outcome.Split([example, example.WithId("again")])))
            .Step("unique", before => before.Deduplicate());

        var report = await data.WriteAsync(_folder["out.jsonl"], RecordFormat.Alpaca, new WriteOptions { Dropped = _folder["dropped.jsonl"] }, TestContext.Current.CancellationToken);

        Assert.Equal(["odd", "hold", "twice", "unique"], report.Steps.Select(step => step.Name));
        Assert.Equal([20, 10, 6, 12], report.Steps.Select(step => step.Read));
        Assert.Equal([10, 6, 12, 6], report.Steps.Select(step => step.Kept));
        Assert.Equal(10, report.Steps[0].Dropped["even"]);
        Assert.Equal(4, report.Steps[1].Dropped["not sampled"]);
        Assert.Equal(6, report.Steps[2].Added);
        Assert.Equal(6, report.Steps[3].Dropped["duplicate prompt"]);
        Assert.All(report.Steps, step => Assert.True(step.Balances));
        Assert.True(report.Ledger.Balances);
        Assert.Equal(20, File.ReadAllLines(_folder["dropped.jsonl"]).Length);
    }

    [Fact]
    public async Task A_function_that_remembers_begins_anew_in_each_run()
    {
        var data = Dataset.From(Numbers(5)).Process(() =>
        {
            var seen = 0;
            return example => ++seen > 3 ? Outcome.Drop("enough") : example;
        });

        for (var i = 0; i < 2; i++)
        {
            var report = await data.WriteAsync(_folder[$"out{i}.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(3, report.Ledger.Written);
        }
    }

    [Fact]
    public async Task What_a_source_inside_a_step_reads_belongs_to_the_step()
    {
        var data = Dataset.From(Numbers(2)).Step("more", before => before.Concat(Dataset.From(Numbers(3))));

        var report = await data.WriteAsync(_folder["out.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((5, 5), (report.Steps[0].Read, report.Steps[0].Kept));
    }

    [Fact]
    public async Task What_steps_inside_a_step_do_is_counted_in_both_and_both_balance()
    {
        var data = Dataset.From(Numbers(4)).Step("outer", before => before
            .Step("inner", rows => rows.Concat(Dataset.From(Numbers(2))).Process(example => Number(example) % 2 == 0 ? Outcome.Drop("even") : Outcome.Split([example, example]))));

        var report = await data.WriteAsync(_folder["out.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["inner", "outer"], report.Steps.Select(step => step.Name));
        Assert.All(report.Steps, step => Assert.Equal((6, 3, 6, 3), (step.Read, step.Added, step.Kept, step.Dropped["even"])));
        Assert.All(report.Steps, step => Assert.True(step.Balances));
        Assert.True(report.Ledger.Balances);
    }

    [Fact]
    public async Task A_fault_rejects_and_a_warning_is_told()
    {
        var kind = Diagnostics.Find("DK1002")!;
        var data = Dataset.From(Numbers(2)).Step("check", before => before.Process(example =>
        {
            var finding = new Finding(kind, Number(example) == 0 ? Severity.Error : Severity.Warning, example.Source, null, "odd");
            return finding.Severity == Severity.Error ? Outcome.Reject(finding) : Outcome.Keep(example).Warn(finding);
        }));

        var report = await data.WriteAsync(_folder["out.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (report.Steps[0].Rejected, report.Steps[0].Kept));
        Assert.Equal(2, report.Findings.Sum(group => group.Count));
    }

    private static IEnumerable<Example> Numbers(int count) => Enumerable.Range(0, count).Select(number => Example.Instruct($"{number}", "an answer"));

    private static int Number(Example example) => int.Parse(example.Instruction.ToString(), System.Globalization.CultureInfo.InvariantCulture);
}
