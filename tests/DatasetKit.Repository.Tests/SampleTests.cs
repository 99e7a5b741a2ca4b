using System.Reflection;

namespace DatasetKit.Repository.Tests;

public class SampleTests
{
    private static readonly string s_questions = RepositoryFolder.PathOf("samples/support-questions.csv");

    [Fact]
    public async Task Csv_to_JSON_Lines_writes_what_is_not_about_billing()
    {
        using TempFolder folder = new();

        Command sample = await Run("CsvToJsonLines", folder, s_questions, "faq.jsonl");

        Assert.Equal("12 read, 9 written, 3 left out, 0 rejected\n", sample.Output.ReplaceLineEndings("\n"));
        string[] lines = File.ReadAllLines(folder.PathOf("faq.jsonl"));
        Assert.Equal(9, lines.Length);
        Assert.StartsWith("{\"instruction\":\"How do I reset my password?\",", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_sample_is_in_the_list()
    {
        string list = RepositoryFolder.Read("samples/README.md");

        Expect.None(
            RepositoryFolder.Files("samples", "Program.cs").Where(path => !list.Contains(path["samples/".Length..], StringComparison.Ordinal)),
            "name it in samples/README.md");
    }

    private static Task<Command> Run(string name, TempFolder folder, params string[] arguments) => Run(name, folder, 0, arguments);

    private static async Task<Command> Run(string name, TempFolder folder, int exitCode, params string[] arguments)
    {
        // The samples are built before these tests, in the same configuration.
        string configuration = typeof(SampleTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string sample = RepositoryFolder.PathOf($"samples/{name}/bin/{configuration}/net10.0/{name}.dll");
        Command command = await Command.Run(Path.Join(Command.DotnetFolder, "dotnet"), folder.Path, null, [sample, .. arguments]);
        Assert.True(command.ExitCode == exitCode, $"{name} ended with {command.ExitCode}:\n{command.Output}{command.Errors}");
        return command;
    }
}
