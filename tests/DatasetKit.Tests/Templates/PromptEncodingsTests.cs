using System.Text.Json;

namespace DatasetKit.Tests.Templates;

public class PromptEncodingsTests
{
    [Fact]
    public void Open_instructs_encodings_are_those_of_its_code()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.PathOf("golden", "openinstruct_encodings.json")));
        Same(golden.RootElement.GetProperty("w_input"), PromptEncodings.OpenInstruct.WithInput, Example.Instruct(" INS\n", "OUT ", " IN"));
        Same(golden.RootElement.GetProperty("wo_input"), PromptEncodings.OpenInstruct.WithoutInput, Example.Instruct("INS", "OUT"));
        var few = golden.RootElement.GetProperty("few_shot");
        var shown = PromptEncodings.FewShot(Example.Instruct("DEF", "ans", "q"), [Example.Instruct("DEF", "b", "a"), Example.Instruct("DEF", "d", "c")]);
        Assert.Equal(few.GetProperty("prompt").GetString(), shown.Instruction.ToString());
        Assert.Equal(few.GetProperty("completion").GetString(), shown.Output.ToString());
    }

    [Fact]
    public void Each_set_has_fourteen_whose_weights_make_one()
    {
        foreach (var set in (IReadOnlyList<PromptEncoding>[])[PromptEncodings.OpenInstruct.WithInput, PromptEncodings.OpenInstruct.WithoutInput])
        {
            Assert.Equal(14, set.Count);
            Assert.Equal(1, set.Sum(encoding => encoding.Weight), 9);
        }
    }

    [Fact]
    public void The_same_seed_and_index_draw_the_same_encoding()
    {
        var example = Example.Instruct("I", "O", "N");
        var drawn = Draw(seed: 42);
        Assert.Equal(drawn, Draw(seed: 42));
        Assert.NotEqual(drawn, Draw(seed: 43));

        List<PromptEncoding> Draw(long seed) => [.. Enumerable.Range(0, 100).Select(i => PromptEncodings.OpenInstruct.Choose(example, seed, i))];
    }

    [Fact]
    public void Encodings_are_drawn_by_their_weights()
    {
        const int Count = 100_000;
        var example = Example.Instruct("I", "O");
        var drawn = Enumerable.Range(0, Count).GroupBy(i => PromptEncodings.OpenInstruct.Choose(example, 7, i)).ToDictionary(group => group.Key, group => group.Count());
        foreach (var encoding in PromptEncodings.OpenInstruct.WithoutInput)
        {
            // Six standard deviations of a binomial count.
            var spread = 6 * Math.Sqrt(Count * encoding.Weight * (1 - encoding.Weight));
            Assert.InRange(drawn[encoding], (Count * encoding.Weight) - spread, (Count * encoding.Weight) + spread);
        }
    }

    [Fact]
    public void An_input_of_whitespace_is_none() =>
        Assert.Contains(PromptEncodings.OpenInstruct.Choose(Example.Instruct("I", "O", " \n"), 1, 1), PromptEncodings.OpenInstruct.WithoutInput);

    [Fact]
    public void Braces_in_data_are_data()
    {
        var encoded = new PromptEncoding("{x} {instruction} {", "{output}}").Encode(Example.Instruct("{input}", "{instruction}", "N"));
        Assert.Equal("{x} {input} {", encoded.Instruction.ToString());
        Assert.Equal("{instruction}}", encoded.Output.ToString());
    }

    [Fact]
    public void What_is_no_text_stays_with_the_example()
    {
        var encoded = PromptEncodings.OpenInstruct.Encode(Example.Instruct("I", "O").WithId("7").WithCategory("c"), 0, 0);
        Assert.Equal("7", encoded.Id.ToString());
        Assert.Equal("c", encoded.Category.ToString());
    }

    [Fact]
    public void A_second_turn_cannot_be_encoded()
    {
        var two = Example.Chat(new Message(Role.User, "a"), new Message(Role.Assistant, "b"), new Message(Role.User, "c"), new Message(Role.Assistant, "d"));
        Assert.Contains("has 2", Assert.Throws<TemplateException>(() => PromptEncodings.OpenInstruct.Encode(two, 0, 0)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(0)]
    public void Weights_that_make_no_choice_are_refused(double weight) =>
        Assert.Throws<ArgumentException>(() => new PromptEncodings([new PromptEncoding("{instruction}", "{output}", weight)], [new PromptEncoding("{instruction}", "{output}")]));

    private static void Same(JsonElement golden, IReadOnlyList<PromptEncoding> encodings, Example example)
    {
        Assert.Equal(golden.GetArrayLength(), encodings.Count);
        for (var i = 0; i < encodings.Count; i++)
        {
            var encoded = encodings[i].Encode(example);
            Assert.Equal(golden[i][0].GetString(), encoded.Instruction.ToString());
            Assert.Equal(golden[i][1].GetString(), encoded.Output.ToString());
            Assert.Equal(golden[i][2].GetDouble(), encodings[i].Weight);
        }
    }
}
