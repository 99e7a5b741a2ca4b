using System.Diagnostics;
using System.Globalization;
using System.Text;
using DatasetKit;
using DatasetKit.Templates.Jinja;
using DatasetKit.Tests.Templates.Jinja;
using DatasetKit.Tests.Tokenization.Files;
using DatasetKit.Tokenization;

/// <summary>
/// <c>hostile templates</c> and <c>hostile tokenizers</c>: each of what was made to do harm in a process of its own that has done nothing before: how it ends, its time by the clock
/// and by the processor, and the peak of the process's memory, the run time included. <c>hostile tokenizers NAME</c> is one of them.
/// </summary>
internal static class Hostile
{
    private const string Nothing = "**nothing**";

    internal static async Task RunAsync(string kind, string[] names)
    {
        Dictionary<string, Func<Task<string>>> cases = kind == "templates"
            ? HostileTemplates.All.ToDictionary(one => one.Name, one => new Func<Task<string>>(() => Task.FromResult(EndOf(one))))
            : HostileFiles.All.Values.ToDictionary(one => one.Name, one => new Func<Task<string>>(() => EndOf(one)));
        if (names is [var name])
        {
            await Measure(name, cases[name]);
            return;
        }

        Console.WriteLine($"| {kind} | ends in | ms | ms of processor | MB at most |\n|---|---|---|---|---|");
        foreach (var one in cases.Keys)
        {
            string[] program = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Hostile).Assembly.Location] : [];
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. program, "hostile", kind, one]) { RedirectStandardOutput = true })!;
            var line = child.StandardOutput.ReadToEnd().Trim();
            child.WaitForExit();
            Console.WriteLine(child.ExitCode == 0 ? line : $"| {one} | **the process ended with {child.ExitCode}** | | | |");
        }
    }

    private static async Task Measure(string name, Func<Task<string>> run)
    {
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var end = await run();
        var (wall, spent) = (Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {end} | {wall:F0} | {spent:F0} | {self.PeakWorkingSet64 >> 20} |"));
    }

    private static string EndOf((string Name, string Template, bool IsMutable) one)
    {
        try
        {
            JinjaTemplate.Parse(one.Template, one.Name, one.IsMutable ? JinjaEnvironment.PromptSource : JinjaEnvironment.Chat).Render(new PyDict(), default);
            return Nothing;
        }
        catch (JinjaException fault)
        {
            return fault.ErrorClass;
        }
    }

    private static async Task<string> EndOf(HostileFile one)
    {
        var folder = Directory.CreateTempSubdirectory("datasetkit-hostile-");
        try
        {
            foreach (var (file, content) in one.Beside.Append((one.File, one.Content)))
            {
                await File.WriteAllTextAsync(Path.Join(folder.FullName, file), content, one.IsLatin ? Encoding.Latin1 : new UTF8Encoding());
            }

            var tokenizer = await Tokenizer.LoadAsync(Path.Join(folder.FullName, one.File));
            tokenizer.Decode(tokenizer.EncodeToIds(one.Text ?? ""));
            return Nothing;
        }
        catch (TokenizerException fault)
        {
            return fault.Section ?? "the file";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
