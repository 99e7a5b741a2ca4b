namespace DatasetKit.Repository.Tests;

public class PublicApiTests
{
    [Theory]
    [InlineData("DatasetKit")]
    [InlineData("DatasetKit.Excel")]
    [InlineData("DatasetKit.Handlebars")]
    [InlineData("DatasetKit.Recipes")]
    public void The_public_face_of_a_package_is_the_accepted_one(string library)
    {
        string path = $"src/{library}/PublicApi.txt";
        string assembly = Path.Join(AppContext.BaseDirectory, library + ".dll");
        Assert.True(File.Exists(assembly), $"name {library} among the projects of these tests");
        string found = PublicApi.Of(assembly);
        if (Environment.GetEnvironmentVariable("DATASETKIT_ACCEPT_API") == "1")
        {
            File.WriteAllText(RepositoryFolder.PathOf(path), found);
        }

        string[] accepted = File.Exists(RepositoryFolder.PathOf(path)) ? RepositoryFolder.Read(path).Split('\n') : [];
        string[] now = found.Split('\n');
        string[] changes = [.. accepted.Except(now).Select(line => "- " + line), .. now.Except(accepted).Select(line => "+ " + line)];

        Assert.True(
            accepted.SequenceEqual(now),
            $"the public face has changed; if that is meant, run these tests once with DATASETKIT_ACCEPT_API=1 and commit {path}:\n{string.Join('\n', changes)}");
    }
}
