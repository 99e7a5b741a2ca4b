using DatasetKit.IO;

namespace DatasetKit.Tests.IO;

/// <summary>Law L3 in process: whatever operation fails, a target holds its old content or the complete new one.</summary>
public sealed class OutputFaultTests : IDisposable
{
    private const int Blocks = 44;
    private const int Most = 60;

    private static readonly byte[] Old = "old\n"u8.ToArray();
    private static readonly byte[] New = [.. Enumerable.Repeat((byte)'n', Blocks * 70_000)];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, bool> Faults()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (string fault in (string[])[nameof(FileFault.Other), nameof(FileFault.DiskFull), nameof(FileFault.Denied), nameof(FileFault.Missing)])
        {
            foreach (string name in (string[])["out.jsonl", "out.jsonl.gz"])
            {
                data.Add(fault, name, false);
                data.Add(fault, name, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Whatever_operation_fails_the_target_is_old_or_new(string faultName, string name, bool forGood)
    {
        FileFault fault = Enum.Parse<FileFault>(faultName);
        byte[] complete = Complete(name);
        int failures = 0;
        for (int failAt = 1; failAt <= Most; failAt++)
        {
            File.WriteAllBytes(_folder[name], Old);
            var files = new FaultyFileSystem(failAt, fault, forGood);
            OutputException? exception = Run(name, files);
            byte[] now = File.ReadAllBytes(_folder[name]);

            if (exception is not null)
            {
                failures++;
                Assert.NotEmpty(exception.Remedy);
                Assert.DoesNotContain('\n', exception.Message);
                bool inPlace = files.Failed == "fsync folder";
                Assert.Equal(inPlace ? complete : Old, now);
                Assert.Equal(files.Failed == "rename", exception.KeptFiles.Count > 0);
            }
            else
            {
                // Looking for other runs is best effort; deleting happens after the failure or not at all.
                Assert.True(files.Failed is null or "list", files.Failed);
                Assert.Equal(complete, now);
            }

            CheckNothingElse(name, exception, complete);
        }

        Assert.True(failures >= (name.EndsWith(".gz", StringComparison.Ordinal) ? 10 : 50), $"only {failures} operations could fail");
    }

    [Fact]
    public void Every_operation_that_publishing_needs_was_made_to_fail()
    {
        File.WriteAllBytes(_folder["out.jsonl"], Old);
        var files = new FaultyFileSystem(0);
        Assert.Null(Run("out.jsonl", files));
        Assert.InRange(files.Operations.Count, 50, Most - 1);
        Assert.Equal(
            ["access", "close", "create", "fsync", "fsync folder", "hold", "list", "rename", "resolve", "status", "write"],
            files.Operations.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["write", "fsync", "close", "rename", "fsync folder"], files.Operations.TakeLast(5));
    }

    [Theory]
    [InlineData("write", FileFault.DiskFull, OutputFault.DiskFull, "DK9315")]
    [InlineData("write", FileFault.Other, OutputFault.WriteFailed, "DK9316")]
    [InlineData("fsync", FileFault.Other, OutputFault.WriteFailed, "DK9316")]
    [InlineData("fsync", FileFault.DiskFull, OutputFault.DiskFull, "DK9315")]
    [InlineData("close", FileFault.Other, OutputFault.WriteFailed, "DK9316")]
    [InlineData("rename", FileFault.Denied, OutputFault.WriteFailed, "DK9318")]
    [InlineData("rename", FileFault.Other, OutputFault.WriteFailed, "DK9318")]
    [InlineData("fsync folder", FileFault.Other, OutputFault.WriteFailed, "DK9318")]
    [InlineData("create", FileFault.Denied, OutputFault.NotWritable, "DK9313")]
    [InlineData("create", FileFault.DiskFull, OutputFault.DiskFull, "DK9315")]
    [InlineData("status", FileFault.Denied, OutputFault.NotWritable, "DK9313")]
    [InlineData("resolve", FileFault.Other, OutputFault.NotWritable, "DK9313")]
    internal void A_fault_has_its_kind_and_code(string operation, FileFault fault, OutputFault kind, string code)
    {
        OutputException? exception = Run("out", new FaultyFileSystem(0, fault) { AlwaysFailing = operation });
        Assert.NotNull(exception);
        Assert.Equal((kind, code), (exception.Kind, exception.Code));
    }

    [Fact]
    public void When_one_output_of_several_cannot_be_completed_none_is_published()
    {
        foreach (string operation in (string[])["write", "fsync", "close"])
        {
            var broken = new FaultyFileSystem(0) { AlwaysFailing = operation };
            using OutputFile rejects = OutputFile.Open(_folder["rejects"]);
            using OutputFile data = OutputFile.Open(_folder["data"], files: broken);
            rejects.Write("r"u8);
            data.Write("d"u8);
            Assert.Throws<OutputException>(() => OutputFile.Publish(rejects, data));
            rejects.Dispose();
            data.Dispose();
            Assert.Empty(_folder.Names());
        }
    }

    [Fact]
    public void When_a_rename_fails_all_complete_outputs_without_a_name_are_kept_and_told()
    {
        var broken = new FaultyFileSystem(0) { AlwaysFailing = "rename" };
        using OutputFile rejects = OutputFile.Open(_folder["rejects"], files: broken);
        using OutputFile data = OutputFile.Open(_folder["data"]);
        rejects.Write("r"u8);
        data.Write("d"u8);
        OutputException exception = Assert.Throws<OutputException>(() => OutputFile.Publish(rejects, data));
        rejects.Dispose();
        data.Dispose();
        Assert.Equal(["r", "d"], exception.KeptFiles.Select(File.ReadAllText));
        Assert.All(exception.KeptFiles, kept => Assert.Contains(kept, exception.Message, StringComparison.Ordinal));
        Assert.Equal(2, _folder.Names().Length);
    }

    [Fact]
    public void An_output_that_failed_cannot_be_published_afterwards()
    {
        using OutputFile output = OutputFile.Open(_folder["out"], files: new FaultyFileSystem(0, FileFault.DiskFull) { AlwaysFailing = "write" });
        OutputException first = Assert.Throws<OutputException>(() => output.Write(new byte[100_000]));
        Assert.Same(first, Assert.Throws<OutputException>(() => output.Write("x"u8)));
        Assert.Same(first, Assert.Throws<OutputException>(() => OutputFile.Publish(output)));
    }

    private OutputException? Run(string name, FaultyFileSystem files)
    {
        try
        {
            using OutputFile output = OutputFile.Open(_folder[name], new OutputOptions { Force = true }, files);
            for (int block = 0; block < Blocks; block++)
            {
                output.Write(New.AsSpan(block * 70_000, 70_000));
            }

            OutputFile.Publish(output);
            return null;
        }
        catch (OutputException exception)
        {
            return exception;
        }
    }

    private byte[] Complete(string name)
    {
        File.WriteAllBytes(_folder[name], Old);
        Assert.Null(Run(name, new FaultyFileSystem(0)));
        return File.ReadAllBytes(_folder[name]);
    }

    private void CheckNothingElse(string name, OutputException? exception, byte[] complete)
    {
        foreach (string kept in exception?.KeptFiles ?? [])
        {
            Assert.Equal(complete, File.ReadAllBytes(kept));
            File.Delete(kept);
        }

        Assert.Equal([name], _folder.Names());
    }
}
