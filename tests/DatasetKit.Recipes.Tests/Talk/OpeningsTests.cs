using DatasetKit.Recipes.Talk;

namespace DatasetKit.Recipes.Tests.Talk;

public sealed class OpeningsTests
{
    private static readonly Example s_topic = Example.Instruct("Cooking", default).WithId("t1");

    [Fact]
    public void A_subject_becomes_narrower_ones_and_these_questions_and_these_more_questions()
    {
        var made = new Openings(request => request.Contains("narrower", StringComparison.Ordinal) ? "1. Bread\n2. Soup\n3. Too many"
            : request.Contains("Somebody asked", StringComparison.Ordinal) ? "1. And then?" : request.Contains("Bread", StringComparison.Ordinal) ? "1. Why yeast?\n2. How hot?" : null, "", 1)
            .OfTopic(s_topic, subtopics: 2, questions: 10, more: 1);

        Assert.Equal(["Why yeast?", "And then?", "How hot?", "And then?"], made.Examples.Select(example => example.Instruction.ToString()));
        Assert.Equal(["t1.1.1", "t1.1.1.1", "t1.1.2", "t1.1.2.1"], made.Examples.Select(example => example.Id.ToString()));
        Assert.Equal(["Bread", "Why yeast?", "Bread", "How hot?"], made.Examples.Select(example => example.Metadata["parent"].Text.ToString()));
        Assert.All(made.Examples, example => Assert.Equal("world", example.Metadata["sector"].Text.ToString()));
        Assert.Equal(["no reply yet"], made.PartsLeftOut);
    }

    [Fact]
    public void An_entity_becomes_basic_specific_and_general_questions_that_know_their_parent()
    {
        var made = new Openings(request => request.Contains("most basic", StringComparison.Ordinal) ? "- What is it?" : request.Contains("details", StringComparison.Ordinal) ? "1) Which parts?\n2) Which age?" : "1: Who else?", "", 1)
            .OfEntity(Example.Instruct("The Elbe", default).WithId("e3"), basic: 5, specific: 10, general: 20);

        Assert.Equal(["meta", "specific", "specific", "general"], made.Examples.Select(example => example.Metadata["kind"].Text.ToString()));
        Assert.Equal(["The Elbe", "What is it?", "What is it?", "What is it?"], made.Examples.Select(example => example.Metadata["parent"].Text.ToString()));
        Assert.Equal(["e3.1", "e3.1.1.s", "e3.1.2.s", "e3.1.1.g"], made.Examples.Select(example => example.Id.ToString()));
    }

    [Fact]
    public void About_the_share_of_a_text_types_instructions_is_said_with_more_detail()
    {
        var made = new Openings(request => request.Contains("with more detail", StringComparison.Ordinal) ? "longer" : string.Join('\n', Enumerable.Range(1, 200).Select(i => $"{i}. Write number {i}")), "", 1)
            .OfTextType(Example.Instruct("poems", default).WithId("w1"), instructions: 200, expanded: 0.8);

        Assert.Equal(200, made.Examples.Count);
        var expanded = made.Examples.Where(example => example.Metadata["kind"].Text.ToString() == "expanded").ToList();
        Assert.InRange(expanded.Count, 140, 180);
        Assert.All(expanded, example => Assert.Equal("longer", example.Instruction.ToString()));
        Assert.All(expanded, example => Assert.StartsWith("Write number", example.Metadata["parent"].Text.ToString(), StringComparison.Ordinal));
        Assert.All(made.Examples, example => Assert.Equal("writing", example.Metadata["sector"].Text.ToString()));
    }

    [Fact]
    public void A_passage_gets_at_most_five_instructions_each_joined_with_it_in_one_of_several_ways()
    {
        var passages = Enumerable.Range(0, 40).Select(i => Example.PlainText($"A passage {{instruction}} {i}.").WithId($"m{i}")).ToList();
        var openings = new Openings(request => "1. Sum it up.\n2. Go on.\n3. Put it into verse.\n4. Find faults.\n5. Say it shorter.\n6. One too many.", "", 1);
        var texts = passages.SelectMany(passage => openings.OfMaterial(passage, 5).Examples).Select(example => example.Instruction.ToString()).ToList();

        Assert.Equal(200, texts.Count);
        Assert.All(texts, text => Assert.Contains("A passage {instruction} ", text, StringComparison.Ordinal));
        Assert.True(texts.Exists(text => text.StartsWith("A passage", StringComparison.Ordinal)), "some begin with the passage");
        Assert.True(texts.Exists(text => text.StartsWith("Sum it up.", StringComparison.Ordinal)), "some begin with the instruction");
        Assert.Equal("empty", openings.OfMaterial(Example.PlainText("  "), 5).Reason);
    }

    [Fact]
    public void Without_a_reply_nothing_is_made_and_the_report_says_so()
    {
        var made = new Openings(_ => null, "", 1).OfTopic(s_topic, 2, 2, 0);
        Assert.Empty(made.Examples);
        Assert.Equal(["no reply yet"], made.PartsLeftOut);
    }
}
