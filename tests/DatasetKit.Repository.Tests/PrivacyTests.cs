using System.Text.RegularExpressions;

namespace DatasetKit.Repository.Tests;

/// <summary>What is committed works on every machine and names none.</summary>
public partial class PrivacyTests
{
    private static readonly HashSet<string> s_text = [".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".mjs", ".txt", ".config", ".editorconfig", ".gitignore", ".gitattributes", ""];

    /// <summary>Hosts that a document may name: standards, licences and places where something was published.</summary>
    private static readonly HashSet<string> s_publicHosts =
    [
        "keepachangelog.com", "semver.org", "github.com", "www.rfc-editor.org", "unicode.org", "www.unicode.org", "arxiv.org", "learn.microsoft.com",
        "json-schema.org", "huggingface.co", "opensource.org", "www.npmjs.com", "schemas.openxmlformats.org",
    ];

    [Fact]
    public void No_file_names_a_path_of_one_machine()
    {
        Expect.None(Matches(MachinePath()).Select(found => $"{found.Path}: {found.Text}"), "take the path out");
    }

    [Fact]
    public void No_file_names_a_package_registry_or_an_unknown_host()
    {
        Expect.None(
            from found in Matches(Host())
            where !s_publicHosts.Contains(found.Text) && !found.Text.EndsWith("example.com", StringComparison.Ordinal) && !found.Text.EndsWith(".example", StringComparison.Ordinal)
            select $"{found.Path}: {found.Text}",
            "take the host out, or add it to the public ones");
    }

    [Fact]
    public void Nothing_that_is_built_depends_on_a_configured_package_source()
    {
        Expect.None(
            RepositoryFolder.Files("", "*.config").Where(path => Path.GetFileName(path).Equals("nuget.config", StringComparison.OrdinalIgnoreCase)),
            "packages come from whatever source a machine is set up with");
    }

    private static IEnumerable<(string Path, string Text)> Matches(Regex pattern) =>
        from path in RepositoryFolder.Files()
        where s_text.Contains(Path.GetExtension(path)) && !path.StartsWith("tests/corpus/", StringComparison.Ordinal) && !path.Contains("/Fixtures/", StringComparison.Ordinal)
        where path != "tests/DatasetKit.Repository.Tests/PrivacyTests.cs"
        from match in pattern.Matches(RepositoryFolder.Read(path))
        select (path, match.Groups[^1].Value);

    [GeneratedRegex("""(?<![\w.])(/(?:home|root|Users|work|mnt|tmp)/\w+|[A-Z]:\\Users\\\w+)""")]
    private static partial Regex MachinePath();

    [GeneratedRegex("""https?://([\w.-]+)""")]
    private static partial Regex Host();
}
