using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DatasetKit.Repository.Tests;

/// <summary>A program that has run: what it said and how it ended.</summary>
internal sealed record Command(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    /// <summary>The folder of the .NET that runs this test.</summary>
    internal static string DotnetFolder { get; } = Path.GetFullPath(Path.Join(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>Runs <c>dotnet</c> and fails the test when it fails.</summary>
    internal static async Task<Command> Dotnet(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        Command command = await Run(Path.Join(DotnetFolder, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"), folder, environment, arguments);
        Assert.True(command.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {command.ExitCode}:\n{command.Output}{command.Errors}");
        return command;
    }

    /// <summary>Runs a program to its end.</summary>
    internal static async Task<Command> Run(string program, string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        // The build that runs this test tells its children where its own parts are; a build of another project must not believe it.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_ROOT"] = DotnetFolder;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // A build server would outlive the test and hold its folder.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource patience = new(s_patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output, await errors);
    }
}
