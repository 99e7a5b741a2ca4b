using System.Text;

namespace DatasetKit.Recipes.Running;

/// <summary>The lines of a small text file that a parameter or a manifest names.</summary>
internal static class TextLines
{
    /// <summary>Reads a file of UTF-8; lines end with LF or CR LF.</summary>
    /// <exception cref="RecipeException">It is not there, or is not UTF-8.</exception>
    public static string[] Load(string path)
    {
        try
        {
            var lines = File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)).Split('\n');
            return Array.ConvertAll(lines, line => line.EndsWith('\r') ? line[..^1] : line);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new RecipeException($"it cannot be read: {fault.Message}", path);
        }
    }
}
