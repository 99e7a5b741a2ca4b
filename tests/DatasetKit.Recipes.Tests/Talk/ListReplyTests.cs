using DatasetKit.Recipes.Talk;

namespace DatasetKit.Recipes.Tests.Talk;

public sealed class ListReplyTests
{
    [Fact]
    public void Numbers_and_dashes_go_and_what_is_there_twice_is_there_once()
    {
        Assert.Equal(["one", "two", "3.5 litres of what?", "four", "five"], ListReply.Read("1. one\r\n\n 2) two\n3.5 litres of what?\n- four\n* one\n• five\nsix", 5));
        Assert.Empty(ListReply.Read("", 5));
    }
}
