using DatasetKit.IO;

namespace DatasetKit.Tests.IO;

/// <summary>What other processes and earlier runs leave behind.</summary>
public sealed class OutputLockTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_run_on_the_same_output_is_refused_until_the_first_ends()
    {
        File.CreateSymbolicLink(_folder["link"], "out");
        using (OutputFile.Open(_folder["out"]))
        {
            foreach (string name in (string[])["out", "link"])
            {
                OutputException exception = Assert.Throws<OutputException>(() => OutputFile.Open(_folder[name], new OutputOptions { Force = true }));
                Assert.Equal((OutputFault.Locked, "DK9314"), (exception.Kind, exception.Code));
            }

            Assert.Equal(2, _folder.Names().Length);
        }

        using OutputFile output = OutputFile.Open(_folder["link"]);
        Assert.Empty(output.Leftovers);
    }

    [Fact]
    public void Outputs_with_similar_names_do_not_lock_each_other()
    {
        using OutputFile data = OutputFile.Open(_folder["out.jsonl"]);
        using OutputFile rejects = OutputFile.Open(_folder["out.jsonl.rejects.jsonl"]);
        using OutputFile short1 = OutputFile.Open(_folder["out"]);
        using OutputFile hexadecimal = OutputFile.Open(_folder["out.01234567"]);
        Assert.Equal(4, _folder.Names().Length);
    }

    [Fact]
    public void Of_many_that_open_at_once_at_most_one_succeeds()
    {
        for (int round = 0; round < 10; round++)
        {
            var opened = new System.Collections.Concurrent.ConcurrentBag<OutputFile>();
            using var start = new Barrier(6);
            Thread[] threads = [.. Enumerable.Range(0, 6).Select(_ => new Thread(() =>
            {
                start.SignalAndWait();
                try
                {
                    opened.Add(OutputFile.Open(_folder["out"]));
                }
                catch (OutputException exception) when (exception.Kind == OutputFault.Locked)
                {
                }
            }))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            Assert.Single(opened).Dispose();
            Assert.Empty(_folder.Names());
        }
    }

    [Fact]
    public void What_stopped_runs_left_behind_is_reported_and_not_deleted()
    {
        string left = _folder.Write(".out.jsonl.0123abcd.tmp", "half");
        _folder.Write(".out.jsonl.0123.tmp", "of somebody else");
        using OutputFile output = OutputFile.Open(_folder["out.jsonl"]);
        Assert.Equal([left], output.Leftovers);
        OutputFile.Publish(output);
        Assert.Equal("half", File.ReadAllText(left));
    }
}
