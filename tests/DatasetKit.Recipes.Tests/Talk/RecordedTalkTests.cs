using DatasetKit.Recipes.Talk;

namespace DatasetKit.Recipes.Tests.Talk;

public sealed class RecordedTalkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_reply_is_found_by_all_that_was_said_before_it_and_the_last_one_counts()
    {
        var talk = new RecordedTalk(_folder.Write("replies.jsonl", """
            {"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}
            {"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":"q2"},{"role":"assistant","content":"a2"}]}
            {"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"b"}]}
            {"messages":[{"role":"user","content":"nobody answered"}]}

            """));

        Assert.Equal("b", talk.Ask("q"));
        Assert.Equal("a2", talk.Ask([new(Role.User, "q"), new(Role.Assistant, "a"), new(Role.User, "q2")]));
        Assert.Null(talk.Ask([new(Role.User, "q"), new(Role.Assistant, "b"), new(Role.User, "q2")]));
        Assert.Null(talk.Ask("nobody answered"));
        Assert.Null(talk.Ask("nobody answered"));
        Assert.Equal([3, 1], talk.Missing.Select(request => request.Count));
    }

    [Fact]
    public void Replies_to_one_question_may_be_prompts_and_completions() =>
        Assert.Equal("a", new RecordedTalk(_folder.Write("replies.jsonl", """{"prompt":"q","completion":"a"}""" + "\n")).Ask("q"));

    [Fact]
    public void No_file_and_an_empty_file_have_no_replies()
    {
        Assert.Null(new RecordedTalk("").Ask("q"));
        Assert.Null(new RecordedTalk(_folder.Write("empty.jsonl", "")).Ask("q"));
    }
}
