namespace DatasetKit.Recipes.Languages;

/// <summary>
/// Tells languages apart by their scripts and, where several share one, by three letters at a time: how often these are is taken from each language's most frequent words.
/// Small, and meant for filters over conversations, not for single words; docs/languages.md says how often it is right.
/// </summary>
public sealed class LanguageIdentifier : ILanguageIdentifier
{
    /// <summary>A longer text says no more.</summary>
    private const int MostWords = 400;

    private static readonly System.Buffers.SearchValues<char> s_persian = System.Buffers.SearchValues.Create("پچژگیک");

    private readonly IReadOnlyList<LanguageProfile> _profiles = LanguageProfile.LoadAll();

    private LanguageIdentifier()
    {
    }

    /// <summary>The one there is; it may be used by many threads.</summary>
    public static ILanguageIdentifier Default { get; } = new LanguageIdentifier();

    /// <inheritdoc/>
    public IReadOnlyList<string> Languages => [.. _profiles.Select(profile => profile.Language).Concat(ScriptCounter.Languages).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public string? Identify(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var script = ScriptCounter.Find(text);
        return script is ScriptCounter.Latin or ScriptCounter.Cyrillic ? Among(text, script)
            : script == "ar" && text.AsSpan().ContainsAny(s_persian) ? null
            : script;
    }

    private string? Among(string text, string script)
    {
        var words = WordsOf(text);
        if (words.Count == 0)
        {
            return null;
        }

        var best = _profiles.Where(profile => profile.Script == script)
            .Select(profile => (profile.Language, Score: words.Sum(profile.Score), Known: words.Count(profile.Knows)))
            .MaxBy(profile => profile.Score);

        // Names, codes and numbers look like some language too: without a single frequent word it cannot be said.
        return best.Known * 20 >= words.Count ? best.Language : null;
    }

    private static List<string> WordsOf(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length && words.Count < MostWords; i++)
        {
            var isLetter = i < text.Length && char.IsLetter(text[i]);
            if (isLetter && start < 0)
            {
                start = i;
            }
            else if (!isLetter && start >= 0)
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }
}
