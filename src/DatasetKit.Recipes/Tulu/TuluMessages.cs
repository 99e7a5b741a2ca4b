using System.Globalization;
using DatasetKit.Recipes.Conversations;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Tulu;

/// <summary>Makes the messages of each source's examples, and gives each its id: the dataset's name and a number, or the record's own id.</summary>
internal sealed class TuluMessages(TuluMix mix)
{
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _instances = new(StringComparer.Ordinal);

    /// <summary>The task an instance is of: its record.</summary>
    public static string TaskOf(Example example) => string.Create(CultureInfo.InvariantCulture, $"{example.Source.File}:{example.Source.Number}");

    public Outcome Make(Example example)
    {
        var source = mix.Of(example);
        _numbers.TryGetValue(source.Dataset, out var number);
        _numbers[source.Dataset] = number + 1;
        return source.Reader.Shape switch
        {
            TuluShape.Instruction => Encoded(example, source, number),
            TuluShape.Task => OfTask(example, source, number),
            TuluShape.Prompt => Named(WithEnd(example), source, number),
            _ => Turns(example, source, number),
        };
    }

    private static Example Named(Example example, TuluSource source, long number) => example.WithId(
        source.Reader.OwnId && example.Id.HasValue ? $"{source.Dataset}_{example.Id}" : string.Create(CultureInfo.InvariantCulture, $"{source.Dataset}_{number}"));

    private static Outcome Encoded(Example example, TuluSource source, long number) => example is { Kind: ExampleKind.Instruct, History.Count: 0 }
        ? Named(PromptEncodings.OpenInstruct.Encode(example, source.Seed, number), source, number)
        : Outcome.Reject(new Finding(
            Diagnostics.Find("DK1006")!, Severity.Error, example.Source, null, $"{source.Reader.Name} is encoded as one instruction and its output, but this has more turns; use the reader messages"));

    private Outcome OfTask(Example example, TuluSource source, long number)
    {
        var task = TaskOf(example);
        _instances.TryGetValue(task, out var instance);
        _instances[task] = instance + 1;
        if (instance < source.ZeroShot)
        {
            return Encoded(example, source, number);
        }

        var solved = example.Metadata["Positive Examples"].Elements
            .Select(shown => Example.Instruct(default, shown["output"].Text, shown["input"].Text))
            .OrderBy(shown => StableShare.Of($"{example.Id}\u001F{shown.Input}", (int)source.Seed))
            .Take(source.Exemplars);
        return Named(PromptEncodings.FewShot(example, [.. solved]), source, number);
    }

    private static Example WithEnd(Example example)
    {
        var prompt = example.Instruction.ToString();
        return prompt.EndsWith('\n') || prompt.TrimEnd().EndsWith(':') ? example : example.WithTurn(prompt + "\n", default, example.Output);
    }

    /// <summary>Conversations with Bing, and ShareGPT's with a system message, are left out; a last question without an answer is.</summary>
    private static Outcome Turns(Example example, TuluSource source, long number)
    {
        var messages = example.Messages;
        if (source.Reader.Format is SenderFormat)
        {
            if (messages.Any(message => message.Role == Role.System))
            {
                return Outcome.Drop("system turn");
            }

            if (messages.Any(message => message.Name == SenderFormat.Bing))
            {
                return Outcome.Drop("bing turn");
            }
        }

        // Open-Orca has a system prompt in every record, of which many are empty.
        var named = Named(messages is [{ Role: Role.System, Content.IsEmpty: true }, ..] ? example.WithSystemPrompt(default) : example, source, number);
        return source.Reader.Format is OddListFormat odd ? odd.Repair(named) : named;
    }
}
