using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Conversations;

/// <summary>Divides conversations into segments of so many tokens, each with an id of its own: <c>{id}_{first message}</c>.</summary>
/// <param name="count">Counts the tokens of a text.</param>
/// <param name="most">Tokens of a segment at most.</param>
/// <param name="mode">What becomes of pairs that do not fit.</param>
internal sealed class ConversationSplitter(Func<string, int> count, int most, SplitMode mode)
{
    /// <summary>What the template puts around each message is taken for six tokens (lm-sys/FastChat:fastchat/data/split_long_conversation.py).</summary>
    private const int AroundMessage = 6;

    /// <summary>Divides a recipe's conversations as its parameters say: not at all without a tokenizer.</summary>
    /// <exception cref="RecipeException">A length is given, and no tokenizer that measures it.</exception>
    public static Dataset Divide(Dataset data, RecipeArguments arguments, string recipe, RecipeParameter<string> tokenizer, RecipeParameter<int> most, RecipeParameter<string> mode)
    {
        if (arguments.Get(tokenizer).Length == 0)
        {
            return arguments.Has(most) ? throw new RecipeException($"{recipe}: {most.Name} needs to know how tokens are counted: set {tokenizer.Name} to a known name or a file") : data;
        }

        var counter = Tokenizers.Load(arguments.Get(tokenizer));
        return data.Process(new ConversationSplitter(text => counter.CountTokens(text), arguments.Get(most), arguments.Get(mode) == "compat" ? SplitMode.FastChat : SplitMode.Safe).Split);
    }

    public Outcome Split(Example example)
    {
        var messages = Turns(example);
        var lengths = new int[messages.Count / 2];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = Length(messages[2 * i]) + Length(messages[(2 * i) + 1]);
        }

        var segments = PairSplitter.Split(lengths, most, mode);
        if (segments.Count == 0)
        {
            return Outcome.Drop(lengths.Length == 0 ? "too short" : "too long");
        }

        var outcome = Outcome.Split([.. segments.Select(segment => Segment(example, messages, 2 * segment.Start, 2 * segment.End))]);
        return lengths.Max() > most ? outcome.Warn(TooLong(example, lengths)) : outcome;
    }

    /// <summary>The messages without a leading system message and without a last question that has no answer.</summary>
    private static IReadOnlyList<Message> Turns(Example example)
    {
        var messages = example.Messages;
        var first = messages.Count > 0 && messages[0].Role == Role.System ? 1 : 0;
        return [.. messages.Skip(first).Take((messages.Count - first) / 2 * 2)];
    }

    private int Length(Message message) => count(message.Content.ToString()) + AroundMessage;

    private Example Segment(Example example, IReadOnlyList<Message> messages, int start, int end)
    {
        // FastChat keeps the id, the model and the messages; what else a record says is lost there, and kept here.
        var metadata = mode == SplitMode.FastChat ? Only(example.Metadata, "model") : example.Metadata;
        var segment = example.WithMessages([.. messages.Skip(start).Take(end - start)]).WithMetadata(metadata);
        segment = mode == SplitMode.FastChat ? segment.WithSystemPrompt(default) : segment.WithSystemPrompt(SystemPrompt(example));
        return segment.WithId(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{example.Id}_{start}"));
    }

    private static Text SystemPrompt(Example example) => example.Messages is [{ Role: Role.System } system, ..] ? system.Content : default;

    private static Metadata Only(Metadata metadata, string name) => metadata[name] is { IsAbsent: false } value ? Metadata.None.With(name, value) : Metadata.None;

    private Finding TooLong(Example example, int[] lengths)
    {
        var pair = Array.FindIndex(lengths, length => length > most);
        var kept = mode == SplitMode.OpenInstruct ? "it was left out" : "it is a segment of its own";
        return new Finding(
            Diagnostics.Find("DK3001")!,
            Severity.Warning,
            example.Source,
            $"/messages/{2 * pair}",
            $"question and answer {pair + 1} have {lengths[pair]} tokens, more than {most}; {kept}, set max-tokens or shorten it");
    }
}
