using System.Globalization;
using System.Text;

namespace DatasetKit.Internals;

/// <summary>A path as one line of a message: odd names cannot break the line or pass for an option.</summary>
internal static class DisplayPath
{
    /// <summary>The path itself when it is plain, otherwise in quotes with escapes.</summary>
    public static string Of(string path) => path switch
    {
        "-" => "standard output",
        _ when IsPlain(path) => path,
        _ => Quote(path),
    };

    /// <summary>The same for an input, which may be <c>-</c>, or nothing where it is not known.</summary>
    public static string OfInput(string path) => path is "" or "-" ? path : Of(path);

    /// <summary>A text of somebody else's within a message: on one line, and nothing in it moves the cursor.</summary>
    public static string OneLine(string text)
    {
        foreach (char character in text)
        {
            if (NeedsEscape(character))
            {
                return Escape(new StringBuilder(), text, "").ToString();
            }
        }

        return text;
    }

    private static bool IsPlain(string path)
    {
        if (path.Length == 0 || path[0] is '-' or ' ' or '"' || path[^1] == ' ')
        {
            return false;
        }

        foreach (char character in path)
        {
            if (NeedsEscape(character))
            {
                return false;
            }
        }

        return true;
    }

    // Beside the control characters: line separators, and those that turn the direction of the text around.
    private static bool NeedsEscape(char character) =>
        char.IsControl(character)
        || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Quote(string path)
    {
        return Escape(new StringBuilder("\""), path, "\"\\").Append('"').ToString();
    }

    private static StringBuilder Escape(StringBuilder quoted, string text, string marks)
    {
        foreach (char character in text)
        {
            _ = character switch
            {
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when marks.Contains(character) => quoted.Append('\\').Append(character),
                _ when NeedsEscape(character) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted;
    }
}
