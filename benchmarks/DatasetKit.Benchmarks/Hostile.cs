using System.Diagnostics;
using System.Globalization;
using DatasetKit;
using DatasetKit.Templates.Jinja;
using DatasetKit.Tests.Templates.Jinja;

/// <summary>
/// <c>hostile</c>: every hostile template in a process of its own that has rendered nothing before: how it ends, its time by the clock and by the processor, and the peak of the
/// process's memory, the run time included. <c>hostile NAME</c> is one of them.
/// </summary>
internal static class Hostile
{
    internal static void Run(string[] names)
    {
        if (names is [var name])
        {
            One(HostileTemplates.All.Single(one => one.Name == name));
            return;
        }

        Console.WriteLine("| template | ends in | ms | ms of processor | MB at most |\n|---|---|---|---|---|");
        foreach (var (one, _, _) in HostileTemplates.All)
        {
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Hostile).Assembly.Location, "hostile", one] : ["hostile", one]) { RedirectStandardOutput = true })!;
            var line = child.StandardOutput.ReadToEnd().Trim();
            child.WaitForExit();
            Console.WriteLine(child.ExitCode == 0 ? line : $"| {one} | **the process ended with {child.ExitCode}** | | | |");
        }
    }

    private static void One((string Name, string Template, bool IsMutable) one)
    {
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        string end;
        try
        {
            JinjaTemplate.Parse(one.Template, one.Name, one.IsMutable ? JinjaEnvironment.PromptSource : JinjaEnvironment.Chat).Render(new PyDict(), default);
            end = "**nothing**";
        }
        catch (JinjaException fault)
        {
            end = fault.ErrorClass;
        }

        var (wall, spent) = (Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {one.Name} | {end} | {wall:F0} | {spent:F0} | {self.PeakWorkingSet64 >> 20} |"));
    }
}
