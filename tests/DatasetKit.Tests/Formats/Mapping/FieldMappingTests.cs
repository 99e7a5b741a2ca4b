using DatasetKit.Formats;

namespace DatasetKit.Tests.Formats.Mapping;

public sealed class FieldMappingTests
{
    [Theory]
    [InlineData("Question,Answer", "instruction=Question, output=Answer")]
    [InlineData("问题,答案,类别", "instruction=问题, output=答案, category=类别")]
    [InlineData("指令,输入,输出", "instruction=指令, input=输入, output=输出")]
    [InlineData("编号, 问 ,答", "id=编号, instruction= 问 , output=答")]
    [InlineData("prompt,response,context,system", "instruction=prompt, output=response, input=context, system=system")]
    [InlineData("INSTRUCTION,RESPONSE", "instruction=INSTRUCTION, output=RESPONSE")]
    [InlineData("inputs,targets,task", "instruction=inputs, output=targets")]
    [InlineData("Text,Category", "text=Text, category=Category")]
    [InlineData("question,colour", null)]
    [InlineData("id,colour", null)]
    public void Well_known_names_map_by_themselves(string columns, string? expected) =>
        Assert.Equal(expected, FieldMapping.Guess(columns.Split(','))?.ToString());

    [Fact]
    public void Two_columns_for_one_field_are_refused_by_both_names()
    {
        var fault = Assert.Throws<MappingException>(() => FieldMapping.Guess(["question", "prompt", "answer"]));

        Assert.Contains("\"question\" and \"prompt\"", fault.Message, StringComparison.Ordinal);
        Assert.Contains("\"instruction\"", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_mapped_twice_is_refused() =>
        Assert.Throws<MappingException>(() => FieldMapping.Parse(["output=a", "output=b"]));

    [Theory]
    [InlineData("output")]
    [InlineData("=a")]
    [InlineData("output=")]
    [InlineData("output={a")]
    [InlineData("output=a}")]
    public void A_malformed_entry_is_refused(string entry) => Assert.Throws<MappingException>(() => FieldMapping.Parse([entry]));

    [Fact]
    public void A_column_that_is_not_there_is_refused_with_the_nearest_name()
    {
        var fault = Assert.Throws<MappingException>(() => FieldMapping.Parse(["output=Anwser"]).Resolve(["Question", "Answer"], null));

        Assert.Contains("did you mean \"Answer\"?", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_found_without_regard_to_case_and_outer_spaces() =>
        Assert.Equal("Paris", Read("""{" Frage ":"Capital?","ANTWORT":"Paris"}""", "instruction=frage", "output=Antwort").Output.ToString());

    [Fact]
    public void Fields_left_open_are_found_by_well_known_names()
    {
        var example = Read("""{"q":"Capital?","answer":"Paris","Category":"geo"}""", "instruction=q");

        Assert.Equal(("Capital?", "Paris", "geo"), (example.Instruction.ToString(), example.Output.ToString(), example.Category.ToString()));
    }

    [Fact]
    public void A_path_reaches_into_a_record_and_leaves_the_rest_of_it()
    {
        var example = Read("""{"prompt":"Hi","choices":[{"message":{"content":"Hello"},"n":1}],"a/b":{"~":2}}""", "output=/choices/0/message/content", "n=/a~1b/~0");

        Assert.Equal("Hello", example.Output.ToString());
        Assert.Equal("2", example.Metadata["n"].ToString());
        Assert.Equal("""[{"message":{"content":"Hello"},"n":1}]""", example.Metadata["choices"].ToString());
    }

    [Fact]
    public void Columns_and_text_are_put_together()
    {
        var example = Read("""{"subject":"Hi","body":"a \"b\"","n":7,"answer":"x"}""", """instruction={subject}\n\n{body} {{{n}}} \\""");

        Assert.Equal("Hi\n\na \"b\" {7} \\", example.Instruction.ToString());
        Assert.Empty(example.Metadata);
    }

    [Fact]
    public void Constants_apply_to_every_example_and_what_they_replace_becomes_metadata()
    {
        var mapping = FieldMapping.Parse([], ["category=faq", "source=wiki"], "Be kind.");
        var example = Read("""{"instruction":"a","output":"b","category":"old","system":"Be rude."}""", mapping);

        Assert.Equal(("faq", "Be kind."), (example.Category.ToString(), example.System.ToString()));
        Assert.Equal(["category", "source", "system"], example.Metadata.Select(field => field.Key.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_list_of_messages_may_be_mapped()
    {
        var example = Read("""{"dialog":[{"from":"human","value":"a"},{"from":"gpt","value":"b"}],"lang":"en"}""", "conversations=dialog");

        Assert.Equal(2, example.Messages.Count);
        Assert.Equal("\"en\"", example.Metadata["lang"].ToString());
    }

    [Theory]
    [InlineData("""{"q":"a"}""", "DK1001", "output")]
    [InlineData("""{"q":"a","a":3}""", "DK1006", "/a")]
    [InlineData("""{"q":"a","a":["x"]}""", "DK1006", "/a")]
    public void A_record_without_the_column_is_rejected(string json, string code, string field)
    {
        var (example, rejection) = Convert.Read(FieldMapping.Parse(["instruction=q", "output=a"]).Resolve(["q", "a"], null), json);

        Assert.Null(example);
        Assert.Equal((code, field), (rejection!.Code, rejection.Field));
    }

    [Fact]
    public void Unmapped_columns_stay_verbatim()
    {
        var example = Read("""{"q":"a","a":"b","n":1.10,"o":{"z":1,"a":[]}}""", "instruction=q", "output=a");

        Assert.Equal("1.10", example.Metadata["n"].ToString());
        Assert.Equal("""{"z":1,"a":[]}""", example.Metadata["o"].ToString());
    }

    private static Example Read(string json, params string[] map) => Read(json, FieldMapping.Parse(map));

    private static Example Read(string json, FieldMapping mapping)
    {
        var columns = JsonValue.Parse(json).Members.Select(member => member.Key.ToString()).ToList();
        return Convert.ReadGood(mapping.Resolve(columns, null), json);
    }
}
