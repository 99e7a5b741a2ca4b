namespace DatasetKit.Tests.Records;

public sealed class ExamplePurposeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> WithoutAnswers =>
    [
        """{"prompt":"Name a colour.","user_id":"u1"}""",
        """{"prompt":[{"role":"user","content":"Name a colour."}]}""",
        """{"instruction":"Name a colour.","most_similar":{"Name a town.":0.5},"avg_similarity_score":0.1}""",
        """{"question_id":1,"text":"Name a colour.","category":"generic"}""",
        """{"idx":1,"Skill":"Math","Difficulty":1,"Instruction":"Name a colour."}""",
        """{"class":" Vicuna ","data":"Name a colour."}""",
        """{"conversations":["Name a colour."],"source":"test"}""",
        """{"gpt4":[9.0,8.5],"icm-1.3b":[3]}""",
    ];

    [Theory]
    [MemberData(nameof(WithoutAnswers))]
    public void A_record_that_can_have_no_answer_is_not_faulty_for_it(string record)
    {
        var examples = Dataset.Read(_folder.Write("questions.jsonl", record + "\n")).Validate(RuleSet.Default).ToBlockingEnumerable(TestContext.Current.CancellationToken);

        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(RuleSet.Default.Check(example)));
    }

    [Theory]
    [MemberData(nameof(WithoutAnswers))]
    public async Task Written_for_training_its_answer_is_missing(string record)
    {
        var questions = Dataset.Read(_folder.Write("questions.jsonl", record + "\n")).Shuffle(1).Validate(RuleSet.Default);

        var report = await questions.WriteAsync(_folder["out.jsonl"], RecordFormat.OpenAIChat, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((0, report.Ledger.Read + report.Ledger.Added), (report.Ledger.Written, report.Ledger.Rejected));
        Assert.Contains(report.Findings, found => found.Diagnostic.Code is "DK1001" or "DK1009" or "DK1010");
    }

    [Fact]
    public async Task Written_as_questions_they_pass_also_when_all_were_held_in_between()
    {
        var questions = Dataset.Read(_folder.Write("questions.jsonl", "{\"prompt\":\"one\"}\n{\"prompt\":\"two\"}\n")).Shuffle(1).Validate(RuleSet.Default);

        Assert.Equal(2, questions.ToBlockingEnumerable(TestContext.Current.CancellationToken).Count());
        Assert.Equal(2, (await questions.WriteAsync(_folder["out.jsonl"], RecordFormat.Find("prompt")!, cancellationToken: TestContext.Current.CancellationToken)).Ledger.Written);
    }

    [Fact]
    public void A_question_may_still_not_be_empty()
    {
        var empty = Dataset.Read(_folder.Write("questions.jsonl", "{\"prompt\":\"\"}\n")).Validate(RuleSet.Default);

        Assert.Equal("DK1002", Assert.Throws<RecordException>(() => empty.ToBlockingEnumerable(TestContext.Current.CancellationToken).ToList()).Finding.Code);
    }

    [Fact]
    public void A_format_of_ones_own_says_that_it_holds_questions()
    {
        var file = _folder.Write("riddles.jsonl", "{\"riddle\":\"What has keys and opens nothing?\"}\n");

        Assert.Single(Dataset.Read(file, new Riddles()).Validate(RuleSet.Default).ToBlockingEnumerable(TestContext.Current.CancellationToken));
        Assert.Equal(ExamplePurpose.Training, new PairFormat().Purpose);
    }

    private sealed class Riddles : RecordFormat
    {
        public override string Name => "riddles";

        public override ExamplePurpose Purpose => ExamplePurpose.Questions;

        public override bool Matches(Record record) => record.Has("riddle");

        public override Example? Read(Record record) => Example.Instruct(record.TakeText("riddle"), default);

        public override void Write(RecordBuilder builder, Example example) => builder.Property("riddle"u8, example.Instruction);
    }
}
