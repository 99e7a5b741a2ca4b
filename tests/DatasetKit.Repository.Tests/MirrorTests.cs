using System.Text.RegularExpressions;

namespace DatasetKit.Repository.Tests;

/// <summary>
/// Tests stand beside what they test: XTests.cs, or XSomethingTests.cs, in the folder that X.cs has under src. A file that tests
/// more than one file says in the summary of its class what it is about.
/// </summary>
public partial class MirrorTests
{
    [Fact]
    public void Every_test_file_mirrors_a_source_file_or_says_what_it_is_about()
    {
        HashSet<string> sources = [.. RepositoryFolder.Files("src", "*.cs")];

        Expect.None(
            RepositoryFolder.Files("tests", "*Tests.cs").Where(path => !IsOfTheHouse(path) && !Mirrors(path, sources) && !Summary().IsMatch(RepositoryFolder.Read(path))),
            "move it beside what it tests, or give its class a summary");
    }

    [Fact]
    public void Every_folder_of_tests_mirrors_a_folder_of_sources()
    {
        Expect.None(
            RepositoryFolder.Files("tests", "*Tests.cs").Where(path => !IsOfTheHouse(path) && !Directory.Exists(RepositoryFolder.PathOf(Path.GetDirectoryName(Source(path))!))),
            "there is no such folder under src");
    }

    private static bool IsOfTheHouse(string path) => path.StartsWith("tests/DatasetKit.Repository.Tests/", StringComparison.Ordinal);

    private static string Source(string test) => "src/" + test["tests/".Length..].Replace(".Tests/", "/", StringComparison.Ordinal);

    private static bool Mirrors(string test, HashSet<string> sources)
    {
        for (string name = Source(test)[..^"Tests.cs".Length]; !name.EndsWith('/'); name = name[..^1])
        {
            if (sources.Contains(name + ".cs"))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"/// <summary>[^{]*\bclass \w+Tests\b")]
    private static partial Regex Summary();
}
