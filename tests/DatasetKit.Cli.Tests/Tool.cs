using System.Diagnostics;
using System.Text;

namespace DatasetKit.Cli.Tests;

/// <summary>Runs the tool as a process of its own, as its user does.</summary>
internal static class Tool
{
    private const ulong InterruptBit = 1 << 1;

    private static readonly string Assembly = typeof(Application).Assembly.Location;

    private static readonly bool HearsInterrupts = (IgnoredSignals() & InterruptBit) == 0;

    public static Result Run(string folder, params string[] arguments) => Run(folder, [], arguments);

    public static Result Run(string folder, byte[] input, string[] arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(folder, arguments, environment);
        using var output = new MemoryStream();
        var error = process.StandardError.ReadToEndAsync();
        var copying = process.StandardOutput.BaseStream.CopyToAsync(output);
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The tool ended without reading everything.
        }

        Assert.True(process.WaitForExit(60_000), "the tool did not end");
        // The tool has ended, so what it wrote ends too.
        copying.Wait();
        return new Result(process.ExitCode, Encoding.UTF8.GetString(output.ToArray()), error.Result);
    }

    /// <summary>Runs a script of the shell, in which <c>tool</c> is the tool, and <c>dotnet "$TOOL"</c> where the shell wants a program.</summary>
    public static Result Shell(string folder, string script)
    {
        var start = new ProcessStartInfo("sh") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("tool() { dotnet \"$TOOL\" \"$@\"; }\n" + script);
        start.Environment["TOOL"] = Assembly;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(60_000), "the script did not end");
        return new Result(process.ExitCode, output, error.Result);
    }

    public static Process Start(string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        // A shell starts commands in the background with the interrupt ignored, and whatever they start inherits that: as a user has it, it is not.
        var start = new ProcessStartInfo(HearsInterrupts ? "dotnet" : "env") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (!HearsInterrupts)
        {
            start.ArgumentList.Add("--default-signal=INT");
            start.ArgumentList.Add("dotnet");
        }

        start.ArgumentList.Add(Assembly);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static ulong IgnoredSignals()
    {
        const string Status = "/proc/self/status";
        const string Label = "SigIgn:";
        var line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(text => text.StartsWith(Label, StringComparison.Ordinal)) : null;
        return line is null ? 0 : ulong.Parse(line.AsSpan(Label.Length).Trim(), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
    }

    internal sealed record Result(int Exit, string Output, string Error);
}
