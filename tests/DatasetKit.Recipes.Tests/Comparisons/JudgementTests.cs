using DatasetKit.Recipes.Comparisons;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Tests.Comparisons;

public class JudgementTests
{
    [Theory]
    [InlineData("9 7.5 2", "9 7.5 2")]
    [InlineData("9, 7.5, 2\nThe first answer goes deepest.", "9 7.5 2")]
    [InlineData("9/10, 8/10, 2/10", "9 8 2")]
    [InlineData("  10 0 05 \r\nreasons", "10 0 5")]
    [InlineData("I looked at them with care.\n9 7 2", "9 7 2")]
    [InlineData("Answer 1: 9\nAnswer 2: 7.5 / 10\nAnswer 3: 2 out of 10", "9 7.5 2")]
    [InlineData("**Answer 3**: 2\n- Assistant 1: Score: 9\nresponse #2 — 7", "9 7 2")]
    [InlineData("Answer 1: 9\nAnswer 2: 8\nAnswer 3: 7\nAnswer 1: 3", "9 8 7")]
    [InlineData("9 7", null)]
    [InlineData("9 7 11", null)]
    [InlineData("9 7 2 4", null)]
    [InlineData("The first deserves 9, the second 7, the third 2.", null)]
    [InlineData("Answer 1: 9\nAnswer 2: 8", null)]
    [InlineData("Answer 4: 9\nAnswer 2: 8\nAnswer 3: 1", null)]
    [InlineData("", null)]
    [InlineData("１ ２ ３", null)]
    public void Marks_are_read_from_the_first_line_of_numbers_or_from_lines_that_name_the_answer(string reply, string? marks) =>
        Assert.Equal(marks, Judgement.Read(reply, 3) is { } read ? string.Join(' ', read) : null);

    [Fact]
    public void The_request_shows_the_task_and_all_answers_in_their_order()
    {
        var task = Example.Instruct("Name {count} rivers.", default).WithCompletions(Answer("Rhine {question}"), Answer("Elbe"));

        Assert.Equal("Name {count} rivers.|2|Answer 1:\nRhine {question}\n\nAnswer 2:\nElbe|Elbe", new Judgement(new PromptText("{question}|{count}|{answers}|{answer_2}")).Request(task));
        var ours = new Judgement(PromptText.Load("gpt4-llm/judge.txt", string.Empty)).Request(task);
        Assert.All((string[])["Name {count} rivers.", "Answer 1:\nRhine {question}\n\nAnswer 2:\nElbe", "all 2 answers"], part => Assert.Contains(part, ours, StringComparison.Ordinal));
    }

    private static Completion Answer(string text) => new([new Message(Role.Assistant, text)]);
}
