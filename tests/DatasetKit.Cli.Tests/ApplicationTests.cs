namespace DatasetKit.Cli.Tests;

public sealed class ApplicationTests
{
    [Fact]
    public void A_command_stands_under_its_own_name() =>
        Assert.All(Application.Commands, command => Assert.Equal(command.Name, command.Create().Name));

    [Fact]
    public void Where_the_first_argument_is_a_command_it_is_all_there_is() =>
        Assert.Equal(["count"], Application.CreateRoot("count").Subcommands.Select(command => command.Name));

    [Theory]
    [InlineData(null)]
    [InlineData("--help")]
    [InlineData("cuont")]
    public void Where_it_is_none_all_are_there(string? first) => Assert.Equal(Application.Commands.Length, Application.CreateRoot(first).Subcommands.Count);
}
