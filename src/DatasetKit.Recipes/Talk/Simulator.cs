using System.Globalization;
using System.Text;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Talk;

/// <summary>
/// Lets two models talk: one plays the user and is reminded each time of who it is and what it wants, the other answers (arXiv 2305.14233, section 3.2 and appendix A). How many rounds, and who the
/// user is, depends on the opening and the seed alone.
/// </summary>
/// <param name="sectors">How many rounds each kind of conversation has.</param>
/// <param name="reminders">What the user's model is asked in each sector, with <c>{persona}</c> and <c>{history}</c>.</param>
/// <param name="personas">Who the user may be.</param>
/// <param name="user">What the user's model says to a conversation that ends with the reminder; null when there is no reply yet.</param>
/// <param name="assistant">What the other says to a conversation that ends with the user; null when there is no reply yet.</param>
/// <param name="seed">Decides rounds and persona.</param>
internal sealed class Simulator(
    IReadOnlyList<Sector> sectors,
    Func<string, PromptText> reminders,
    IReadOnlyList<string> personas,
    Func<IReadOnlyList<Message>, string?> user,
    Func<IReadOnlyList<Message>, string?> assistant,
    int seed)
{
    /// <summary>The sector of openings that name none.</summary>
    public const string Usual = "world";

    /// <summary>The conversation that begins with an opening: a question without an answer. Others are as they were.</summary>
    public Outcome Converse(Example opening)
    {
        // A record of a question has an answer that is empty, or none.
        IReadOnlyList<Message> begun = opening.Messages is [.., { Role: Role.Assistant, Content.IsEmpty: true }] ? [.. opening.Messages.SkipLast(1)] : opening.Messages;
        if (begun is not [.., { Role: Role.User } first] || begun.Any(message => message.Role == Role.Assistant))
        {
            return opening;
        }

        var name = opening.Metadata["sector"] is { IsAbsent: false } own ? own.Text.ToString() : Usual;
        if (sectors.FirstOrDefault(known => known.Name == name) is not { } sector)
        {
            return Outcome.Reject(new Finding(
                Diagnostics.Find("DK1017")!, Severity.Error, opening.Source, "/sector", $"there is no sector \"{name}\"; the sectors are {string.Join(", ", sectors.Select(known => known.Name))}"));
        }

        var rounds = sector.Rounds(StableShare.Of($"rounds\u001F{opening.Id}\u001F{first.Content}", seed));
        var persona = personas[(int)(StableShare.Of($"persona\u001F{opening.Id}\u001F{first.Content}", seed) * personas.Count)];
        return Talk(begun, reminders(name), persona, rounds) is var (messages, why) && why is null
            ? opening.WithSystemPrompt(default).WithMessages(messages).WithMetadata(Lineage(opening.Metadata, name, persona, rounds))
            : Outcome.Drop(why!);
    }

    private static Metadata Lineage(Metadata metadata, string sector, string persona, int rounds) => metadata
        .With("sector", JsonValue.From(sector)).With("persona", JsonValue.From(persona)).With("rounds", JsonValue.Parse(rounds.ToString(CultureInfo.InvariantCulture)));

    private static string History(List<Message> messages)
    {
        var text = new StringBuilder();
        foreach (var message in messages.Where(message => message.Role is Role.User or Role.Assistant))
        {
            text.Append(text.Length == 0 ? string.Empty : "\n\n").Append(message.Role == Role.User ? "User: " : "Assistant: ").Append(message.Content.ToString());
        }

        return text.ToString();
    }

    private (List<Message> Messages, string? Why) Talk(IReadOnlyList<Message> opening, PromptText reminder, string persona, int rounds)
    {
        List<Message> messages = [.. opening];
        for (var round = 1; ; round++)
        {
            // The original's loaders strip replies; what is trained has to look as what is asked later (thunlp/UltraChat:UltraLM/inference_cli.py).
            if (assistant(messages)?.Trim() is not { } answer)
            {
                return (messages, "no reply yet");
            }

            messages.Add(new Message(Role.Assistant, answer));
            if (answer.Length == 0)
            {
                return (messages, "empty reply");
            }

            if (round == rounds)
            {
                return (messages, null);
            }

            if (user([new Message(Role.User, reminder.Fill(("persona", persona), ("history", History(messages))))])?.Trim() is not { } question)
            {
                return (messages, "no reply yet");
            }

            messages.Add(new Message(Role.User, question));
            if (question.Length == 0)
            {
                return (messages, "empty reply");
            }
        }
    }
}
