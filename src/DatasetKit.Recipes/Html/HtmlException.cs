namespace DatasetKit.Recipes.Html;

/// <summary>A text that cannot be read as HTML.</summary>
internal sealed class HtmlException(string message) : Exception(message);
