using System.Security.Cryptography;
using System.Text;
using DatasetKit.IO;

namespace DatasetKit.Tests.IO;

public sealed class OutputFileTests : IDisposable
{
    private static readonly OutputOptions Forced = new() { Force = true };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_published_output_holds_all_bytes_and_leaves_nothing_else()
    {
        using (OutputFile output = OutputFile.Open(_folder["out.jsonl"]))
        {
            output.Write("one\n"u8);
            output.Write(new byte[200_000]);
            output.Write("two\n"u8);
            Assert.False(File.Exists(_folder["out.jsonl"]));
            OutputFile.Publish(output);
            Assert.Equal(200_008, output.BytesWritten);
            Assert.Equal(200_008, output.Length);
        }

        Assert.Equal(["out.jsonl"], _folder.Names());
        Assert.Equal([.. "one\n"u8, .. new byte[200_000], .. "two\n"u8], File.ReadAllBytes(_folder["out.jsonl"]));
    }

    [Fact]
    public void An_output_that_is_not_published_leaves_no_trace()
    {
        _folder.Write("out.jsonl", "old");
        using (OutputFile output = OutputFile.Open(_folder["out.jsonl"], Forced))
        {
            output.Write(new byte[300_000]);
        }

        Assert.Equal(["out.jsonl"], _folder.Names());
        Assert.Equal("old", File.ReadAllText(_folder["out.jsonl"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_001)]
    public void Blocks_of_any_size_come_out_in_order(int size)
    {
        byte[] bytes = Pattern(size == 1 ? 70_000 : 400_000);
        using OutputFile output = OutputFile.Open(_folder["out"], new OutputOptions { Hash = true });
        foreach (byte[] block in bytes.Chunk(size))
        {
            output.Write(block);
        }

        OutputFile.Publish(output);
        Assert.Equal(bytes, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(SHA256.HashData(bytes), output.Sha256);
    }

    [Fact]
    public void An_existing_output_is_refused_without_force()
    {
        string path = _folder.Write("out.jsonl", "old");
        OutputException exception = Assert.Throws<OutputException>(() => OutputFile.Open(path));
        Assert.Equal(OutputFault.Exists, exception.Kind);
        Assert.Equal("DK9311", exception.Code);
        Assert.Equal($"{path}: error DK9311: the output exists already; choose another path, or replace it with --force", exception.Message);
        Assert.Equal(["out.jsonl"], _folder.Names());
    }

    [Fact]
    public void An_existing_output_is_replaced_with_force_and_keeps_its_permissions()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such permissions");
            return;
        }

        string path = _folder.Write("out.jsonl", "old and long");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        Write(path, "new", Forced);
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void An_output_that_appears_while_it_is_made_is_not_replaced_and_the_work_is_kept()
    {
        using OutputFile output = OutputFile.Open(_folder["out.jsonl"]);
        output.Write("new"u8);
        _folder.Write("out.jsonl", "of another program");
        OutputException exception = Assert.Throws<OutputException>(() => OutputFile.Publish(output));
        output.Dispose();
        Assert.Equal(OutputFault.Exists, exception.Kind);
        Assert.Equal("of another program", File.ReadAllText(_folder["out.jsonl"]));
        string kept = Assert.Single(exception.KeptFiles);
        Assert.Equal("new", File.ReadAllText(kept));
        Assert.Contains(kept, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_refused_at_once()
    {
        OutputException exception = Assert.Throws<OutputException>(() => OutputFile.Open(_folder["no/such/out.jsonl"], Forced));
        Assert.Equal(OutputFault.NotWritable, exception.Kind);
        Assert.Contains("there is no folder", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("folder/")]
    [InlineData(".")]
    public void What_is_not_the_name_of_a_file_is_refused(string name)
    {
        string path = name.Length == 0 ? name : _folder[name];
        Assert.Equal(OutputFault.NotWritable, Assert.Throws<OutputException>(() => OutputFile.Open(path, Forced)).Kind);
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void A_file_where_a_folder_should_be_is_refused()
    {
        string file = _folder.Write("file", "x");
        Assert.Equal(OutputFault.NotWritable, Assert.Throws<OutputException>(() => OutputFile.Open(Path.Join(file, "out"), Forced)).Kind);
    }

    [Fact]
    public void Several_outputs_are_published_together_or_not_at_all()
    {
        using OutputFile rejects = OutputFile.Open(_folder["rejects"]);
        using OutputFile data = OutputFile.Open(_folder["data"]);
        rejects.Write("r"u8);
        data.Write("d"u8);
        Assert.DoesNotContain("rejects", _folder.Names());
        OutputFile.Publish(rejects, data);
        Assert.Equal(["data", "rejects"], _folder.Names());
    }

    [Fact]
    public void Rejects_of_an_earlier_run_go_when_this_run_has_none()
    {
        string path = _folder.Write("out.rejects.jsonl", "stale");
        using OutputFile rejects = OutputFile.Open(path, new OutputOptions { Force = true, OnlyIfWritten = true });
        using OutputFile data = OutputFile.Open(_folder["out.jsonl"], Forced);
        OutputFile.Publish(rejects, data);
        Assert.Equal(["out.jsonl"], _folder.Names());
    }

    [Fact]
    public void A_symbolic_link_is_written_through()
    {
        _folder.Write("real", "old");
        Directory.CreateDirectory(_folder["links"]);
        File.CreateSymbolicLink(_folder["links/second"], "../real");
        File.CreateSymbolicLink(_folder["first"], "links/second");
        Write(_folder["first"], "new", Forced);
        Assert.Equal("new", File.ReadAllText(_folder["real"]));
        Assert.Equal("links/second", new FileInfo(_folder["first"]).LinkTarget);
        Assert.Equal(["first", "links", "real"], _folder.Names());
    }

    [Fact]
    public void A_symbolic_link_to_nothing_creates_the_file_it_names()
    {
        File.CreateSymbolicLink(_folder["link"], "later");
        Write(_folder["link"], "new");
        Assert.Equal("new", File.ReadAllText(_folder["later"]));
        Assert.Equal("later", new FileInfo(_folder["link"]).LinkTarget);
    }

    [Fact]
    public void A_name_of_the_greatest_length_can_be_written()
    {
        foreach (string name in (string[])[new string('n', 255), string.Concat(Enumerable.Repeat("\U0001F600", 63))])
        {
            Write(_folder[name], "x");
            Assert.Equal("x", File.ReadAllText(_folder[name]));
        }
    }

    [Theory]
    [InlineData("-x", "\"-x\"")]
    [InlineData("a\nb", "\"a\\nb\"")]
    [InlineData("Größe 1.jsonl", "Größe 1.jsonl")]
    [InlineData("a\u202Eb", "\"a\\u202eb\"")]
    public void An_odd_name_is_quoted_in_messages(string name, string shown) =>
        Assert.Equal(shown, DatasetKit.Internals.DisplayPath.Of(name));

    [Fact]
    public void Writing_after_publishing_is_a_mistake_of_the_caller()
    {
        using OutputFile output = OutputFile.Open(_folder["out"]);
        OutputFile.Publish(output);
        Assert.Throws<ObjectDisposedException>(() => output.Write("x"u8));
    }

    private static byte[] Pattern(int length)
    {
        byte[] bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private static void Write(string path, string content, OutputOptions? options = null)
    {
        using OutputFile output = OutputFile.Open(path, options);
        output.Write(Encoding.UTF8.GetBytes(content));
        OutputFile.Publish(output);
    }
}
