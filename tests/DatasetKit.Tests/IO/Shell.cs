using System.Diagnostics;
using System.Globalization;

namespace DatasetKit.Tests.IO;

/// <summary>Other processes, for what a process cannot do to itself.</summary>
internal static class Shell
{
    /// <summary>Skips the test where there is no Unix shell.</summary>
    public static void Require(params ReadOnlySpan<string> programs)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "this needs a Unix shell");
        foreach (string program in programs)
        {
            Assert.SkipUnless(Run($"command -v {program}").ExitCode == 0, $"there is no {program} here");
        }
    }

    /// <summary>Runs a script, in which <c>$CHILD</c> is this test program as a writer of outputs (see <see cref="OutputChild"/>).</summary>
    public static (int ExitCode, string Output, string Errors) Run(string script, string? folder = null)
    {
        using Process process = Start(script, folder);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    /// <summary>Starts a script without waiting for its end.</summary>
    public static Process Start(string script, string? folder = null)
    {
        var start = new ProcessStartInfo("sh") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        start.Environment["CHILD"] = OutputChild.Program;
        start.Environment[OutputChild.Switch] = "1";
        return Process.Start(start)!;
    }

    /// <summary>Gives a file a second name.</summary>
    public static void HardLink(string file, string link)
    {
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new("cmd", ["/c", "mklink", "/H", link, file])
            : new("ln", [file, link]);
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, string.Create(CultureInfo.InvariantCulture, $"no hard link: {process.ExitCode}"));
    }
}
