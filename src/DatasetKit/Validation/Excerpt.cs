using System.Text;
using DatasetKit.Internals;

namespace DatasetKit.Validation;

/// <summary>A short piece of data inside a message: one line, no control characters.</summary>
internal static class Excerpt
{
    private const int Longest = 40;

    public static string Of(Text text) => Of(text.ToString());

    public static string Of(ReadOnlySpan<byte> utf8) => Of(Utf8Text.Show(utf8));

    private static string Of(string text)
    {
        var shown = new StringBuilder();
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (count++ == Longest)
            {
                return shown.Append('…').ToString();
            }

            shown.Append(rune.Value switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ when Rune.IsControl(rune) => "\uFFFD", _ => rune.ToString() });
        }

        return shown.ToString();
    }
}
