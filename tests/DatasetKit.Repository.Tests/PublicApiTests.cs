namespace DatasetKit.Repository.Tests;

public class PublicApiTests
{
    [Theory]
    [InlineData("DatasetKit")]
    [InlineData("DatasetKit.Recipes")]
    public void The_public_face_of_the_library_is_the_pathone(string library)
    {
        string path = $"src/{library}/PublicApi.txt";
        string found = PublicApi.Of((library == "DatasetKit" ? typeof(Dataset) : typeof(Recipes.Recipe)).Assembly.Location);
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
