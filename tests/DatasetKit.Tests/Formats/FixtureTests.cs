namespace DatasetKit.Tests.Formats;

/// <summary>
/// One file a case in <c>Fixtures/FORMAT/</c>: the record under <c>input</c>; what each format makes of it under <c>to</c> (the
/// record and its losses, or part of the reason why it cannot), or under <c>rejected</c> the code and field when it cannot be read.
/// </summary>
public sealed class FixtureTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Formats", "Fixtures");

    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. RecordFormat.Known.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_record_becomes_what_its_fixture_says(string path)
    {
        var fixture = JsonValue.Parse(File.ReadAllText(Path.Combine(Folder, path)));
        var format = RecordFormat.Find(path.Split('/')[0])!;
        var input = fixture["input"].ToString();
        var (example, rejection) = Convert.Read(format, input);
        Assert.Equal(fixture["rejected"].Text.ToString(), rejection is null ? string.Empty : $"{rejection.Code} {rejection.Field}");
        if (example is null)
        {
            return;
        }

        if (!fixture["undetected"].IsAbsent)
        {
            Assert.NotEqual(format, RecordFormat.Detect(Convert.RecordOf(input)));
        }
        else
        {
            Assert.Equal(format, RecordFormat.Detect(Convert.RecordOf(input)));
        }

        if (FixtureWriter.IsWanted && !fixture["to"].Members.Any())
        {
            FixtureWriter.Complete(path, format, example);
            return;
        }

        foreach (var (target, expected) in fixture["to"].Members)
        {
            var written = Convert.Write(RecordFormat.Find(target.ToString())!, example);
            if (!expected["reject"].IsAbsent)
            {
                Assert.Contains(expected["reject"].Text.ToString(), written.Reject ?? written.Json, StringComparison.Ordinal);
                continue;
            }

            Assert.Equal(expected["record"].ToString(), written.Json ?? written.Reject);
            Assert.Equal(string.Join(' ', expected["losses"].Elements.Select(loss => loss.Text)), string.Join(' ', written.Losses));
        }

        var kept = Convert.Write(format, example, ExtraPolicy.Keep).Json!;
        foreach (var other in RecordFormat.Known)
        {
            RoundTrip.Check(format, other, kept);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_format_has_fixtures(string name) => Assert.NotEmpty(Directory.GetFiles(Path.Combine(Folder, name), "*.json"));
}
