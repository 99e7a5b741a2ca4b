using DatasetKit.IO;

namespace DatasetKit.Tests.IO;

public sealed class ManagedFilesTests
{
    [Fact]
    public void The_base_class_library_s_exception_for_the_file_size_limit_counts_as_a_full_disk() =>
        Assert.Equal(FileFault.DiskFull, FaultOf(new ArgumentOutOfRangeException("value")));

    [Theory]
    [InlineData(28, FileFault.DiskFull)]
    [InlineData(27, FileFault.DiskFull)]
    [InlineData(32, FileFault.ClosedPipe)]
    [InlineData(13, FileFault.Denied)]
    [InlineData(30, FileFault.Denied)]
    [InlineData(17, FileFault.Exists)]
    [InlineData(18, FileFault.Other)]
    [InlineData(5, FileFault.Other)]
    internal void An_error_number_of_Unix_has_its_class(int error, FileFault fault)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "these numbers mean something else on Windows");
        Assert.Equal(fault, FaultOf(new IOException("", error)));
    }

    [Fact]
    public void A_mistake_of_ours_is_not_taken_for_a_fault_of_the_disk() =>
        Assert.Throws<InvalidOperationException>(() => ManagedFiles.Try<int>(() => throw new InvalidOperationException()));

    private static FileFault FaultOf(Exception exception) =>
        Assert.Throws<FileFaultException>(() => ManagedFiles.Try<int>(() => throw exception)).Fault;
}
