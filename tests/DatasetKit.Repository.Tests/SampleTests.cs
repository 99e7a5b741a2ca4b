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
    public async Task Validate_lets_the_questions_pass()
    {
        using TempFolder folder = new();

        Command sample = await Run("Validate", folder, s_questions, "checked.jsonl");

        Assert.EndsWith("12 of 12 examples passed\n", sample.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(12, File.ReadAllLines(folder.PathOf("checked.jsonl")).Length);
    }

    [Fact]
    public async Task Validate_says_what_does_not_pass()
    {
        using TempFolder folder = new();
        string input = folder.Write("bad.csv", "question,answer\nWhat is new?,Nothing.\nWhat is old?,   \n");

        Command sample = await Run("Validate", folder, exitCode: 1, input, "checked.jsonl");

        Assert.EndsWith("1 of 2 examples passed\n", sample.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("bad.csv:3:", sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Count_tokens_counts_every_answer()
    {
        using TempFolder folder = new();

        Command sample = await Run("CountTokens", folder, s_questions, "gpt-4o");

        Assert.StartsWith("12 examples, ", sample.Output, StringComparison.Ordinal);
        Assert.Contains("(o200k_base)", sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipe_of_ones_own_runs_with_its_settings()
    {
        using TempFolder folder = new();

        Command sample = await Run("OwnRecipe", folder, s_questions, "faq.jsonl", "least-words=8", "per-category=2");

        Assert.Equal(
            "length: 12 in, 10 out, 2 too short\nunique: 10 in, 10 out\ncategories: 10 in, 9 out, 1 more of one category\nshuffle: 9 in, 9 out\n",
            sample.Output.ReplaceLineEndings("\n"));
        Assert.Equal(9, File.ReadAllLines(folder.PathOf("faq.jsonl")).Length);
    }

    [Fact]
    public async Task A_recipe_of_ones_own_names_the_setting_that_was_meant()
    {
        using TempFolder folder = new();

        Command sample = await Run("OwnRecipe", folder, exitCode: 2, s_questions, "faq.jsonl", "least-word=8");

        Assert.Contains("did you mean least-words?", sample.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.PathOf("faq.jsonl")));
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
