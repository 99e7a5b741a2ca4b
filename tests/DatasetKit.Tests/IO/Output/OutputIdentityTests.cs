using DatasetKit.IO;

namespace DatasetKit.Tests.IO;

/// <summary>An input is never overwritten, by whatever name it is called, with or without force.</summary>
public sealed class OutputIdentityTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("input.csv")]
    [InlineData("./input.csv")]
    [InlineData("sub/../input.csv")]
    [InlineData("symbolic.csv")]
    [InlineData("chain.csv")]
    [InlineData("hard.csv")]
    [InlineData("folder-link/input.csv")]
    public void An_input_is_refused_as_output_by_any_name(string name)
    {
        string input = Prepare();
        OutputOptions options = new() { Force = true, Inputs = FileIdentity.Of([input], OsFileSystem.Instance) };
        OutputException exception = Assert.Throws<OutputException>(() => OutputFile.Open(_folder[name], options));
        Assert.Equal((OutputFault.IsInput, "DK9312"), (exception.Kind, exception.Code));
        Assert.Equal("a,b\n", File.ReadAllText(input));
    }

    [Theory]
    [InlineData("symbolic.csv")]
    [InlineData("hard.csv")]
    public void An_output_is_refused_when_the_input_was_named_by_a_link(string name)
    {
        string input = Prepare();
        OutputOptions options = new() { Force = true, Inputs = FileIdentity.Of([_folder[name]], OsFileSystem.Instance) };
        Assert.Equal(OutputFault.IsInput, Assert.Throws<OutputException>(() => OutputFile.Open(input, options)).Kind);
    }

    [Theory]
    [InlineData("input.csv")]
    [InlineData("./sub/../input.csv")]
    [InlineData("symbolic.csv")]
    [InlineData("chain.csv")]
    [InlineData("hard.csv")]
    [InlineData("folder-link/input.csv")]
    public void A_second_output_of_a_run_is_refused_where_it_is_the_first_by_any_name(string name)
    {
        string first = Prepare();
        using OutputFile data = OutputFile.Open(first, new OutputOptions { Force = true });
        OutputOptions options = new() { Force = true, Others = [data.Target] };
        OutputException exception = Assert.Throws<OutputException>(() => OutputFile.Open(_folder[name], options));
        Assert.Equal((OutputFault.IsOutput, "DK9320"), (exception.Kind, exception.Code));
    }

    [Fact]
    public void A_second_output_that_does_not_exist_yet_is_refused_where_it_is_the_first()
    {
        using OutputFile data = OutputFile.Open(_folder["new"]);
        OutputOptions options = new() { Others = [data.Target] };
        Assert.Equal(OutputFault.IsOutput, Assert.Throws<OutputException>(() => OutputFile.Open(_folder["./new"], options)).Kind);
        using OutputFile other = OutputFile.Open(_folder["newer"], options);
        Assert.Equal(OutputFault.IsOutput, Assert.Throws<OutputException>(() => OutputFile.Open("-", new OutputOptions { Others = [OutputFile.Open("-").Target] })).Kind);
    }

    [Fact]
    public void A_copy_of_an_input_is_another_file()
    {
        string input = Prepare();
        File.Copy(input, _folder["copy.csv"]);
        OutputOptions options = new() { Force = true, Inputs = FileIdentity.Of([input], OsFileSystem.Instance) };
        using OutputFile output = OutputFile.Open(_folder["copy.csv"], options);
        Assert.False(output.IsStream);
    }

    [Fact]
    public void Devices_may_be_input_and_output_at_once()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "there is no /dev/null here");
        Assert.Empty(FileIdentity.Of(["/dev/null"], OsFileSystem.Instance));
    }

    [Fact]
    public void An_input_that_is_not_there_has_no_identity() =>
        Assert.Empty(FileIdentity.Of([_folder["none"]], OsFileSystem.Instance));

    [Fact]
    public void The_status_of_a_file_is_what_the_system_says()
    {
        string path = _folder.Write("file", "four");
        FileStatus status = OsFileSystem.Instance.Status(path)!.Value;
        Assert.Equal((FileKind.Regular, 4L), (status.Kind, status.Length));
        Assert.Equal(File.GetLastWriteTimeUtc(path).Ticks - DateTime.UnixEpoch.Ticks, status.ModifiedNanoseconds / 100);
        Assert.Equal(FileKind.Folder, OsFileSystem.Instance.Status(_folder.Path)!.Value.Kind);
        Assert.Null(OsFileSystem.Instance.Status(_folder["file/below"]));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(File.GetUnixFileMode(path), status.Mode);
        }
    }

    private string Prepare()
    {
        string input = _folder.Write("input.csv", "a,b\n");
        Directory.CreateDirectory(_folder["sub"]);
        File.CreateSymbolicLink(_folder["symbolic.csv"], input);
        File.CreateSymbolicLink(_folder["chain.csv"], "symbolic.csv");
        Directory.CreateSymbolicLink(_folder["folder-link"], _folder.Path);
        Shell.HardLink(input, _folder["hard.csv"]);
        return input;
    }
}
