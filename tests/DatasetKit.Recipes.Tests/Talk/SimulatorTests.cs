using DatasetKit.Recipes.Running;
using DatasetKit.Recipes.Talk;

namespace DatasetKit.Recipes.Tests.Talk;

public sealed class SimulatorTests
{
    private static readonly Sector[] s_sectors = [new("world", 3, 7), new("writing", 2, 4), new("materials", 2, 4)];

    /// <summary>"Works when": two fake models, the rounds of each sector, the seed and the lineage.</summary>
    [Fact]
    public void Works_when_two_fake_models_respect_the_rounds_of_each_sector_the_seed_and_the_lineage()
    {
        foreach (var sector in s_sectors)
        {
            var talks = Enumerable.Range(0, 300).Select(i => Talk(Opening($"question {i}", sector.Name, $"id{i}"), seed: 7)).ToList();

            Assert.Equal(Enumerable.Range(sector.Least, sector.Most - sector.Least + 1), talks.Select(Rounds).Distinct().Order());
            // Each number is equally likely: none is half as frequent as it should be.
            Assert.All(talks.GroupBy(Rounds), rounds => Assert.InRange(rounds.Count(), 150.0 / (sector.Most - sector.Least + 1), 600.0 / (sector.Most - sector.Least + 1)));
            Assert.All(talks, talk =>
            {
                Assert.Equal(sector.Name, talk.Metadata["sector"].Text.ToString());
                Assert.Equal(Rounds(talk).ToString(System.Globalization.CultureInfo.InvariantCulture), talk.Metadata["rounds"].ToString());
                Assert.Contains(talk.Metadata["persona"].Text.ToString(), (string[])["a cook", "a judge"]);
                Assert.Equal("an entity", talk.Metadata["parent"].Text.ToString());
                Assert.Equal(Enumerable.Repeat((Role[])[Role.User, Role.Assistant], Rounds(talk)).SelectMany(pair => pair), talk.Messages.Select(message => message.Role));
            });

            Assert.Equal(talks.Select(Texts), Enumerable.Range(0, 300).Select(i => Texts(Talk(Opening($"question {i}", sector.Name, $"id{i}"), seed: 7))));
            Assert.NotEqual(talks.Select(Rounds), Enumerable.Range(0, 300).Select(i => Rounds(Talk(Opening($"question {i}", sector.Name, $"id{i}"), seed: 8))));
        }
    }

    [Fact]
    public void The_user_is_reminded_of_its_role_and_sees_what_was_said_and_the_other_sees_the_conversation_alone()
    {
        var asked = new List<string>();
        var shown = new List<string>();
        var simulator = new Simulator(
            [new("world", 2, 2)],
            sector => new PromptText("You are {persona} ({sector}).\n{history}\nAsk on!"),
            ["a cook"],
            request =>
            {
                asked.Add(Assert.Single(request).Content.ToString());
                return " And {history}? \n";
            },
            request =>
            {
                shown.Add(string.Join(" | ", request.Select(message => $"{message.Role} {message.Content}")));
                return "An answer.\n";
            },
            seed: 1);

        var talk = Assert.Single(simulator.Converse(Opening("What is tea?", null, "1")).Examples);

        Assert.Equal(["You are a cook ({sector}).\nUser: What is tea?\n\nAssistant: An answer.\nAsk on!"], asked);
        Assert.Equal(2, shown.Count);
        Assert.Equal(["What is tea?", "An answer.", "And {history}?", "An answer."], talk.Messages.Select(message => message.Content.ToString()));
        Assert.Equal("world", talk.Metadata["sector"].Text.ToString());
    }

    [Theory]
    [InlineData(null, "x", "no reply yet")]
    [InlineData("x", null, "no reply yet")]
    [InlineData("  ", "x", "empty reply")]
    [InlineData("x", "\n", "empty reply")]
    public void A_conversation_that_cannot_go_on_is_left_out(string? user, string? assistant, string why)
    {
        var simulator = new Simulator([new("world", 2, 2)], _ => new PromptText("{history}"), ["a cook"], _ => user, _ => assistant, seed: 1);
        Assert.Equal(why, simulator.Converse(Opening("q", "world", "1")).Reason);
    }

    [Fact]
    public void Conversations_that_have_an_answer_are_as_they_were()
    {
        var simulator = new Simulator(s_sectors, _ => new PromptText(""), ["a cook"], _ => null, _ => null, seed: 1);
        var whole = Example.Chat(new Message(Role.User, "q"), new Message(Role.Assistant, "a"));
        Assert.Same(whole, Assert.Single(simulator.Converse(whole).Examples));
    }

    [Fact]
    public void An_unknown_sector_is_rejected_with_the_known_ones()
    {
        var simulator = new Simulator(s_sectors, _ => new PromptText(""), ["a cook"], _ => "x", _ => "x", seed: 1);
        var fault = simulator.Converse(Opening("q", "sports", "1")).Fault!;
        Assert.Equal("/sector", fault.Field);
        Assert.Contains("\"sports\"; the sectors are world, writing, materials", fault.Message, StringComparison.Ordinal);
    }

    private static Example Opening(string question, string? sector, string id)
    {
        var metadata = Metadata.None.With("parent", JsonValue.From("an entity"));
        return Example.Instruct(question, default).WithId(id).WithMetadata(sector is null ? metadata : metadata.With("sector", JsonValue.From(sector)));
    }

    private static Example Talk(Example opening, int seed)
    {
        var (asked, answered) = (0, 0);
        var simulator = new Simulator(s_sectors, sector => new PromptText($"{sector} {{persona}} {{history}}"), ["a cook", "a judge"], _ => $"user {++asked}", _ => $"assistant {++answered}", seed);
        return Assert.Single(simulator.Converse(opening).Examples);
    }

    private static int Rounds(Example talk) => talk.Messages.Count / 2;

    private static string Texts(Example talk) => string.Join('\n', talk.Messages.Select(message => message.Content.ToString()).Append(talk.Metadata["persona"].Text.ToString()));
}
