using DatasetKit.Formats;

namespace DatasetKit.Tests.Formats.Mapping;

public sealed class MessageGroupingTests
{
    private readonly MessageGrouping _grouping = new("ticket", "author", "text");

    [Fact]
    public void Messages_of_a_conversation_need_not_stand_together()
    {
        Add("""{"ticket":7,"author":"Customer","text":"a","lang":"en","at":1}""");
        Add("""{"ticket":8,"author":"user","text":"x","lang":"en","at":2}""");
        Add("""{"ticket":7,"author":"agent","text":"b","lang":"en","at":3}""");
        Add("""{"ticket":8,"author":"assistant","text":"y","lang":"de","at":4}""");
        var written = _grouping.Finish().Select(group => Convert.Write(RecordFormat.ShareGpt, group.Example).Json);

        Assert.Equal(
            [
                """{"id":7,"conversations":[{"from":"human","value":"a"},{"from":"gpt","value":"b"}]}""",
                """{"id":8,"conversations":[{"from":"human","value":"x"},{"from":"gpt","value":"y"}]}""",
            ],
            written);
        Assert.Equal(2, _grouping.Merged);
    }

    [Fact]
    public void A_field_that_all_messages_share_is_the_conversations_own()
    {
        Add("""{"ticket":"t","author":"user","text":"a","lang":"en","at":1,"category":"faq"}""");
        Add("""{"ticket":"t","author":"assistant","text":"b","lang":"en","at":2,"category":"faq"}""");
        var (example, _) = Assert.Single(_grouping.Finish());

        Assert.Equal("faq", example.Category.ToString());
        Assert.Equal(["lang"], example.Metadata.Select(field => field.Key.ToString()));
        Assert.Equal(["1", "2"], example.Messages.Select(message => message.Metadata["at"].ToString()));
    }

    [Theory]
    [InlineData("""{"author":"user","text":"a"}""", "DK1001", "ticket")]
    [InlineData("""{"ticket":1,"text":"a"}""", "DK1001", "author")]
    [InlineData("""{"ticket":1,"author":"user"}""", "DK1001", "text")]
    [InlineData("""{"ticket":1,"author":"asistant","text":"a"}""", "DK1007", "author")]
    [InlineData("""{"ticket":1,"author":"user","text":5}""", "DK1006", "/text")]
    public void A_record_that_is_no_message_is_rejected(string json, string code, string field)
    {
        var record = Convert.RecordOf(json);

        Assert.False(_grouping.Add(record));
        Assert.Equal((code, field), (record.Rejection!.Code, record.Rejection.Field));
        Assert.Empty(_grouping.Finish());
    }

    [Fact]
    public void A_field_that_no_record_has_is_refused()
    {
        var fault = Assert.Throws<MappingException>(() => _grouping.Verify(["tickets", "author", "text"]));

        Assert.Contains("did you mean \"tickets\"?", fault.Message, StringComparison.Ordinal);
    }

    private void Add(string json) => Assert.True(_grouping.Add(Convert.RecordOf(json)));
}
