using System.Text.RegularExpressions;

namespace DatasetKit.Recipes.Tulu;

/// <summary>Leaves out conversations that name other models and their makers, so that a model does not take itself for one of them.</summary>
internal static partial class KeywordFilter
{
    public const string Mentions = "names another model";

    /// <summary>allenai/open-instruct:scripts/data/sft_v1_v2/reformat_datasets.py, should_be_filtered.</summary>
    private static readonly string[] s_parts =
    [
        "OpenAI", "Open AI", "ChatGPT", "Chat GPT", "GPT-3", "GPT3", "GPT 3", "GPT-4", "GPT4", "GPT 4", "GPT-3.5", "GPT3.5", "GPT 3.5",
        "BingChat", "Bing Chat", "BARD", "Palm", "Anthropic", "Claude", "LAION", "Open Assistant", "OpenAssistant",
    ];

    /// <summary>Any message with one of the words of Tülu 2 in it, also inside other words: it takes palm trees and bombs that bombarded.</summary>
    public static bool HasPart(Example example)
    {
        foreach (var message in example.Messages)
        {
            var text = message.Content.ToString();
            if (Array.Exists(s_parts, part => text.Contains(part, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An answer with one of the names as a word; those that mean something else as often are left alone.</summary>
    public static bool HasWord(Example example)
    {
        foreach (var message in example.Messages)
        {
            if (message.Role == Role.Assistant && Names().IsMatch(message.Content.ToString()))
            {
                return true;
            }
        }

        return false;
    }

    // allenai/open-instruct:scripts/data/sft/utils.py, should_be_filtered_by_keyword; its unescaped point in 3.5 stands for itself here.
    [GeneratedRegex(@"\b(open ?ai|chat ?gpt|gpt[- ]?3(\.5)?|gpt[- ]?4|bing ?chat|laion|open ?assistant)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Names();
}
