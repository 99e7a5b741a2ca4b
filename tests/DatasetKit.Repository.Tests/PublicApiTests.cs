namespace DatasetKit.Repository.Tests;

public class PublicApiTests
{
    private const string Accepted = "src/DatasetKit/PublicApi.txt";

    [Fact]
    public void The_public_face_of_the_library_is_the_accepted_one()
    {
        string found = PublicApi.Of(typeof(Dataset).Assembly.Location);
        if (Environment.GetEnvironmentVariable("DATASETKIT_ACCEPT_API") == "1")
        {
            File.WriteAllText(RepositoryFolder.PathOf(Accepted), found);
        }

        string[] accepted = File.Exists(RepositoryFolder.PathOf(Accepted)) ? RepositoryFolder.Read(Accepted).Split('\n') : [];
        string[] now = found.Split('\n');
        string[] changes = [.. accepted.Except(now).Select(line => "- " + line), .. now.Except(accepted).Select(line => "+ " + line)];

        Assert.True(
            accepted.SequenceEqual(now),
            $"the public face has changed; if that is meant, run these tests once with DATASETKIT_ACCEPT_API=1 and commit {Accepted}:\n{string.Join('\n', changes)}");
    }
}
