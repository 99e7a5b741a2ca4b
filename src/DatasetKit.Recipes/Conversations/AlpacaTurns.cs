using System.Globalization;

namespace DatasetKit.Recipes.Conversations;

/// <summary>Alpaca's records as conversations (lm-sys/FastChat:fastchat/data/convert_alpaca.py).</summary>
internal sealed class AlpacaTurns
{
    private long _number;

    /// <summary>A single turn as a conversation of two, with the id <c>alpaca_{number}</c>; a conversation as it is.</summary>
    public Example Convert(Example example)
    {
        if (example.Kind != ExampleKind.Instruct || example.History.Count > 0)
        {
            return example;
        }

        // An input of a single character is none, as in the original.
        var input = example.Input.ToString();
        Text question = input.Trim().Length > 1 ? $"{example.Instruction}\nInput:\n{input}" : example.Instruction;
        return example
            .WithMessages(new Message(Role.User, question), new Message(Role.Assistant, example.Output))
            .WithId(string.Create(CultureInfo.InvariantCulture, $"alpaca_{_number++}"));
    }
}
