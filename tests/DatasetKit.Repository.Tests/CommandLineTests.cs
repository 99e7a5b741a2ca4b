using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace DatasetKit.Repository.Tests;

/// <summary>docs/cli.md against what the commands themselves say.</summary>
public partial class CommandLineTests
{
    private const string Page = "docs/cli.md";
    private const string Mark = "## Options\n";

    [Fact]
    public async Task Every_option_stands_in_the_documents_with_its_command_and_default()
    {
        string expected = await Table();
        string page = RepositoryFolder.Read(Page);
        if (Environment.GetEnvironmentVariable("DATASETKIT_ACCEPT_CLI") == "1")
        {
            page = page[..(page.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)] + expected;
            File.WriteAllText(RepositoryFolder.PathOf(Page), page);
        }

        string[] now = expected.Split('\n');
        string[] written = page[(page.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].Split('\n');
        Expect.None(
            written.Except(now).Select(line => "- " + line).Concat(now.Except(written).Select(line => "+ " + line)),
            $"run these tests once with DATASETKIT_ACCEPT_CLI=1 and commit {Page}");
    }

    private static async Task<string> Table()
    {
        StringBuilder table = new("\n| option | what it does | default | commands |\n|---|---|---|---|\n");
        string[] commands = await Commands();
        Assert.Contains("convert", commands);
        Assert.Contains("recipe run", commands);
        List<(string Option, string What, string Default, string Command)> options = [];
        foreach (string command in commands)
        {
            foreach (Match option in Option().Matches(await Help(command.Split(' '))))
            {
                Match standard = Default().Match(option.Groups[2].Value);
                string what = standard.Success ? option.Groups[2].Value[..standard.Index].TrimEnd() : option.Groups[2].Value;
                options.Add((option.Groups[1].Value.Trim(), what.Trim(), standard.Groups[1].Value, command));
            }
        }

        foreach (var same in options.GroupBy(option => (option.Option, option.What, option.Default)))
        {
            string commandsOfIt = string.Join(", ", same.Select(option => $"`{option.Command}`"));
            string standard = same.Key.Default.Length == 0 ? "" : $"`{same.Key.Default}`";
            table.Append($"| `{Cell(same.Key.Option)}` | {Cell(same.Key.What)} | {standard} | {commandsOfIt} |\n");
        }

        return table.ToString();

        static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
    }

    /// <summary>All commands, and those inside a command as two words.</summary>
    private static async Task<string[]> Commands()
    {
        List<string> commands = [];
        foreach (Match command in CommandName().Matches(await Help()))
        {
            string name = command.Groups[1].Value;
            commands.Add(name);
            commands.AddRange(CommandName().Matches(await Help(name)).Select(inner => $"{name} {inner.Groups[1].Value}"));
        }

        return [.. commands];
    }

    private static async Task<string> Help(params string[] command)
    {
        string configuration = typeof(CommandLineTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string tool = RepositoryFolder.PathOf($"src/DatasetKit.Cli/bin/{configuration}/net10.0/DatasetKit.Cli.dll");
        return (await Command.Dotnet(RepositoryFolder.Root, null, [tool, .. command, "--help"])).Output.ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"(?<=\nCommands:\n(?:.*\n)*?)  ([a-z]+) ")]
    private static partial Regex CommandName();

    [GeneratedRegex(@"\n  ((?:-\w, )?--[a-z-]+(?: <[^>]+>)?)(?: \(REQUIRED\))? {2,}(.*)")]
    private static partial Regex Option();

    [GeneratedRegex(@"\[default: (.*)\]$")]
    private static partial Regex Default();
}
