namespace DatasetKit.Repository.Tests;

public class TreeTests
{
    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        Expect.None(
            from path in RepositoryFolder.Files("src", "*.cs")
            let lines = RepositoryFolder.Read(path).AsSpan().Count('\n')
            where lines > 400
            select $"{path}: {lines} lines",
            "take them apart by concern");
    }

    [Theory]
    [InlineData("NotImplementedException")]
    [InlineData("TODO")]
    [InlineData("FIXME")]
    [InlineData("HACK")]
    public void Nothing_under_src_is_left_for_later(string mark)
    {
        Expect.None(Lines(line => line.Contains(mark, StringComparison.Ordinal)), "finish it or take it out");
    }

    [Fact]
    public void A_regular_expression_never_backtracks()
    {
        Expect.None(
            Lines(line => (line.Contains("new Regex(", StringComparison.Ordinal) || line.Contains("[GeneratedRegex(", StringComparison.Ordinal))
                && !line.Contains("NonBacktracking", StringComparison.Ordinal)),
            "name RegexOptions.NonBacktracking in the same line");
    }

    [Fact]
    public void Every_suppressed_warning_has_its_reason_beside_it()
    {
        Expect.None(
            Lines(line => line.TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal) && !line.Contains("// ", StringComparison.Ordinal)),
            "say why, behind the code of the warning");
    }

    [Fact]
    public void Random_inputs_of_tests_come_from_one_place()
    {
        Expect.None(
            from path in RepositoryFolder.Files("tests/DatasetKit.Tests", "*.cs")
            where path != "tests/DatasetKit.Tests/Properties.cs"
            from call in (string[])["FsCheck.Check.", " Check.One(", " Check.Quick", "Random.Shared", "new Random()"]
            where RepositoryFolder.Read(path).Contains(call, StringComparison.Ordinal)
            select $"{path}: {call.Trim()}",
            "use Properties.Check or Properties.Random, which have one seed");
    }

    private static IEnumerable<string> Lines(Func<string, bool> wrong) =>
        from path in RepositoryFolder.Files("src", "*.cs")
        from line in RepositoryFolder.Read(path).Split('\n').Select((text, index) => (Text: text, Number: index + 1))
        where wrong(line.Text)
        select $"{path}:{line.Number}: {line.Text.Trim()}";
}
