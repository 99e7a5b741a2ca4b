using System.Diagnostics;
using System.Text.RegularExpressions;
using DatasetKit.IO;

namespace DatasetKit.Tests.IO;

/// <summary>Laws L3 and L12 with real processes: killed, starved of disk, traced, cut off from their reader.</summary>
public sealed partial class OutputProcessTests : IDisposable
{
    private const int BlockSize = 70_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Killed_at_any_moment_the_target_is_old_or_new()
    {
        Shell.Require("sh");
        string path = _folder.Write("out", "old");
        int killed = 0;
        var random = new Random(20261121);
        for (int round = 0; round < 15; round++)
        {
            using Process process = Shell.Start("exec \"$CHILD\" forever out", _folder.Path);
            Assert.Equal("ready", process.StandardOutput.ReadLine());
            Thread.Sleep(random.Next(0, 40));
            process.Kill();
            process.WaitForExit();
            killed++;
            byte[] now = File.ReadAllBytes(path);
            Assert.Equal(30 * BlockSize, now.Length);
            Assert.Equal(-1, now.AsSpan().IndexOfAnyExcept(now[0]));
        }

        // What the killed ones left is told, and does not lock the output.
        string[] left = [.. _folder.Names().Where(name => name != "out").Select(name => _folder[name])];
        Assert.InRange(left.Length, 0, killed);
        using OutputFile output = OutputFile.Open(path, new OutputOptions { Force = true });
        Assert.Equal(left, output.Leftovers);
    }

