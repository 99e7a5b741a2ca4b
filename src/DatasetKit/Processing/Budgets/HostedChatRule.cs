using System.Text.Json;
using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>What a provider counts beside the texts of messages, from a dated file.</summary>
/// <param name="PerMessage">Tokens for each message.</param>
/// <param name="PerName">Tokens for a message that has a name.</param>
/// <param name="PerExample">Tokens for the whole.</param>
internal sealed record HostedChatRule(int PerMessage, int PerName, int PerExample)
{
    private static readonly Lazy<JsonElement> s_file = new(() => EmbeddedJson.Load("hosted-chat.json"));

    /// <summary>When the rules were looked up: <c>2024-08-06</c>.</summary>
    public static string Date => s_file.Value.GetProperty("date").GetString()!;

    /// <summary>The rule of a tokenizer.</summary>
    /// <exception cref="TokenizerException">There is none.</exception>
    public static HostedChatRule For(string tokenizer)
    {
        foreach (var rule in s_file.Value.GetProperty("rules").EnumerateArray())
        {
            if (rule.GetProperty("tokenizers").EnumerateArray().Any(name => name.GetString() == tokenizer))
            {
                return new HostedChatRule(Number(rule, "per_message"), Number(rule, "per_name"), Number(rule, "per_example"));
            }
        }

        throw new TokenizerException($"No hosted chat model uses the tokenizer {tokenizer}; name a chat template instead.");
    }

    private static int Number(JsonElement rule, string name) => rule.GetProperty(name).GetInt32();
}
