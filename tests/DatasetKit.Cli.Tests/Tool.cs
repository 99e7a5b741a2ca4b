using System.Diagnostics;
using System.Text;

namespace DatasetKit.Cli.Tests;

/// <summary>Runs the tool as a process of its own, as its user does.</summary>
internal static class Tool
{
    private static readonly string Assembly = typeof(Application).Assembly.Location;

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
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
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

    internal sealed record Result(int Exit, string Output, string Error);
}