    [Fact]
    public void A_reader_who_leaves_ends_the_writing()
    {
        Shell.Require("head");
        var result = Shell.Run("{ \"$CHILD\" write - a 100000; echo $? >&2; } | head -c 1", _folder.Path);
        Assert.Equal("a", result.Output);
        Assert.EndsWith($"{OutputChild.ExitCodeOf(OutputFault.ClosedPipe)}\n", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/full", "")]
    [InlineData("-", ">/dev/full")]
    [InlineData("/dev/stdout", ">/dev/full")]
    public void A_full_device_is_reported(string path, string redirection)
    {
        Shell.Require("sh");
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");
        Check(Shell.Run($"\"$CHILD\" write {path} a 1 {redirection}"), OutputFault.DiskFull, "No space left on device");
    }

    [Fact]
    public void A_full_disk_leaves_the_old_file_and_nothing_else()
    {
        Shell.Require("unshare", "mount");
        var result = Shell.Run(
            "unshare -m sh -c 'mount -t tmpfs -o size=1m none . || exit 99; cd \"$PWD\"; printf old >out; \"$CHILD\" write out a 100; echo $?; ls -A; cat out'", _folder.Path);
        Assert.SkipWhen(result.ExitCode != 0, "no file system can be mounted here");
        Assert.Equal($"{OutputChild.ExitCodeOf(OutputFault.DiskFull)}\nout\nold", result.Output);
        Assert.StartsWith("out: error DK9315: the disk is full", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_size_limit_is_reported_like_a_full_disk()
    {
        Shell.Require("sh");
        _folder.Write("out", "old");
        var result = Shell.Run("trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 500 && \"$CHILD\" write out a 100", _folder.Path);
        Check(result, OutputFault.DiskFull, "File too large");
        Assert.Equal(["out"], _folder.Names());
        Assert.Equal("old", File.ReadAllText(_folder["out"]));
    }

    [Fact]
    public void A_flush_that_fails_is_noticed()
    {
        _folder.Write("out", "old");
        Check(Trace("fsync:error=EIO"), OutputFault.WriteFailed, "Input/output error");
        Assert.Equal(["out"], _folder.Names());
        Assert.Equal("old", File.ReadAllText(_folder["out"]));
    }

    [Theory]
    [InlineData("EXDEV", "Invalid cross-device link")]
    [InlineData("EACCES", "Permission denied")]
    [InlineData("EIO", "Input/output error")]
    public void A_rename_that_fails_never_becomes_a_copy(string error, string reason)
    {
        foreach (string letter in (string[])["a", "A"])
        {
            Check(Trace($"rename,renameat,renameat2:error={error}", letter), OutputFault.WriteFailed, reason);
            string kept = Assert.Single(_folder.Names());
            Assert.Matches(TempName(), kept);
            Assert.Equal(3 * BlockSize, new FileInfo(_folder[kept]).Length);
            File.Delete(_folder[kept]);
        }
    }

    [Fact]
    public void A_file_system_without_exclusive_rename_still_publishes()
    {
        Assert.Equal(0, Trace("renameat2:error=EINVAL", "A").ExitCode);
        Assert.Equal(["out"], _folder.Names());
    }

    [Fact]
    public void Writes_that_are_cut_short_or_interrupted_lose_nothing()
    {
        // Every third write is refused for a moment, as a signal or a full non-blocking pipe would.
        Assert.Equal(0, Trace("write:error=EINTR:when=2+3").ExitCode);
        Assert.Equal(3 * BlockSize, new FileInfo(_folder["out"]).Length);
    }

    [Fact]
    public void A_non_blocking_pipe_gets_every_byte()
    {
        Shell.Require("python3");
        var result = Shell.Run(
            "{ python3 -c 'import os,sys; os.set_blocking(1,False); os.execv(sys.argv[1],sys.argv[1:])' \"$CHILD\" write - a 20; echo $? >&2; } | { sleep 0.2; wc -c; }");
        Assert.Equal((20 * BlockSize).ToString(System.Globalization.CultureInfo.InvariantCulture), result.Output.Trim());
        Assert.Equal("0\n", result.Errors);
    }

    [Fact]
    public void A_named_pipe_is_streamed_to_and_stays_a_pipe()
    {
        Shell.Require("mkfifo");
        var result = Shell.Run("mkfifo pipe; wc -c <pipe & \"$CHILD\" write pipe A 3 || exit; wait; test -p pipe && ls -A", _folder.Path);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(["210000", "pipe"], result.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Standard_output_goes_to_the_file_the_shell_opened()
    {
        Shell.Require("sh");
        var result = Shell.Run("printf x >out; \"$CHILD\" write - A 1 >>out; \"$CHILD\" write /dev/stdout A 1 >>out; wc -c <out; ls -A", _folder.Path);
        Assert.Equal(["140001", "out"], result.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Standard_output_into_an_input_is_refused()
    {
        Shell.Require("sh");
        _folder.Write("in", "data");
        Check(Shell.Run("\"$CHILD\" write - a 1 in >>in", _folder.Path), OutputFault.IsInput, "also an input");
        Check(Shell.Run("\"$CHILD\" write in a 1 - <in", _folder.Path), OutputFault.IsInput, "also an input");
        Assert.Equal("data", File.ReadAllText(_folder["in"]));
    }

    [Fact]
    public void A_closed_standard_output_is_reported()
    {
        Shell.Require("sh");
        Check(Shell.Run("exec \"$CHILD\" write - a 1 >&-"), OutputFault.WriteFailed, "Bad file descriptor");
    }

    [Fact]
    public void A_hasty_exit_deletes_the_temporary_file()
    {
        Shell.Require("sh");
        Assert.Equal(0, Shell.Run("\"$CHILD\" haste out", _folder.Path).ExitCode);
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void Of_two_runs_at_once_one_writes_and_the_other_refuses()
    {
        Shell.Require("sh");
        for (int round = 0; round < 5; round++)
        {
            var result = Shell.Run("for n in 1 2 3; do { \"$CHILD\" write out A 100 2>/dev/null; echo $?; } & done; wait; wc -c <out; rm out; ls -A", _folder.Path);
            string[] lines = result.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal((100 * BlockSize).ToString(System.Globalization.CultureInfo.InvariantCulture), lines[3]);
            Assert.Equal(4, lines.Length);
            Assert.Equal(1, lines.Count(line => line == "0"));
            string[] refusals = [$"{OutputChild.ExitCodeOf(OutputFault.Locked)}", $"{OutputChild.ExitCodeOf(OutputFault.Exists)}"];
            Assert.All(lines[..3].Where(line => line != "0"), line => Assert.Contains(line, refusals));
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_refused_at_once()
    {
        Shell.Require("sh");
        if (Environment.IsPrivilegedProcess)
        {
            Assert.SkipUnless(Directory.Exists("/sys/kernel"), "root can write everywhere here");
            Check(Shell.Run("\"$CHILD\" write /sys/kernel/out A 1"), OutputFault.NotWritable, "cannot be written");
        }
        else
        {
            Check(Shell.Run("mkdir closed; chmod 555 closed; \"$CHILD\" write closed/out A 1", _folder.Path), OutputFault.NotWritable, "cannot be written");
        }
    }

    private (int ExitCode, string Output, string Errors) Trace(string injection, string letter = "a")
    {
        Shell.Require("strace");
        var probe = Shell.Run("strace -o /dev/null true");
        Assert.SkipUnless(probe.ExitCode == 0, "processes cannot be traced here");
        return Shell.Run($"strace -f -o /dev/null -e trace={injection.Split(':')[0]} -e inject={injection} \"$CHILD\" write out {letter} 3", _folder.Path);
    }

    private static void Check((int ExitCode, string Output, string Errors) result, OutputFault fault, string reason)
    {
        Assert.Equal(OutputChild.ExitCodeOf(fault), result.ExitCode);
        Assert.Contains(reason, result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.TrimEnd().Split('\n'));
    }

    [GeneratedRegex(@"^\.out\.[0-9a-z]{8}\.tmp$", RegexOptions.NonBacktracking)]
    private static partial Regex TempName();
}
