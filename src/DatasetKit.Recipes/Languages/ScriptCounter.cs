using System.Text;

namespace DatasetKit.Recipes.Languages;

/// <summary>Counts the letters of a text by script. A script that one language writes names the language.</summary>
internal static class ScriptCounter
{
    public const string Latin = "latin";
    public const string Cyrillic = "cyrillic";

    /// <summary>The languages that their script gives away.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh", "ja", "ko", "ar", "he", "el", "th", "hi", "bn", "ta", "te", "ka", "hy", "km", "my", "lo", "am"];

    /// <summary>
    /// The script of most letters, or the language it gives away; null when there are no letters. A Han character counts for three letters, since it says as much, and
    /// kana among them make the text Japanese.
    /// </summary>
    public static string? Find(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Of(rune.Value) is { } script)
            {
                counts[script] = counts.GetValueOrDefault(script) + (script == "zh" ? 3 : 1);
            }
        }

        if (counts.TryGetValue("ja", out var kana) && kana * 10 >= counts.GetValueOrDefault("zh") / 3)
        {
            counts["ja"] = kana + counts.GetValueOrDefault("zh");
        }

        return counts.Count == 0 ? null : counts.MaxBy(count => count.Value).Key;
    }

    private static string? Of(int c) => c switch
    {
        < 'A' => null,
        _ when Rune.IsValid(c) && !Rune.IsLetter(new Rune(c)) => null,
        < 0x0250 => Latin,
        >= 0x1E00 and < 0x1F00 => Latin,
        >= 0x0370 and < 0x0400 => "el",
        >= 0x0400 and < 0x0530 => Cyrillic,
        < 0x0590 and >= 0x0530 => "hy",
        < 0x0600 and >= 0x0590 => "he",
        < 0x0780 and >= 0x0600 => "ar",
        < 0x0980 and >= 0x0900 => "hi",
        < 0x0A00 and >= 0x0980 => "bn",
        < 0x0C00 and >= 0x0B80 => "ta",
        < 0x0C80 and >= 0x0C00 => "te",
        < 0x0E80 and >= 0x0E00 => "th",
        < 0x0F00 and >= 0x0E80 => "lo",
        < 0x10A0 and >= 0x1000 => "my",
        < 0x1100 and >= 0x10A0 => "ka",
        (< 0x1200 and >= 0x1100) or (< 0xD7B0 and >= 0xAC00) => "ko",
        < 0x1380 and >= 0x1200 => "am",
        < 0x1800 and >= 0x1780 => "km",
        < 0x3100 and >= 0x3040 => "ja",
        (< 0xA000 and >= 0x3400) or (< 0xFB00 and >= 0xF900) or (< 0x40000 and >= 0x20000) => "zh",
        _ => null,
    };
}
