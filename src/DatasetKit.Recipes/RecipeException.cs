namespace DatasetKit.Recipes;

/// <summary>A recipe cannot be run as it was called: no record was read.</summary>
public sealed class RecipeException : DatasetKitException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was found, what was expected, and what to do.</param>
    /// <param name="file">The file that is at fault; null when it is a parameter.</param>
    /// <param name="line">The line in it, from 1; 0 when the whole file is meant.</param>
    public RecipeException(string message, string? file = null, long line = 0)
        : base(file is null ? message : line == 0 ? $"{file}: {message}" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file}:{line}: {message}")) =>
        (File, Line) = (file, line);

    /// <summary>The file that is at fault, such as a manifest; null when it is a parameter.</summary>
    public string? File { get; }

    /// <summary>The line in it, from 1; 0 when the whole file is meant.</summary>
    public long Line { get; }
}
