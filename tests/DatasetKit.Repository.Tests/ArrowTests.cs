namespace DatasetKit.Repository.Tests;

public class ArrowTests
{
    private static readonly IReadOnlyList<Arrow> s_arrows = SourceCode.Arrows();

    [Fact]
    public void Arrows_between_rooms_run_one_way()
    {
        Dictionary<string, Room> rooms = Room.All.ToDictionary(room => room.Name);

        Expect.None(
            s_arrows.Where(arrow => arrow.To != "Top" && !rooms[arrow.From].MayUse.Contains(arrow.To)).Select(arrow => arrow.ToString()),
            "docs/design.md does not allow");
    }

    [Fact]
    public void Every_folder_of_the_library_is_a_room()
    {
        Expect.None(
            RepositoryFolder.Files("src", "*.cs").Select(Room.Of).Except(Room.All.Select(room => room.Name)),
            "name its arrows in Room.cs and docs/design.md");
    }

    [Fact]
    public void The_compiler_sees_arrows_at_all()
    {
        Assert.Contains(s_arrows, arrow => arrow is { From: "IO", To: "Records" });
    }
}
