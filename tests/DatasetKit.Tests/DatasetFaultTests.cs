using DatasetKit.IO;
using DatasetKit.Tests.IO;

namespace DatasetKit.Tests;

/// <summary>
/// L3 and L12 for whole runs, inside the process: whatever operation on the files fails, or is the last before the process is killed, data and
/// rejects hold what they held or all that is new. The twins of what the tool's RunFaultTable does to a real disk; these are never skipped.
/// </summary>
public sealed class DatasetFaultTests : IDisposable
{
    private const string Old = "old\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(nameof(FileFault.DiskFull), nameof(OutputFault.DiskFull))]
    [InlineData(nameof(FileFault.Other), nameof(OutputFault.WriteFailed))]
    [InlineData(nameof(FileFault.Denied), null)]
    public void Whatever_operation_fails_a_run_publishes_everything_or_nothing(string faultName, string? kind)
    {
        var (data, rejects) = Complete();
        var failed = new HashSet<string>();
        for (var failAt = 1; ; failAt++)
        {
            var files = new FaultyFileSystem(failAt, Enum.Parse<FileFault>(faultName));
            var fault = Run(files);
            if (files.Failed is null)
            {
                Assert.Null(fault);
                break;
            }

            failed.Add(files.Failed);
            Assert.True(fault is not null || files.Failed is "list" or "status", files.Failed);
            Assert.True(fault is null || files.Failed is not ("write" or "fsync") || kind is null || fault.Kind.ToString() == kind, $"{files.Failed}: {fault}");
            AssertWhole(data, rejects, isDone: fault is null || files.Failed == "fsync folder");
        }

        Assert.Superset(new HashSet<string> { "create", "write", "fsync", "close", "rename", "fsync folder" }, failed);
    }

    [Fact]
    public void Killed_at_any_operation_a_run_has_published_everything_or_nothing()
    {
        var (data, rejects) = Complete();
        var killed = 0;
        for (var killAt = 1; ; killAt++)
        {
            var files = new FaultyFileSystem(killAt) { IsKilled = true };
            Run(files);
            if (files.Failed is null)
            {
                break;
            }

            killed++;
            AssertWhole(data, rejects, isDone: null);
        }

        Assert.True(killed > 20, $"only {killed} operations");
    }

    private (string Data, string Rejects) Complete()
    {
        _folder.Write("in.csv", "instruction,output\na,b\nc\n" + string.Concat(Enumerable.Repeat("a question,and its answer\n", 10_000)));
        Assert.Null(Run(new FaultyFileSystem(0)));
        return (Read("out.jsonl"), Read("out.jsonl.rejects.jsonl"));
    }

    private OutputException? Run(FaultyFileSystem files)
    {
        foreach (var name in _folder.Names().Where(name => name != "in.csv"))
        {
            File.Delete(_folder[name]);
        }

        _folder.Write("out.jsonl", Old);
        _folder.Write("out.jsonl.rejects.jsonl", Old);
        try
        {
            Dataset.Read(_folder["in.csv"]).Write(_folder["out.jsonl"], RecordFormat.Alpaca, new WriteOptions { Force = true, FileSystem = files }, new(), TestContext.Current.CancellationToken);
            return null;
        }
        catch (OutputException fault)
        {
            return fault;
        }
    }

    /// <summary>Rejects are published first: data never stand there without them.</summary>
    private void AssertWhole(string data, string rejects, bool? isDone)
    {
        var (nowData, nowRejects) = (Read("out.jsonl"), Read("out.jsonl.rejects.jsonl"));
        Assert.True(nowData == Old || nowData == data, "half the data");
        Assert.True(nowRejects == Old || nowRejects == rejects, "half the rejects");
        Assert.False(nowData == data && nowRejects == Old, "data without its rejects");
        Assert.True(isDone != true || nowData == data || nowRejects == rejects);
    }

    private string Read(string name) => File.ReadAllText(_folder[name]);
}
