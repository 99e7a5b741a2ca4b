using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DatasetKit.Repository.Tests;

public partial class DocumentationTests
{
    public static TheoryData<string, int, string> CodeBlocks => [.. from path in RepositoryFolder.Files("", "*.md") from block in Blocks(path, "csharp") select (path, block.Line, block.Text)];

    [Theory]
    [MemberData(nameof(CodeBlocks))]
    public void Every_block_of_code_compiles(string path, int line, string code)
    {
        var tree = CSharpSyntaxTree.ParseText("#line " + line + " \"" + path + "\"\n" + code, cancellationToken: TestContext.Current.CancellationToken);
        var program = CSharpCompilation.Create(
            "documentation",
            [tree, CSharpSyntaxTree.ParseText(SourceCode.ImplicitUsings + "global using DatasetKit;", cancellationToken: TestContext.Current.CancellationToken)],
            [.. SourceCode.Platform, MetadataReference.CreateFromFile(typeof(Dataset).Assembly.Location), MetadataReference.CreateFromFile(typeof(Recipes.Recipe).Assembly.Location)],
            new(OutputKind.ConsoleApplication));

        Expect.None(
            program.GetDiagnostics(TestContext.Current.CancellationToken).Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.ToString()),
            "a reader who copies this gets");
    }

    [Fact]
    public void Every_link_to_a_file_leads_somewhere()
    {
        Expect.None(
            from path in RepositoryFolder.Files("", "*.md")
            from match in Link().Matches(RepositoryFolder.Read(path))
            let target = match.Groups[1].Value
            where !target.Contains("://", StringComparison.Ordinal)
            let full = Path.GetFullPath(Path.Join(Path.GetDirectoryName(RepositoryFolder.PathOf(path)), target))
            where !File.Exists(full) && !Directory.Exists(full)
            select $"{path}: {target}",
            "correct the link");
    }

    [Fact]
    public void The_readme_shows_the_two_commands()
    {
        string[] commands = [.. Blocks("README.md", "sh").SelectMany(block => block.Text.Split('\n'))];

        Assert.Contains(commands, line => line.StartsWith("dotnet run -c Release --project src/DatasetKit.Cli -- convert samples/", StringComparison.Ordinal));
        Assert.Contains("dotnet test", commands);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void The_readme_promises_every_law_and_names_what_holds_it(string law)
    {
        string row = Assert.Single(RepositoryFolder.Read("README.md").Split('\n'), line => line.StartsWith($"| {law} |", StringComparison.Ordinal));
        string heldBy = row.Split('|')[^2];

        // Resuming comes with generation, and so does the rest of privacy.
        Assert.True(heldBy.Contains("](tests/", StringComparison.Ordinal) || law is "L5" or "L11", $"{law} names no test that holds it");
        Assert.DoesNotContain("being built", heldBy, StringComparison.Ordinal);
    }

    public static TheoryData<string> Laws => [.. Enumerable.Range(1, 12).Select(number => $"L{number}")];

    private static IEnumerable<(int Line, string Text)> Blocks(string path, string language)
    {
        string[] lines = RepositoryFolder.Read(path).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] == "```" + language)
            {
                int end = Array.IndexOf(lines, "```", i + 1);
                yield return (i + 2, string.Join('\n', lines[(i + 1)..end]));
                i = end;
            }
        }
    }

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
