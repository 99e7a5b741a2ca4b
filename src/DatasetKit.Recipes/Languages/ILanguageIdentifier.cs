namespace DatasetKit.Recipes.Languages;

/// <summary>Says which language a text is in.</summary>
public interface ILanguageIdentifier
{
    /// <summary>The languages it knows, as ISO 639-1 codes.</summary>
    IReadOnlyList<string> Languages { get; }

    /// <summary>The language of most of a text, as an ISO 639-1 code; null when it cannot be said.</summary>
    /// <param name="text">The text.</param>
    string? Identify(string text);
}
