using System.Text;
using DatasetKit.Internals;

namespace DatasetKit;

/// <summary>A piece of a template, encoded and escaped once instead of once for each example.</summary>
public sealed class PromptLiteral
{
    /// <summary>Prepares a piece.</summary>
    /// <param name="text">Its characters.</param>
    public PromptLiteral(string text)
    {
        Text = text;
        Utf8 = Encoding.UTF8.GetBytes(text);
        CodePoints = Utf8Text.CountCodePoints(Utf8);
        var escaped = new byte[Utf8.Length * JsonEscape.MaxExpansion];
        Escaped = escaped[..JsonEscape.Escape(Utf8, escaped)];
    }

    /// <summary>The characters.</summary>
    public string Text { get; }

    internal byte[] Utf8 { get; }

    internal byte[] Escaped { get; }

    internal int CodePoints { get; }
}
