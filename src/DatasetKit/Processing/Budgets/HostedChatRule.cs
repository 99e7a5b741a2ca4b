using System.Globalization;
using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>What a provider counts beside the texts of messages, from a dated file.</summary>
/// <param name="PerMessage">Tokens for each message.</param>
/// <param name="PerName">Tokens for a message that has a name.</param>
/// <param name="PerExample">Tokens for the whole.</param>
internal sealed record HostedChatRule(int PerMessage, int PerName, int PerExample)
{
    private static readonly Lazy<JsonValue> s_file = new(() => EmbeddedJson.Load("hosted-chat.json"));

    /// <summary>When the rules were looked up: <c>2024-08-06</c>.</summary>
    public static string Date => s_file.Value["date"].Text.ToString();

    /// <summary>The rule of a tokenizer.</summary>
    /// <exception cref="TokenizerException">There is none.</exception>
    public static HostedChatRule For(string tokenizer)
    {
        foreach (var rule in s_file.Value["rules"].Elements)
        {
            if (rule["tokenizers"].Elements.Any(name => name.Text == tokenizer))
            {
                return new HostedChatRule(Number(rule, "per_message"), Number(rule, "per_name"), Number(rule, "per_example"));
            }
        }

        throw new TokenizerException($"No hosted chat model uses the tokenizer {tokenizer}; name a chat template instead.");
    }

    private static int Number(JsonValue rule, string name) => int.Parse(rule[name].Text.ToString(), CultureInfo.InvariantCulture);
}
